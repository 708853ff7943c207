#pragma once

#include <jansson.h>

#include "file/import/foreign.h"

/*
 * Sources in JSON (RFC 8259) that programs export page by page, and whose members may be null, of
 * another type or not there.
 */

/* All documents of a source: one, or several one after the other, as joined pages and JSON Lines
 * are. Returns a list of them, which the caller owns; NULL if one is not sound. */
json_t *json_source_load(const char *data, gsize size, GError **error);

/* The member "next" of a page, the address of the page after it; NULL if it has none, or is no page
 * of JSON. The caller owns it. */
char *json_source_dup_next(const char *data, gsize size);

/* Looks at an object. `name` is what the member is called in which it stands; NULL if it stands in
 * none. Returns whether to look at its members, too. */
typedef bool JsonVisit(const char *name, const json_t *object, gpointer data);

typedef struct JsonWalk {
    JsonVisit *visit;
    gpointer data;
    const char *url; /* of the first page that names one, of itself or of its neighbour; or NULL */
} JsonWalk;

/* Visits the objects of a source: those in lists, in lists of lists, and in pages, whose objects
 * are in the member "results". What stands deeper than any export has it is not visited. */
void json_source_walk(JsonWalk *walk, const json_t *documents);

/* --- members ----------------------------------------------------------------------------- */

/* A value as a text, of a number its digits; NULL for what is no text. The caller owns it. */
char *json_source_dup_value(const json_t *value);
char *json_source_dup(const json_t *object, const char *name);

/* A member as a line (foreign_line). */
const char *json_source_line(ForeignSchedule *schedule, const json_t *object, const char *name);

/* A member that is a number, or a text of digits; a fraction is dropped. 0 if it is none. */
gint64 json_source_number(const json_t *object, const char *name);

/* A member that is the address of a page, which may be without scheme and host: then they are those
 * of `base`, unless that is NULL. */
const char *json_source_url(ForeignSchedule *schedule, const char *base, const json_t *object,
                            const char *name);

/* Remarks on each member that says something and is not one of `known`, ended by NULL. `record`
 * names the object. Of what is private nothing is shown. */
void json_source_leave_out(ForeignSchedule *schedule, const char *record, const json_t *object,
                           const char *const *known);
