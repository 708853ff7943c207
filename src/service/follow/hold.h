#pragma once

#include "file/extent.h"
#include "model/change/omission.h"

/* Why a text of a file is held back, in words that follow "held back: "; the caller's own. There is
 * a doubt, of which `last` is the text that was taken last, or an omission (else NULL), or both; of
 * what is left out the first few are named. */
char *hold_reason_dup(const Extent *extent, const Extent *last, const Omission *omission);

/* The command that confirms what is held back; the caller's own. */
char *hold_confirmation_dup(const char *file, const char *history);
