#pragma once

#include "file/import/foreign_agenda.h"

/*
 * Schedules of frab, pretalx, wafer, Pentabarf and their kin, in the XML of schedule.xml or in the
 * JSON of the c3voc's schedule.json. Both say the same in other notations: what is common to them
 * is here.
 */

/* Reads one into an empty schedule. `data` need not end with a NUL. False if it is not of the
 * format; the schedule is then to be thrown away. */
bool frab_read_xml(const char *data, gsize size, ForeignSchedule *schedule, GError **error);
bool frab_read_json(const char *data, gsize size, ForeignSchedule *schedule, GError **error);

/* --- what both share --------------------------------------------------------------------- */

/* The day, and its room, in which the events that are being read stand. */
typedef struct FrabDay {
    CivilDate date;
    bool has_date;
    const char *room;  /* or NULL */
    gint32 day_change; /* seconds after midnight: before it, a start without a date is on the next
                        * day */
} FrabDay;

/* An event while it is being read. Its texts are the source's own, and the reader's. */
typedef struct FrabEvent {
    ForeignEvent *event;
    char *date;
    char *start;
    char *duration;
    char *abstract;
    char *description;
    char *feedback; /* the address of a page that asks for it: the last of the links */
} FrabEvent;

void frab_event_init(FrabEvent *frab, ForeignSchedule *schedule, const FrabDay *day);

/* Sets what the source calls `name`, in a text that may be empty. What no agenda holds is remarked
 * on. */
void frab_event_set(FrabEvent *frab, ForeignSchedule *schedule, const char *name, const char *text);

void frab_event_add_person(FrabEvent *frab, ForeignSchedule *schedule, const char *source,
                           const char *name);
/* `type` is what an attachment is, or NULL. */
void frab_event_add_link(FrabEvent *frab, ForeignSchedule *schedule, const char *url,
                         const char *title, const char *type);

/* Ends it: makes its times and its abstract. */
void frab_event_finish(FrabEvent *frab, ForeignSchedule *schedule, const FrabDay *day);

/* Adds a room or a track that the source lists. Returns the room; NULL if it has no name. */
ForeignPlace *frab_add_room(ForeignSchedule *schedule, const char *name, const char *slug,
                            const char *guid);
void frab_add_track(ForeignSchedule *schedule, const char *name);

/* Sets what the source says of the whole and calls `name`. */
void frab_set_conference(ForeignSchedule *schedule, FrabDay *day, const char *name,
                         const char *text);
