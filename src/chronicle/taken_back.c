#include "chronicle/taken_back.h"

#include <string.h>

#include "model/view/withdrawal.h"

/* Withdrawals end with the last revision, one each, back to the retirement. */
static bool is_retired(const GArray *withdrawals, guint last)
{
    for (guint i = withdrawals->len; i > 0; i--, last--) {
        const HistoryWithdrawal *withdrawal = &g_array_index(withdrawals, HistoryWithdrawal, i - 1);
        if (withdrawal->number != last) {
            return false;
        }
        if (strcmp(withdrawal->kind, HISTORY_RETIREMENT) == 0 ||
            strcmp(withdrawal->kind, withdrawal_kind_word(WITHDRAWAL_AGENDA)) == 0) {
            return true;
        }
    }
    return false;
}

bool taken_back_is_retired(History *history, const char *agenda, guint last, bool *out_is_retired,
                           GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) withdrawals = history_list_withdrawals(history, agenda, strings, error);

    if (withdrawals == NULL) {
        return false;
    }
    *out_is_retired = is_retired(withdrawals, last);
    return true;
}

/* Whether an agenda has again what a withdrawal has taken out of the one before. */
static bool comes_back(const HistoryWithdrawal *fact, const Agenda *before, const Agenda *after)
{
    g_auto(GStrv) parts = g_strsplit(fact->id, "/", 2);
    WithdrawalKind kind;

    if (*fact->id == '\0' || !withdrawal_kind_parse(fact->kind, &kind) ||
        (kind == WITHDRAWAL_CONTRIBUTION && parts[1] == NULL)) {
        return false;
    }
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(kind, parts[0], parts[1]);
    return withdrawal_names_part_of(withdrawal, after) &&
           !withdrawal_names_part_of(withdrawal, before);
}

bool taken_back_find(History *history, const Agenda *before, const Agenda *after, char **out_words,
                     GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) withdrawals = history_list_withdrawals(history, after->id, strings, error);
    guint last;

    if (withdrawals == NULL || !history_find(history, after->id, G_MAXINT64, &last, error)) {
        return false;
    }
    g_autofree char *words =
        is_retired(withdrawals, last) ? g_strdup("an agenda that was retired") : NULL;
    for (guint i = 0; i < withdrawals->len && words == NULL; i++) {
        const HistoryWithdrawal *withdrawal = &g_array_index(withdrawals, HistoryWithdrawal, i);
        if (comes_back(withdrawal, before, after)) {
            words =
                g_strdup_printf("the %s %s, which was withdrawn", withdrawal->kind, withdrawal->id);
        }
    }
    *out_words = g_steal_pointer(&words);
    return true;
}
