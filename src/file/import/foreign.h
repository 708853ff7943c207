#pragma once

#include "model/agenda/agenda.h"

/*
 * A schedule as another program wrote it, before it is an agenda. The reader of a format fills it;
 * foreign_agenda.h makes an agenda file of it.
 *
 * All strings belong to the schedule and are clean (foreign_text.h): valid UTF-8 without control
 * characters, and NULL rather than empty. Whatever a reader meets and does not keep it reports with
 * foreign_leave_out.
 */
typedef struct ForeignSchedule ForeignSchedule;
typedef struct ForeignOptions ForeignOptions;

/* A moment, as the source has it. */
typedef enum ForeignTimeType {
    FOREIGN_TIME_NONE,
    FOREIGN_TIME_LOCAL,   /* CivilTime: what clocks show at the conference */
    FOREIGN_TIME_INSTANT, /* Unix seconds */
} ForeignTimeType;

typedef struct ForeignTime {
    ForeignTimeType type;
    gint64 seconds;
} ForeignTime;

/* A room, or what sessions are sorted into: a track. */
typedef struct ForeignPlace {
    const char *source; /* the source's own id; or NULL */
    const char *id;     /* the id that it would have best; or NULL */
    const char *name;
    guint capacity;      /* persons; 0 if unknown */
    const char *url;     /* or NULL */
    const char *floor;   /* or NULL */
    const char *address; /* or NULL */
} ForeignPlace;

typedef enum ForeignPartyType {
    FOREIGN_PARTY_PERSON,
    FOREIGN_PARTY_ORGANISATION,
} ForeignPartyType;

/* Who contributes to a session. Those of equal source, or else of equal name, are the same. */
typedef struct ForeignParty {
    ForeignPartyType type;
    const char *source; /* the source's own id; or NULL */
    const char *name;
    const char *short_name;   /* of an organisation; or NULL */
    const char *organisation; /* the name of that to which a person belongs; or NULL */
    const char *url;          /* or NULL */
    const char *role;         /* the id of a built-in role */
    const char *note;         /* what the source calls the role, where that is another; or NULL */
} ForeignParty;

typedef struct ForeignLink {
    const char *url;
    const char *title; /* or NULL */
} ForeignLink;

typedef struct ForeignEvent {
    const char *source; /* the source's own id, the same in every state of it; or NULL */
    const char *id;     /* the id that it would have best; or NULL */
    const char *place;  /* where it stands, for messages: "line 17" */
    SessionKind kind;
    SessionStatus status;
    bool all_day;      /* the times are then the midnights before and after, local */
    bool has_day;      /* whether the source says under which day it stands, … */
    CivilDate day;     /* … which else is that of its start */
    ForeignTime start; /* without one it has no time yet */
    ForeignTime end;
    const char *title;
    const char *subtitle;
    const char *abstract; /* Markdown */
    const char *type;
    const char *room;  /* the name of a room, of foreign_add_room or not */
    const char *track; /* likewise of a track */
    const char *url;
    const char *join;
    const char *contact;
    const char *image;
    GPtrArray *tags;           /* const char * */
    GPtrArray *languages;      /* const char *: BCP 47 tags */
    GPtrArray *interpretation; /* likewise */
    GArray *links;             /* ForeignLink */
    GArray *parties;           /* ForeignParty, in the order of the source */
} ForeignEvent;

/* What whoever imports says of a source that does not explain itself: a table. */
typedef struct ForeignHints {
    const char *const *columns; /* "NAME=KEY", ended by NULL: what columns hold; or NULL */
    char delimiter;             /* between cells; 0: found from the first line */
} ForeignHints;

/* What the source says of the whole. */
struct ForeignSchedule {
    ForeignHints hints;            /* borrowed; for the reader */
    const ForeignOptions *options; /* borrowed; or NULL: what whoever imports wants */
    char *agenda;                  /* the agenda file, in JSON, where the source is a whole agenda;
                                    * else NULL: it is made of what follows */
    const char *id;                /* the id that it would have best; or NULL */
    const char *title;
    const char *description; /* Markdown */
    const char *url;
    const char *location;
    const char *contact;
    const char *image;
    const char *timezone;   /* its IANA name; or NULL if the source does not say */
    const char *track_noun; /* what the source calls tracks, in the singular: "Track"; or NULL */
    GPtrArray *rooms;       /* ForeignPlace *, by foreign_add_room */
    GPtrArray *tracks;      /* ForeignPlace * */
    GPtrArray *events;      /* ForeignEvent *, in the order of the source */
    GPtrArray *remarks;     /* ForeignRemark *, in the order in which they were first made */

    struct ForeignIndex *lookup; /* private */
};

/* Something that the agenda does not have as the source has it. */
typedef struct ForeignRemark {
    const char *what;    /* "event/feedback_url" */
    const char *why;     /* "is left out: nothing in an agenda holds it" */
    const char *example; /* the first, cut; or NULL */
    guint count;
} ForeignRemark;

ForeignSchedule *foreign_schedule_new(void);
void foreign_schedule_free(ForeignSchedule *schedule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ForeignSchedule, foreign_schedule_free)

/* A copy of a string that lives as long as the schedule; NULL for NULL. Equal ones share a copy. */
const char *foreign_intern(ForeignSchedule *schedule, const char *string);

/* Each adds an empty record for the reader to fill: a party before the next one is added. */
ForeignEvent *foreign_add_event(ForeignSchedule *schedule);
ForeignParty *foreign_add_party(ForeignEvent *event, ForeignPartyType type);
void foreign_add_link(ForeignEvent *event, const char *url, const char *title);

/* Adds the room, or the track, of a name unless it is there; `name` is interned. Only those of
 * which the source says more than the name need be added: others come with the events. */
ForeignPlace *foreign_add_room(ForeignSchedule *schedule, const char *name);
ForeignPlace *foreign_add_track(ForeignSchedule *schedule, const char *name);

/* Remarks that something of the source is left out, or was changed, and why. Equal ones are counted
 * together. `what` and `why` are static or interned; `example` may be NULL. */
void foreign_remark(ForeignSchedule *schedule, const char *what, const char *why,
                    const char *example);

/* Remarks that nothing in an agenda holds it. */
void foreign_leave_out(ForeignSchedule *schedule, const char *what, const char *example);
