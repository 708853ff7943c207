#pragma once

#include "model/agenda/finding.h"
#include "model/agenda/text.h"
#include "model/time/civil.h"
#include "model/time/tz.h"

/*
 * An agenda: days, slots, sessions, and the agencies and people that contribute.
 *
 * It is built once (agenda_new, agenda_add_…, agenda_finish) and never changes after that.
 * Everything it hands out is const and lives as long as the agenda. Its order is canonical,
 * whatever the order of the file: two files with the same content make the same agenda.
 */

typedef enum AgencyKind {
    AGENCY_KIND_AGENCY,
    AGENCY_KIND_GOVERNMENT,
    AGENCY_KIND_CIVIL_SOCIETY,
    AGENCY_KIND_PRIVATE,
    AGENCY_KIND_OTHER,
} AgencyKind;

/* A break and a plenary are sessions of another kind. */
typedef enum SessionKind {
    SESSION_KIND_SESSION,
    SESSION_KIND_PLENARY,
    SESSION_KIND_BREAK,
} SessionKind;

typedef enum SessionStatus {
    SESSION_STATUS_CONFIRMED,
    SESSION_STATUS_TENTATIVE,
    SESSION_STATUS_CANCELLED,
} SessionStatus;

typedef enum ContributionStatus {
    CONTRIBUTION_STATUS_CONFIRMED,
    CONTRIBUTION_STATUS_OFFERED,
    CONTRIBUTION_STATUS_REQUESTED,
    CONTRIBUTION_STATUS_TENTATIVE,
} ContributionStatus;

/* Whether the conference takes place; if it does not, no session does. */
typedef enum AgendaStatus {
    AGENDA_STATUS_CONFIRMED,
    AGENDA_STATUS_CANCELLED,
    AGENDA_STATUS_POSTPONED,
} AgendaStatus;

/* Who may see something: see model/view/agenda_view.h. */
typedef enum Visibility {
    VISIBILITY_PUBLIC,
    VISIBILITY_AGENCY, /* those who contribute; for a contribution, its own agency and person only
                        */
} Visibility;

typedef struct Agenda Agenda;
typedef struct Participant Participant;
typedef struct Role Role;
typedef struct Room Room;
typedef struct RoundTable RoundTable;
typedef struct Term Term;
typedef struct Day Day;
typedef struct Slot Slot;
typedef struct Session Session;
typedef struct Contribution Contribution;
typedef struct Preparation Preparation;

/* The records that events refer to by id. */
typedef enum NamedKind {
    NAMED_ROLE,
    NAMED_AGENCY,
    NAMED_PERSON,
    NAMED_ROOM,
    NAMED_ROUND_TABLE,
    NAMED_TYPE,
    NAMED_TAG,
    NAMED_LANGUAGE,
    N_NAMED_KINDS,
} NamedKind;

/* In every record, `index` is its position in the agenda's array of its type, set by agenda_finish,
 * and `place` is where it stands in the file. */
struct Role {
    guint index;
    const char *id;
    Text label;
    bool present; /* whether it needs the agency in the room */
    Place place;  /* line 0 for a built-in role */
};

/* Whom to write to. */
typedef struct Contact {
    const char *name;  /* or NULL */
    const char *email; /* or NULL */
} Contact;

/* Who contributes: an agency or a person. */
struct Participant {
    guint index;
    NamedKind named; /* NAMED_AGENCY or NAMED_PERSON */
    const char *id;
    Text label; /* what events call it: the short name of an agency, a person's name */
    Text name;  /* may be absent */
    AgencyKind kind;
    guint delegation;          /* how many parallel sessions it can attend, 1 or more */
    const Participant *agency; /* to which a person belongs; or NULL */
    const char *url;           /* or NULL */
    Contact contact;           /* for the organisers only */
    const char *source;        /* of a person, its id where it was imported from; or NULL */
    Place place;
};

struct Room {
    guint index;
    const char *id;
    Text name;
    guint capacity;     /* persons; 0 if unknown */
    const char *url;    /* or NULL */
    Text floor;         /* may be absent */
    Text address;       /* may be absent */
    const char *geo;    /* or NULL */
    const char *source; /* as of a person */
    Place place;
};

struct RoundTable {
    guint index;
    const char *id;
    Text title; /* may be absent */
    Place place;
};

/* What sessions are sorted by: a type, a tag or a language. */
struct Term {
    guint index;
    const char *id; /* a word of the file; a language's tag (BCP 47) */
    Text label;     /* absent unless the file lists such terms: the id is shown then */
    Place place;
};

/* Something on the web that belongs to a session. */
typedef struct Link {
    const char *url;
    Text title; /* may be absent */
} Link;

struct Day {
    const Agenda *agenda; /* whose day it is */
    guint index;
    CivilDate date;
    Text title; /* may be absent */
    Place place;
    GPtrArray *slots; /* const Slot *, by time */
};

struct Slot {
    const Day *day;
    bool all_day;
    CivilTime start; /* all day: the midnights before and after */
    CivilTime end;
    CivilDate until; /* the last day, if all day; else 0: the end says it */
    Place place;
    GPtrArray *sessions; /* const Session *, in the order of the agenda's array */
};

struct Session {
    guint index;
    const char *id;
    const char *source; /* as of a person */
    SessionKind kind;
    SessionStatus status;  /* see session_status */
    Visibility visibility; /* always public for a plenary or a break */
    const Day *day;
    const Slot *slot;
    const RoundTable *round_table; /* or NULL */
    const Room *room;              /* or NULL */
    Text title;
    Text subtitle;             /* may be absent */
    Text abstract;             /* may be absent */
    const Term *type;          /* or NULL */
    GPtrArray *tags;           /* const Term *, by id; or NULL */
    GPtrArray *languages;      /* const Term *, by id: those that are spoken; or NULL */
    GPtrArray *interpretation; /* likewise: those into which it is interpreted */
    const char *url;           /* or NULL */
    GPtrArray *links;          /* const Link *; or NULL */
    const char *join;          /* the address of an online meeting; or NULL */
    Text contact;              /* may be absent */
    const char *image;         /* its address; or NULL */
    CivilTime start;
    CivilTime end;
    CivilDate until;  /* as in a slot */
    gint64 start_utc; /* Unix seconds; all day: the midnights as if in UTC */
    gint64 end_utc;
    Place place;
    GPtrArray *contributions; /* const Contribution *, by role, then by agency, then by person */
};

struct Contribution {
    const Session *session;
    const Participant *agency; /* or NULL; see participant.h */
    const Participant *person; /* or NULL, but not both */
    const Role *role;
    ContributionStatus status;
    Visibility visibility;
    Text note; /* may be absent */
    Place place;
};

typedef enum PreparationTiming {
    PREPARATION_UNDATED,
    PREPARATION_DATE, /* takes place that day */
    PREPARATION_DUE,  /* is due by that day */
} PreparationTiming;

/* A contribution to the conference as a whole. */
struct Preparation {
    guint index;
    const char *id;            /* or NULL: then agency, person, role and title identify it */
    const Participant *agency; /* as in a contribution */
    const Participant *person;
    const Role *role;
    ContributionStatus status;
    Visibility visibility;
    Text title;
    Text note;       /* may be absent */
    const char *url; /* or NULL */
    PreparationTiming timing;
    CivilDate date; /* 0 if undated */
    Place place;
};

/* What a conference calls a kind of thing. */
typedef struct Noun {
    Text one;
    Text many;
} Noun;

/* Where a noun stands decides about the capitals of ours. */
typedef enum NounForm {
    NOUN_ROUND_TABLE,        /* in a name: "Round Table 1" */
    NOUN_ROUND_TABLE_LABEL,  /* "Round table" */
    NOUN_ROUND_TABLE_INSIDE, /* within a sentence: "round table" */
    NOUN_ROUND_TABLES_INSIDE,
    NOUN_AGENCY_LABEL, /* "Agency" */
    NOUN_AGENCY_INSIDE,
    NOUN_AGENCIES_LABEL,
    NOUN_AGENCIES_INSIDE,
} NounForm;

/* What it calls otherwise than we do; the nouns are absent for all else. */
typedef struct Nouns {
    Noun round_table;
    Noun agency;
} Nouns;

struct Agenda {
    const char *id;
    const char *short_name;
    Text title;
    AgendaStatus status;
    Text description;  /* may be absent */
    const char *url;   /* or NULL */
    Text location;     /* may be absent */
    const char *geo;   /* "LATITUDE;LONGITUDE" in degrees (RFC 5545 §3.8.1.6); or NULL */
    Text contact;      /* may be absent */
    const char *image; /* its address; or NULL */
    Nouns words;
    const char *embed; /* origins whose pages may show ours in a frame, with blanks between; or
                        * NULL */
    Tz *tz;
    bool has_published;
    gint64 published;  /* Unix seconds */
    bool show_clashes; /* in public, too */

    GPtrArray *roles;        /* const Role *: the built-in ones in their order, then by id */
    GPtrArray *agencies;     /* const Participant *, by id */
    GPtrArray *people;       /* const Participant *, by id */
    GPtrArray *rooms;        /* const Room *, by id */
    GPtrArray *round_tables; /* const RoundTable *, by id */
    GPtrArray *types;        /* const Term *, by id */
    GPtrArray *tags;         /* const Term *, by id */
    GPtrArray *languages;    /* const Term *, by id: those of sessions */
    GPtrArray *days;         /* const Day *, by date */
    GPtrArray *sessions;     /* const Session *, by start, all-day first, then by id */
    GPtrArray *preparations; /* const Preparation *, undated first, then by date, agency, role … */

    struct AgendaIndex *lookup; /* private */
};

/* --- building ---------------------------------------------------------------------------- */

/* An empty agenda with the built-in roles. Takes a reference to `tz`, which may be NULL and set
 * later, before agenda_finish. */
Agenda *agenda_new(const char *id, Tz *tz);
void agenda_free(Agenda *agenda);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Agenda, agenda_free)

/* A copy of a string that lives as long as the agenda; NULL for NULL. Equal strings share a
 * copy. */
const char *agenda_intern(Agenda *agenda, const char *string);

/* An upper bound of the octets that the agenda's strings take, for callers that limit the memory of
 * agendas. */
gsize agenda_text_octets(const Agenda *agenda);

/* A text with a copy of the variants and their strings, which lives as long as the agenda. */
Text agenda_intern_text(Agenda *agenda, const TextVariant *variants, guint n_variants);

/* An empty list of records, which lives as long as the agenda; `free_item` is for what it owns. */
GPtrArray *agenda_add_list(Agenda *agenda, GDestroyNotify free_item);

/* Each adds an empty record, owned by the agenda, for the caller to fill before agenda_finish. An
 * id must be new (see agenda_find_…). Strings put into the record must be interned. */
gpointer agenda_add_named(Agenda *agenda, NamedKind kind, const char *id);
Role *agenda_add_role(Agenda *agenda, const char *id);
Participant *agenda_add_agency(Agenda *agenda, const char *id);
Participant *agenda_add_person(Agenda *agenda, const char *id);
Room *agenda_add_room(Agenda *agenda, const char *id);
RoundTable *agenda_add_round_table(Agenda *agenda, const char *id);
Day *agenda_add_day(Agenda *agenda, CivilDate date);
Slot *agenda_add_slot(Agenda *agenda, Day *day);
Session *agenda_add_session(Agenda *agenda, Slot *slot, const char *id);
Contribution *agenda_add_contribution(Agenda *agenda, Session *session);
Preparation *agenda_add_preparation(Agenda *agenda);

/* A record to be changed while the agenda is being built, such as a built-in role with another
 * label. NULL if there is none. */
gpointer agenda_edit_named(Agenda *agenda, NamedKind kind, const char *id);
Role *agenda_edit_role(Agenda *agenda, const char *id);

/* Puts everything into canonical order and numbers it. To be called exactly once. */
void agenda_finish(Agenda *agenda);

/* --- looking up -------------------------------------------------------------------------- */

/* All records of a kind, in order. Borrowed. */
const GPtrArray *agenda_list_named(const Agenda *agenda, NamedKind kind);

/* Each returns NULL if the agenda has no record of that id or date. */
gconstpointer agenda_find_named(const Agenda *agenda, NamedKind kind, const char *id);
const Role *agenda_find_role(const Agenda *agenda, const char *id);
const Participant *agenda_find_agency(const Agenda *agenda, const char *id);
const Participant *agenda_find_person(const Agenda *agenda, const char *id);
const Room *agenda_find_room(const Agenda *agenda, const char *id);
const RoundTable *agenda_find_round_table(const Agenda *agenda, const char *id);
const Session *agenda_find_session(const Agenda *agenda, const char *id);
const Day *agenda_find_day(const Agenda *agenda, CivilDate date);

/* Sessions (const Session *) in the order of the agenda, borrowed: those that somebody contributes
 * to, those in a room, those on a day (session_is_on_day), and all plenaries and breaks. */
const GPtrArray *agenda_sessions_of_participant(const Agenda *agenda,
                                                const Participant *participant);
const GPtrArray *agenda_sessions_of_room(const Agenda *agenda, const Room *room);
const GPtrArray *agenda_sessions_of_day(const Agenda *agenda, const Day *day);
const GPtrArray *agenda_common_sessions(const Agenda *agenda);

/* The place of the conference, or NULL. Borrowed. */
const char *agenda_location(const Agenda *agenda);

/* Whether a room is at the place of the conference: it has no address of its own. So is NULL. */
bool room_is_at_place(const Room *room);

/* The position of a room, or else of the place where it is; NULL if it is not known. */
const char *agenda_geo_of(const Agenda *agenda, const Room *room);

/* What the agenda calls a kind of thing, in the language that is shown: its own word (`words`), as
 * it writes it, or else ours. Borrowed. */
const char *agenda_noun(const Agenda *agenda, NounForm form);

/* What texts call the round table with an id: "Round Table 1". The caller's own. Recorded changes
 * hold it, so another rule would need a place in the history. */
char *agenda_dup_round_table_label(const Agenda *agenda, const char *id);

/* What events call an agency or a person, and what a term is called. Borrowed. */
const char *participant_label(const Participant *participant);
const char *term_label(const Term *term);

/* The status that a session has in effect: it is cancelled if the conference does not take place.
 */
SessionStatus session_status(const Session *session);

/* Whether it is in effect cancelled only because the conference is postponed. */
bool session_is_postponed(const Session *session);

/* Whether a session is known by its number: its id is the id of its round table, a dot and more
 * ("1.2" in round table "1"). The number is then shown before the title. */
bool session_has_number(const Session *session);

/* The order of an agenda's sessions: less than, equal to or greater than 0. The two may belong to
 * different agendas. */
gint session_compare(const Session *left, const Session *right);

/* The same by round table, those without one last; for g_ptr_array_sort. All must belong to one
 * agenda. */
gint session_compare_by_table(gconstpointer a, gconstpointer b);

/* The days on which a session goes on: that under which it stands, whatever goes on after midnight;
 * but in a slot that is longer than a day that of its start, and of what is itself longer than a
 * day all to the last one. */
void session_days(const Session *session, CivilDate *out_first, CivilDate *out_last);

/* Whether a session belongs to the programme of a day: it stands under it or goes on on it. */
bool session_is_on_day(const Session *session, CivilDate date);

/* Whether an agency or a person contributes to a session, in any role. False if it is NULL. */
bool session_has_participant(const Session *session, const Participant *participant);

/* Whether contribution number `index` is the first that its agency and person make to the session.
 */
bool session_is_first_of_contributor(const Session *session, guint index);

/* The title of a preparation, or else the label of its role: in all languages, or in the one that
 * is shown. */
const Text *preparation_shown_text(const Preparation *preparation);
const char *preparation_shown_title(const Preparation *preparation);

/* What identifies a preparation, in every revision: its id or else its agency, role and title,
 * joined by slashes, which no id has. A person stands after the agency, with a plus before it,
 * which no id has either: "ilo+jane-doe/input/Title". The caller owns it. */
char *preparation_dup_key(const Preparation *preparation);

/* The short name of an agenda whose file has none: its id in capitals, "GFMD 2007" for "gfmd-2007".
 * The caller owns it. */
char *agenda_dup_default_short_name(const Agenda *agenda);

/* Whether a role is built in; the second, whether the file has not changed it, either. */
bool role_is_built_in(const Role *role);
bool role_is_as_built_in(const Role *role);

/* The words for these values in agenda files: "civil-society", "cancelled", … (schema_records.c).
 * Static. */
const char *agency_kind_word(AgencyKind kind);
const char *session_kind_word(SessionKind kind);
const char *session_status_word(SessionStatus status);
const char *contribution_status_word(ContributionStatus status);
const char *visibility_word(Visibility visibility);

/* The key under which a slot has sessions of a kind. Static. */
const char *session_kind_key(SessionKind kind);
