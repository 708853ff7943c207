#include "chronicle/withdrawn.h"

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

/* Whether anything was withdrawn, from this revision or another: earlier ones are rewritten, too.
 */
static bool has_withdrawn(const GArray *withdrawals)
{
    for (guint i = 0; i < withdrawals->len; i++) {
        const HistoryWithdrawal *withdrawal = &g_array_index(withdrawals, HistoryWithdrawal, i);
        if (strcmp(withdrawal->kind, HISTORY_RETIREMENT) != 0) {
            return true;
        }
    }
    return false;
}

bool withdrawn_read(Revision *revision, History *history, const char *agenda, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) withdrawals = history_list_withdrawals(history, agenda, strings, error);

    if (withdrawals == NULL) {
        return false;
    }
    revision->is_retired = is_retired(withdrawals, revision->number);
    revision->has_forgotten = has_withdrawn(withdrawals);
    return true;
}

/* What a fact says was withdrawn; NULL for a text, and for a preparation that was known by its
 * title: these have no id. */
static Withdrawal *withdrawal_of(const HistoryWithdrawal *fact)
{
    g_auto(GStrv) parts = g_strsplit(fact->id, "/", 2);
    WithdrawalKind kind;

    if (!withdrawal_kind_parse(fact->kind, &kind)) {
        return NULL;
    }
    if (kind == WITHDRAWAL_AGENDA) {
        return withdrawal_new(kind, NULL, NULL);
    }
    if (*fact->id == '\0' || (kind == WITHDRAWAL_CONTRIBUTION && parts[1] == NULL)) {
        return NULL;
    }
    return withdrawal_new(kind, parts[0], parts[1]);
}

/* Whether an agenda has again what a withdrawal has taken out of the one before. */
static bool comes_back(const HistoryWithdrawal *fact, const Agenda *before, const Agenda *after)
{
    g_autoptr(Withdrawal) withdrawal = withdrawal_of(fact);

    return withdrawal != NULL && withdrawal_names_part_of(withdrawal, after) &&
           !withdrawal_names_part_of(withdrawal, before);
}

bool withdrawn_find(History *history, const Agenda *before, const Agenda *after, char **out_words,
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

/* Drops preparations that a withdrawal has taken out, and given ids in the place of the titles by
 * which they were known (withdrawal_dup_id_prefix). */
static Agenda *drop_renamed(Agenda *take_agenda, guint number)
{
    g_autofree char *prefix = withdrawal_dup_id_prefix(number);
    g_autoptr(GPtrArray) withdrawals =
        g_ptr_array_new_with_free_func((GDestroyNotify)withdrawal_free);
    Agenda *agenda = take_agenda;

    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        if (preparation->id != NULL && g_str_has_prefix(preparation->id, prefix)) {
            g_ptr_array_add(withdrawals,
                            withdrawal_new(WITHDRAWAL_PREPARATION, preparation->id, NULL));
        }
    }
    for (guint i = 0; i < withdrawals->len; i++) {
        agenda = withdrawal_drop(withdrawals->pdata[i], agenda);
    }
    return agenda;
}

bool withdrawn_drop(History *history, guint number, Agenda **inout_agenda, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) facts =
        history_list_withdrawals(history, (*inout_agenda)->id, strings, error);

    for (guint i = 0; facts != NULL && i < facts->len; i++) {
        const HistoryWithdrawal *fact = &g_array_index(facts, HistoryWithdrawal, i);
        g_autoptr(Withdrawal) withdrawal = withdrawal_of(fact);
        if (fact->number <= number) {
            continue;
        }
        if (withdrawal != NULL) {
            *inout_agenda = withdrawal_drop(withdrawal, *inout_agenda);
        } else if (strcmp(fact->kind, withdrawal_kind_word(WITHDRAWAL_PREPARATION)) == 0) {
            *inout_agenda = drop_renamed(*inout_agenda, fact->number);
        }
    }
    return facts != NULL;
}
