#pragma once

#include "file/import/foreign_parties.h"

/* The ids of a session, and of what it names. */
typedef struct ForeignIds {
    const char *session;
    const char *room;        /* or NULL */
    const char *round_table; /* or NULL */
    const ForeignParties *parties;
} ForeignIds;

/* The record of an event in an agenda file, in JSON. The caller owns it. */
GString *foreign_session_make(const ForeignEvent *event, const ForeignIds *ids);
