#pragma once

/* What changes are called: those of two agendas (difference.h), which keys of a record say what a
 * change of them is (schema.h). Changes are listed in this order, but the first kind is last. */
typedef enum ChangeKind {
    CHANGE_KIND_KEY, /* of a key that has no other kind: it is called by the key */
    /* Of the agenda as a whole. */
    CHANGE_KIND_TITLE,
    CHANGE_KIND_SHORT_NAME,
    CHANGE_KIND_DESCRIPTION,
    CHANGE_KIND_HOMEPAGE,
    CHANGE_KIND_LOCATION,
    CHANGE_KIND_TIMEZONE,
    /* Of what many events name. */
    CHANGE_KIND_AGENCY_SHORT_NAME,
    CHANGE_KIND_AGENCY_NAME,
    CHANGE_KIND_ROLE_LABEL,
    CHANGE_KIND_ROOM_NAME,
    CHANGE_KIND_ROUND_TABLE_TITLE,
    /* Of an event. */
    CHANGE_KIND_ADDED,
    CHANGE_KIND_REMOVED,
    CHANGE_KIND_CANCELLED,
    CHANGE_KIND_RESTORED,     /* is no longer cancelled */
    CHANGE_KIND_STATUS,       /* confirmed or tentative */
    CHANGE_KIND_SESSION_KIND, /* a session, plenary or break */
    CHANGE_KIND_MOVED,        /* to another time or day */
    CHANGE_KIND_RENAMED,
    CHANGE_KIND_ROOM,
    CHANGE_KIND_ROUND_TABLE,
    CHANGE_KIND_ABSTRACT,
    CHANGE_KIND_URL,
    /* Who may see it, or of an agency's role, that. It is only told where both are seen. */
    CHANGE_KIND_VISIBILITY,
    /* Of an event, by agency and role. */
    CHANGE_KIND_ROLE_GAINED,
    CHANGE_KIND_ROLE_LOST,
    CHANGE_KIND_ROLE_STATUS,
    CHANGE_KIND_NOTE,
} ChangeKind;
