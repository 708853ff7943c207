#pragma once

#include "chronicle/chronicle_withdraw.h"
#include "service/exit_status.h"

/* What "withdraw" and "retire" have in common. */

typedef struct WithdrawingOptions {
    const char *history;
    const char *by;  /* or NULL */
    const char *why; /* or NULL */
} WithdrawingOptions;

/* What is to be done with an agenda. */
typedef struct Withdrawing {
    const char *agenda;
    Withdrawal *withdrawal; /* NULL: nothing is taken out, the agenda is retired */
    guint since;
    bool tells_files; /* say where the files that it was published from still have it */
    const WithdrawingOptions *options;
} Withdrawing;

/* Does it, and prints what was done, or the error. */
ExitStatus withdrawing_run(const Withdrawing *work);
