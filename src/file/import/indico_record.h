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

/* Whether a session is for all, by its title, which may be NULL. */
bool indico_record_is_plenary(const char *title);

/* Reads when a record begins and ends. */
void indico_record_read_times(IndicoReader *reader, const json_t *object, ForeignEvent *event);

/* The name of the room in which a record is, which is added; NULL if it is in none. A room that is
 * elsewhere has its place in its name: "Hall (Museum)". */
const char *indico_record_room(IndicoReader *reader, const json_t *object);

/* As what people are added. */
typedef struct IndicoRole {
    const char *role;
    const char *note; /* or NULL */
    guint most;       /* so many of them */
} IndicoRole;

/* Adds those of a list to an event, or only remarks on what is private of them if it is NULL.
 * Returns whether anybody was added. */
bool indico_record_add_people(IndicoReader *reader, const json_t *people, const IndicoRole *as,
                              ForeignEvent *event);

/* Adds the files and links of a record, unless there are links. */
void indico_record_add_links(IndicoReader *reader, const json_t *object, ForeignEvent *event);

/* Adds the parts of a contribution to its abstract as a list, and their speakers. */
void indico_record_add_parts(IndicoReader *reader, const json_t *parts, ForeignEvent *event);
