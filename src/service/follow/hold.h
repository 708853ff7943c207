#pragma once

#include "file/extent.h"
#include "model/change/omission.h"

/* Why the text of a file is held back, in words that follow "held back: "; owned by the caller.
 * There is a doubt about its extent (`last`: that of the text taken last, or NULL), an omission
 * (else NULL), or both. The first few sessions that are left out are named. */
char *hold_reason_dup(const Extent *extent, const Extent *last, const Omission *omission);

/* The command that confirms what is held back, quoted for a shell; owned by the caller. */
char *hold_confirmation_dup(const char *file, const char *history);
