#pragma once

#include "file/fields.h"

/*
 * Readers of single values for the tables of fields, each with the type of what it sets. Strings
 * are interned in the agenda unless it says otherwise.
 */

/* An id and where it stands. The text is borrowed from the node, and NULL if there is none; one
 * of the wrong form is told but kept, so that references to it are not told as well. */
typedef struct IdValue {
    const char *text;
    const Node *node;
} IdValue;

/* Values for which it matters whether and where they are given: node is NULL if they are not. */
typedef struct DateValue {
    CivilDate date;
    const Node *node;
} DateValue;

typedef struct ClockValue {
    gint32 seconds; /* after midnight of the day */
    const Node *node;
} ClockValue;

typedef struct StampValue {
    gint64 utc; /* Unix seconds */
    const Node *node;
} StampValue;

FieldRead values_read_id;                  /* IdValue, id_is_good */
FieldRead values_read_code;                /* IdValue, id_is_good_code */
FieldRead values_read_count;               /* guint, 1 or more */
FieldRead values_read_bool;                /* bool */
FieldRead values_read_date;                /* DateValue */
FieldRead values_read_clock;               /* ClockValue */
FieldRead values_read_stamp;               /* StampValue */
FieldRead values_read_zone;                /* Tz *, the caller's own */
FieldRead values_read_agency_kind;         /* AgencyKind */
FieldRead values_read_session_status;      /* SessionStatus */
FieldRead values_read_contribution_status; /* ContributionStatus */
FieldRead values_read_visibility;          /* Visibility */

/* The text of a scalar; NULL, with an error, if the node is a list or a mapping. */
const char *values_scalar(Reader *reader, const Field *field, const Node *value);
