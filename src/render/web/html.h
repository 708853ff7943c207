#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/agenda/text.h"

/*
 * Appends HTML to a string. Everything that comes from an agenda or an address is escaped here,
 * depending on where it is to stand.
 *
 * Escaped text may stand between tags and in attributes, whose values always have double quotes.
 * What HTML forbids (control characters, noncharacters) becomes U+FFFD.
 */
void html_append_text(GString *out, const char *text);

/* Appends markup, with each "{}" replaced by the next value, a string, as escaped text. There must
 * be as many values as places, and at least one; none may be NULL. */
#define html_append(out, markup, ...)                                    \
    html_append_values((out), (markup), (const char *[]){ __VA_ARGS__ }, \
                       G_N_ELEMENTS(((const char *[]){ __VA_ARGS__ })))
void html_append_values(GString *out, const char *markup, const char *const *values,
                        gsize n_values);

/* Appends an element whose content is an agenda's text, in the variant that is shown, with its
 * language and direction; nothing if the text is absent. `class` is NULL for none. */
void html_append_element(GString *out, const char *name, const char *class, const Text *text);

/* Appends the attributes for the language of such a text, if that is known, and its direction. */
void html_append_language(GString *out, const Text *text);

/* Appends a text as part of the query of an address (RFC 3986 §3.4): only unreserved characters are
 * left as they are, so the result needs no escaping in an attribute. */
void html_append_url_component(GString *out, const char *text);

/* Appends JSON for a script element: nothing in it can end the element or begin another. */
void html_append_json(GString *out, const char *json);
