#pragma once

#include "file/import/foreign_parties.h"

/* What whoever imports wants. */
struct ForeignOptions {
    const char *id;       /* of the agenda; NULL: as the source has it */
    const char *title;    /* likewise */
    const char *timezone; /* the IANA name of the conference's zone; NULL: likewise */
    ForeignAgencies agencies;
};

typedef enum ForeignError {
    FOREIGN_ERROR_BAD_SOURCE, /* it cannot be read, or is not of its format */
    FOREIGN_ERROR_NO_ZONE,    /* nobody says in which time zone the conference is */
} ForeignError;

#define FOREIGN_ERROR (foreign_error_quark())
GQuark foreign_error_quark(void);

/* Makes an agenda file, in JSON, and remarks on what is not in it as in the source. NULL if that
 * fails. The caller owns it. */
char *foreign_agenda_make(ForeignSchedule *schedule, const ForeignOptions *options, GError **error);
