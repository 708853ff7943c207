#pragma once

#include "file/extent.h"
#include "model/change/omission.h"
#include "model/view/withdrawal.h"

/* Why the text of a file is held back, in words that follow "held back: "; owned by the caller.
 * There is a doubt about its extent (`last`: that of the text taken last, or NULL), an omission, or
 * something that was withdrawn (as in Publication); or several of these, and NULL for the others.
 * The first few sessions that are left out are named. */
char *hold_reason_dup(const Extent *extent, const Extent *last, const Omission *omission,
                      const char *withdrawn);

/* The command that confirms what is held back, quoted for a shell; owned by the caller. */
char *hold_confirmation_dup(const char *file, const char *history);

/* The command that takes something back, quoted for a shell; owned by the caller. Not for a
 * text. */
char *hold_withdrawal_dup(const Withdrawal *withdrawal, const char *agenda, const char *history);
