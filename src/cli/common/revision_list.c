#include "cli/common/revision_list.h"

#include <stdio.h>
#include <string.h>

#include "base/printable.h"
#include "chronicle/stream.h"

static void print_line(const char *name, const HistoryEntry *entry, const char *remark)
{
    g_autofree char *stamp = civil_stamp_to_text(entry->stamp);
    g_autofree char *by = printable_dup(entry->by);
    g_autofree char *why = printable_dup(entry->why != NULL ? entry->why : "");

    printf("%s  %s  %s%s%s%s\n", name, stamp, by, *why != '\0' ? "  " : "", why, remark);
}

/* "  (withdrawn: session s1)", "  (retired)"; "" for most revisions. What it was is not known. */
static char *dup_remark(const GArray *withdrawals, const HistoryEntry *entry)
{
    for (guint i = 0; i < withdrawals->len; i++) {
        const HistoryWithdrawal *withdrawal = &g_array_index(withdrawals, HistoryWithdrawal, i);
        if (withdrawal->number != entry->number) {
            continue;
        }
        if (strcmp(withdrawal->kind, HISTORY_RETIREMENT) == 0) {
            return g_strdup("  (retired)");
        }
        g_autofree char *kind = printable_dup(withdrawal->kind);
        g_autofree char *id = printable_dup(withdrawal->id);
        return g_strdup_printf("  (withdrawn: %s%s%s)", kind, *id != '\0' ? " " : "", id);
    }
    return g_strdup("");
}

void revision_list_print_entry(const HistoryEntry *entry, const GArray *withdrawals)
{
    g_autofree char *name = g_strdup_printf("%s@%u", entry->agenda, entry->number);
    g_autofree char *remark = dup_remark(withdrawals, entry);

    print_line(name, entry, remark);
}

/* --- what is private --------------------------------------------------------------------- */

/* Everything published of an agenda. */
typedef struct Listing {
    GStringChunk *strings;
    GArray *public;      /* HistoryEntry, as in the others */
    GArray *withdrawals; /* HistoryWithdrawal, from the public ones */
    GArray *whole;       /* empty if nothing ever was private */
    GPtrArray *names;    /* of the streams */
    GPtrArray *privates; /* a GArray of HistoryEntry for each */
} Listing;

static void listing_clear(Listing *listing)
{
    g_clear_pointer(&listing->public, g_array_unref);
    g_clear_pointer(&listing->withdrawals, g_array_unref);
    g_clear_pointer(&listing->whole, g_array_unref);
    g_clear_pointer(&listing->names, g_ptr_array_unref);
    g_ptr_array_unref(listing->privates);
    g_string_chunk_free(listing->strings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Listing, listing_clear)

static bool listing_read(Listing *listing, History *history, const char *agenda, GError **error)
{
    g_autofree char *whole = stream_of_whole(agenda);

    listing->strings = g_string_chunk_new(4096);
    listing->privates = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    listing->public = history_list(history, agenda, listing->strings, error);
    listing->withdrawals = listing->public != NULL
                               ? history_list_withdrawals(history, agenda, listing->strings, error)
                               : NULL;
    listing->whole =
        listing->withdrawals != NULL ? history_list(history, whole, listing->strings, error) : NULL;
    listing->names = listing->whole != NULL ? history_list_streams(history, agenda, error) : NULL;
    for (guint i = 0; listing->names != NULL && i < listing->names->len; i++) {
        GArray *entries = history_list(history, listing->names->pdata[i], listing->strings, error);
        if (entries == NULL) {
            return false;
        }
        g_ptr_array_add(listing->privates, entries);
    }
    return listing->names != NULL;
}

static bool has_stamp(const GArray *entries, gint64 stamp)
{
    /* The streams that one publication changes have its stamp in common. Backwards, since recent
     * ones are asked for first. */
    for (guint i = entries->len; i > 0; i--) {
        if (g_array_index(entries, HistoryEntry, i - 1).stamp == stamp) {
            return true;
        }
    }
    return false;
}

/* "gfmd-2007  2007-07-08T10:00:00Z  anna  (private: ilo, iom)" */
static void print_private(const Listing *listing, const char *agenda, const HistoryEntry *entry)
{
    g_autoptr(GString) remark = g_string_new(NULL);

    for (guint i = 0; i < listing->names->len; i++) {
        const char *agency = stream_participant(listing->names->pdata[i]);
        if (agency != NULL && has_stamp(listing->privates->pdata[i], entry->stamp)) {
            g_string_append_printf(remark, "%s%s", remark->len == 0 ? "  (private: " : ", ",
                                   agency);
        }
    }
    g_string_append_c(remark, ')');
    print_line(agenda, entry, remark->str);
}

bool revision_list_print(History *history, const char *agenda, bool *out_any, GError **error)
{
    g_auto(Listing) listing = { 0 };

    if (!listing_read(&listing, history, agenda, error)) {
        return false;
    }
    /* Merges both lists, latest first. Where a whole revision has the stamp of a public one they
     * are the same publication; one with a stamp of its own changed only what is private. */
    guint left = listing.whole->len;
    for (guint i = listing.public->len; i > 0; i--) {
        const HistoryEntry *entry = &g_array_index(listing.public, HistoryEntry, i - 1);
        for (; left > 0; left--) {
            const HistoryEntry *whole = &g_array_index(listing.whole, HistoryEntry, left - 1);
            if (whole->stamp < entry->stamp) {
                break;
            }
            if (whole->stamp > entry->stamp) {
                print_private(&listing, agenda, whole);
            }
        }
        revision_list_print_entry(entry, listing.withdrawals);
    }
    *out_any = listing.public->len > 0;
    return true;
}
