#pragma once

#include "model/agenda/agenda.h"

/*
 * What a new agenda leaves out of an earlier one: the sessions and plenaries that stood there, were
 * not cancelled, and are not in it at all. One that is marked as cancelled is not left out: that is
 * said, and not forgotten. Breaks are in nobody's way.
 */
typedef struct Omission {
    guint stood;      /* how many stood in the earlier one */
    guint gone;       /* how many of them are left out */
    GPtrArray *names; /* of those that everybody sees (char *): the id and the title, in order */
} Omission;

/* Of fewer sessions none are too many to be left out. */
#define OMISSION_SESSIONS_MIN 10

Omission *omission_new(const Agenda *before, const Agenda *after);
void omission_free(Omission *omission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Omission, omission_free)

/* Whether it is more than a third of so many that a mistake is likelier than the intention. */
bool omission_is_grave(const Omission *omission);
