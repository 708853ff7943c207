#pragma once

#include "model/agenda/clash.h"
#include "model/agenda/schema.h"
#include "model/selection/feed.h"

/*
 * What makes one agenda another: which events, which calendars, and by what.
 *
 * A change is what reaches a calendar, whoever's: the name of a room or the label of a role as well
 * as the start of a session. What reaches none is no change: the order of the file, a capacity, a
 * preparation that has no date in either, texts in languages that the calendars do not show. (The
 * rules of the time zone, which every calendar carries, follow its dates; they are none either.)
 */

/* An event of either agenda: a session, or a preparation that has a date in one of them. Sides on
 * which it is not are NULL. */
typedef struct EventPair {
    guint index;
    char *id; /* a session's id, or preparation_dup_key */
    const Session *old_session;
    const Session *new_session;
    const Preparation *old_preparation;
    const Preparation *new_preparation;
    bool differs; /* what it says is not the same */
} EventPair;

typedef struct Change {
    ChangeKind kind;
    guint index;
    const SchemaField *field; /* the key whose value is another; NULL if it is no single one */
    const EventPair *event;   /* NULL if it is none of an event */
    /* Of the new agenda, or of the old one if they are in that only. */
    const Agency *agency;
    const Role *role;
    const Room *room;
    const RoundTable *round_table;
    ContributionStatus old_status;
    ContributionStatus new_status;
    /* Of a key, its old and new value; a text in the first language in which it is another. NULL if
     * there is none. */
    const char *old_text;
    const char *new_text;
    SchemaText old_value; /* private: room for texts that are not the agendas' */
    SchemaText new_value;
} Change;

/* "moved", "role-gained", … */
const char *change_word(const Change *change);

/* A calendar that is not the same: new, gone, or with other content. */
typedef struct FeedChange {
    Feed *old_feed;     /* or NULL */
    Feed *new_feed;     /* or NULL */
    GPtrArray *changes; /* const Change *: those that show in it; none if it is just new or gone */
} FeedChange;

typedef struct Difference {
    const Agenda *old_agenda;
    const Agenda *new_agenda;
    GPtrArray *events;  /* const EventPair *: all sessions by start, then all preparations */
    GPtrArray *changes; /* const Change *: in the order of ChangeKind, those of events by event */
    GPtrArray *feeds;   /* const FeedChange *: by kind, then path */
    /* Clashes that are in one of the agendas only, by room or agency and by sessions. */
    GPtrArray *new_clashes;    /* const Clash * */
    GPtrArray *solved_clashes; /* const Clash * */
} Difference;

/* Of two finished agendas of one id, which it borrows. */
Difference *difference_new(const Agenda *old_agenda, const Agenda *new_agenda);
void difference_free(Difference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Difference, difference_free)

/* Whether no calendar and no clash differs. */
bool difference_is_empty(const Difference *difference);

/* What changes in the own calendar of an agency, given by its id; NULL if nothing does. */
const FeedChange *difference_find_agency(const Difference *difference, const char *agency);

/* The feed of a FeedChange as it is, or was. */
const Feed *feed_change_feed(const FeedChange *change);
