#pragma once

#include "model/agenda/agenda.h"

/*
 * What a new agenda leaves out: sessions and plenaries of the earlier agenda that were not
 * cancelled and that it does not have at all. A session that it marks as cancelled is not left out:
 * somebody has decided that. Breaks do not count.
 */
typedef struct Omission {
    guint stood;      /* how many the earlier agenda had */
    guint gone;       /* how many of them are left out */
    GPtrArray *names; /* the public ones left out (char *): id and title, in order */
} Omission;

/* With fewer sessions than this, no omission is grave. */
#define OMISSION_SESSIONS_MIN 10

Omission *omission_new(const Agenda *before, const Agenda *after);
void omission_free(Omission *omission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Omission, omission_free)

/* Whether so much is left out, more than a third, that a mistake is likelier than intent. */
bool omission_is_grave(const Omission *omission);
