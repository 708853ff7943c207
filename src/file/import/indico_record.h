#pragma once

#include "file/import/json_source.h"

/*
 * What contributions, blocks and breaks of Indico have in common.
 */
typedef struct IndicoReader {
    ForeignSchedule *schedule;
    const char *base;  /* an address of the server; or NULL. Borrowed */
    const char *venue; /* of the conference; NULL until one is known */
    const char *zone;  /* in which the first time is told; or NULL */
    GHashTable *zones; /* name → Tz; NULL if there is none */
} IndicoReader;

void indico_reader_init(IndicoReader *reader, ForeignSchedule *schedule);
void indico_reader_clear(IndicoReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(IndicoReader, indico_reader_clear)

/* The name of a record, or a text that stands in its place; NULL if there is none. */
const char *indico_record_name(IndicoReader *reader, const json_t *value);

/* The prose of a member, which is HTML. `what` names it for remarks. */
const char *indico_record_prose(IndicoReader *reader, const char *what, const json_t *object,
                                const char *name);

/* Reads when a record begins and ends. */
void indico_record_read_times(IndicoReader *reader, const json_t *object, ForeignEvent *event);

/* The name of the room in which a record is, which is added; NULL if it is in none. A room that is
 * elsewhere has its place in its name: "Hall (Museum)". */
const char *indico_record_room(IndicoReader *reader, const json_t *object);

/* Adds those of a list in a role, unless somebody has that role. `note` may be NULL. */
typedef struct IndicoRole {
    const char *role;
    const char *note;
} IndicoRole;

void indico_record_add_people(IndicoReader *reader, const json_t *people, IndicoRole as,
                              ForeignEvent *event);

/* Whether somebody has a role in an event. */
bool indico_record_has_role(const ForeignEvent *event, const char *role);

/* Adds the files and links of a record, unless there are links. */
void indico_record_add_links(IndicoReader *reader, const json_t *object, ForeignEvent *event);

/* Adds the parts of a contribution to its abstract as a list, and their speakers. */
void indico_record_add_parts(IndicoReader *reader, const json_t *parts, ForeignEvent *event);
