#pragma once

#include "file/agenda_file.h"
#include "model/view/withdrawal.h"

/* Prints where an agenda file still has what was withdrawn, a line FILE:LINE for each place, so
 * that it is taken out before the file is published again. */
void withdrawal_places_print(const Withdrawal *withdrawal, const char *path,
                             const AgendaFile *file);
