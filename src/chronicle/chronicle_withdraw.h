#pragma once

#include "chronicle/publishing.h"
#include "history/history.h"
#include "model/view/withdrawal.h"

/*
 * Takes back what should never have been public. Earlier revisions are rewritten: their texts, the
 * digests of these, the notes on changes, the names of gone feeds. Stamps, sequences and departures
 * stay, so that SEQUENCE never falls. Then a new revision follows, with which all who subscribe
 * learn of it. All of this is one transaction.
 */

/* What was done. */
typedef struct WithdrawalResult {
    guint number;  /* of the new public revision; 0: nothing was found, and nothing was done */
    gint64 stamp;  /* of that */
    guint since;   /* the first public revision that was rewritten */
    guint records; /* how many texts of records were rewritten, in all streams */
} WithdrawalResult;

/* Takes something back in all public revisions of an agenda from number `since` on, and in the
 * private ones of that time. Where what earlier revisions say still shows, as departed, as the
 * name of something gone or in a note on a change, or a preparation without an id is renamed, these
 * are rewritten as well. A note on what revision `since` changed is found even if only the one
 * before it says so.
 *
 * What was public and is private by now, so that only the whole agenda has it, stays for those who
 * see it.
 *
 * Of `how`, the caution does not count. Fails with HISTORY_ERROR, and has then done nothing. */
bool chronicle_withdraw(History *history, const char *agenda, Withdrawal *withdrawal, guint since,
                        const PublishOptions *how, WithdrawalResult *out_result, GError **error);

/* Ends an agenda: it is no longer listed, and no file is published that says anything new, unless
 * that is confirmed. Its calendars stay as they are. Sets out_number to that of the revision which
 * says so. Fails with HISTORY_ERROR. */
bool chronicle_retire(History *history, const char *agenda, const PublishOptions *how,
                      guint *out_number, GError **error);
