#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/agenda/text.h"

/*
 * HTML appended to a text. Everything that comes from an agenda or an address is escaped here, by
 * where it is to stand.
 *
 * Escaped text is good between tags and in attributes, whose values always have double quotes. What
 * HTML forbids (control characters, noncharacters) becomes U+FFFD.
 */
void html_append_text(GString *out, const char *text);

/* Appends markup in which each "{}" is taken by the next value, a string, as escaped text. There
 * must be as many values as places, at least one. */
#define html_append(out, markup, ...)                                    \
    html_append_values((out), (markup), (const char *[]){ __VA_ARGS__ }, \
                       G_N_ELEMENTS(((const char *[]){ __VA_ARGS__ })))
void html_append_values(GString *out, const char *markup, const char *const *values,
                        gsize n_values);

/* Appends an element whose content is the first variant of an agenda's text, in the language and
 * direction that it has by itself; nothing if it is absent. `class` is NULL for none. */
void html_append_element(GString *out, const char *name, const char *class, const Text *text);

/* The attributes that tell the language, if it is known, and direction of such a text. */
void html_append_language(GString *out, const Text *text);

/* A text as part of the query of an address (RFC 3986 §3.4): only unreserved characters are left,
 * so that it needs no escaping in an attribute. */
void html_append_url_component(GString *out, const char *text);

/* JSON for a script element: nothing in it can end the element or begin another. */
void html_append_json(GString *out, const char *json);
