#pragma once

/* The kinds of changes between two agendas (model/change/difference). A key of a record says which
 * kind its change is (schema.h). Changes are listed in this order, except that the first kind comes
 * last. */
typedef enum ChangeKind {
    CHANGE_KIND_KEY, /* a key without a kind of its own: the key is the word for it */
    /* The agenda as a whole. */
    CHANGE_KIND_AGENDA_STATUS,
    CHANGE_KIND_TITLE,
    CHANGE_KIND_SHORT_NAME,
    CHANGE_KIND_DESCRIPTION,
    CHANGE_KIND_HOMEPAGE,
    CHANGE_KIND_LOCATION,
    CHANGE_KIND_TIMEZONE,
    CHANGE_KIND_ZONE_RULES,       /* those of the time zone, whose name is the same */
    CHANGE_KIND_CLOCKS,           /* for other days, calendars without sessions tell other clocks */
    CHANGE_KIND_ROUND_TABLE_NOUN, /* what round tables are called */
    /* Records that many events name. */
    CHANGE_KIND_AGENCY_SHORT_NAME,
    CHANGE_KIND_AGENCY_NAME,
    CHANGE_KIND_ROLE_LABEL,
    CHANGE_KIND_ROOM_NAME,
    CHANGE_KIND_ROUND_TABLE_TITLE,
    /* A single event. */
    CHANGE_KIND_ADDED,
    CHANGE_KIND_REMOVED,
    CHANGE_KIND_CANCELLED,
    CHANGE_KIND_RESTORED,     /* no longer cancelled */
    CHANGE_KIND_STATUS,       /* confirmed or tentative */
    CHANGE_KIND_SESSION_KIND, /* a session, plenary or break */
    CHANGE_KIND_MOVED,        /* to another time or day */
    CHANGE_KIND_RETIMED,      /* at the same time on the wall, which is another instant by now */
    CHANGE_KIND_RENAMED,
    CHANGE_KIND_ROOM,
    CHANGE_KIND_ROUND_TABLE,
    CHANGE_KIND_ABSTRACT,
    CHANGE_KIND_URL,
    /* Who may see it or, for a role, who may see that. Reported only to those who see both
     * states. */
    CHANGE_KIND_VISIBILITY,
    /* A single event, by agency and role. */
    CHANGE_KIND_ROLE_GAINED,
    CHANGE_KIND_ROLE_LOST,
    CHANGE_KIND_ROLE_STATUS,
    CHANGE_KIND_NOTE,
} ChangeKind;
