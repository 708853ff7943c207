#pragma once

#include "model/agenda.h"

/* An agenda as published at one moment. */
typedef struct Revision {
    Agenda *agenda;
    guint number; /* from 1 */
    gint64 stamp; /* when it was published, Unix seconds */

    /* When what is served of it may last have changed, Unix seconds: usually its stamp. An agenda
     * without history can be edited under the same stamp. */
    gint64 modified;
} Revision;

/* When an event came to be and changed: what CREATED, LAST-MODIFIED, DTSTAMP and SEQUENCE say
 * (RFC 5545 §3.8.7). */
typedef struct EventStamp {
    gint64 created; /* Unix seconds */
    gint64 changed;
    guint sequence;
} EventStamp;

/* The first revision of an agenda, one without history, modified at its stamp; takes the agenda. */
Revision *revision_new(Agenda *take_agenda, gint64 stamp);
void revision_free(Revision *revision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Revision, revision_free)

EventStamp revision_stamp_of_session(const Revision *revision, const Session *session);
EventStamp revision_stamp_of_preparation(const Revision *revision, const Preparation *preparation);
