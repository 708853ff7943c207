#pragma once

#include "model/agenda/clash.h"
#include "model/agenda/schema.h"
#include "model/selection/feed.h"

/*
 * What tells two agendas apart: which events and calendars differ, and how.
 *
 * Whatever reaches anybody's calendar is a change: the name of a room or the label of a role as
 * much as the start of a session. Whatever reaches none is not: the order of the file, a capacity,
 * a preparation without a date in either agenda, texts in languages that calendars do not show.
 * (Nor are the rules of the time zone that every calendar carries, as far as they follow from its
 * dates. That a government has changed them is.)
 */

/* An event of either agenda: a session, or a preparation that has a date in at least one of them. A
 * side on which the event does not exist is NULL. */
typedef struct EventPair {
    guint index;
    char *id; /* a session's id, or preparation_dup_key */
    const Session *old_session;
    const Session *new_session;
    const Preparation *old_preparation;
    const Preparation *new_preparation;
    bool differs;    /* something that it says is different */
    bool is_retimed; /* the rules of the zone around its time are other ones */
} EventPair;

typedef struct Change {
    ChangeKind kind;
    guint index;
    const SchemaField *field; /* the key whose value differs; NULL if it is not about a single
                               * key */
    const EventPair *event;   /* NULL if it belongs to no event */
    /* Records of the new agenda or, if only the old one has them, of that. */
    const Participant *agency; /* with a role: who has it, together with the person */
    const Participant *person;
    const Role *role;
    const Room *room;
    const RoundTable *round_table;
    const Term *type;
    const Term *tag;
    ContributionStatus old_status;
    ContributionStatus new_status;
    /* The old and the new value of a key; for a text, in the first language in which it differs.
     * NULL for a side without a value. */
    const char *old_text;
    const char *new_text;
    char *old_value; /* private: holds what is not a text in the agendas; or NULL */
    char *new_value;
} Change;

void change_free(Change *change);

/* The word for a change: "moved", "role-gained", … */
const char *change_word(const Change *change);

/* A calendar that differs: it is new, gone, or has other content. */
typedef struct FeedChange {
    Feed *old_feed;     /* or NULL */
    Feed *new_feed;     /* or NULL */
    GPtrArray *changes; /* const Change *: those that show in it; may be empty if it is new or
                         * gone */
} FeedChange;

typedef struct Difference {
    const Agenda *old_agenda;
    const Agenda *new_agenda;
    GPtrArray *events;  /* const EventPair *: sessions in the order of agendas, then preparations */
    GPtrArray *changes; /* const Change *: common ones by ChangeKind, then event by event */
    GPtrArray *feeds;   /* const FeedChange *: by kind, then path */
    /* Clashes that only one of the agendas has, by room, agency or person and then by session. */
    GPtrArray *new_clashes;    /* const Clash * */
    GPtrArray *solved_clashes; /* const Clash * */
} Difference;

/* The difference of two finished agendas with the same id, from which it borrows. */
Difference *difference_new(const Agenda *old_agenda, const Agenda *new_agenda);
void difference_free(Difference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Difference, difference_free)

/* Whether neither a calendar nor a clash differs. */
bool difference_is_empty(const Difference *difference);

/* What changes in the own calendar of the agency or person with a key
 * (model/address/participant_key); NULL if nothing does. */
const FeedChange *difference_find_own(const Difference *difference, const char *key);

/* The feed as it is now or, if it is gone, as it was. */
const Feed *feed_change_feed(const FeedChange *change);
