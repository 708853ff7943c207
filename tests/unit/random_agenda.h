#pragma once

#include "model/agenda/agenda.h"

/* A random number generator; its seed is printed, and taken from TEST_SEED if that is set. */
GRand *random_agenda_rand_new(guint32 *out_seed);

/* A random agenda "random", finished; the same for the same seed, whatever the order in which its
 * parts are added: that is shuffled by `order` (NULL: not shuffled). */
Agenda *random_agenda_new(guint32 seed, GRand *order);
