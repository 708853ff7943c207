#include "render/page/page_notes.h"

#include "model/address/address.h"
#include "render/report/change_moves.h"

struct PageNotes {
    ClashIndex *clashes; /* found once for all pages of a revision; NULL if they are not shown */
    GHashTable *moves;   /* id of a session → words */
};

/* --- moves ----------------------------------------------------------------------------------- */

/* "was Monday 9 July 2007 10:00–12:00", "was in Gold Room". */
static char *dup_words(const ChangeMove *move)
{
    if (move->is_of_room) {
        return move->room != NULL ? g_strdup_printf("was in %s", move->room)
                                  : g_strdup("had no room");
    }
    g_autofree char *day = civil_date_to_words(move->date);
    if (move->is_all_day && move->until != move->date) {
        g_autofree char *until = civil_date_to_words(move->until);
        return g_strdup_printf("was %s–%s", day, until);
    }
    if (move->is_all_day) {
        return g_strdup_printf("was %s", day);
    }
    /* After midnight the date of the start is the next one, while people look for a session under
     * the day that it belongs to. */
    g_autofree char *hours = civil_hours_to_text(move->start, move->end);
    return g_strdup_printf("was %s %s", day, hours);
}

/* Adds what one revision moved. It can have moved a session to another time and another room. */
static void add_moves(GHashTable *words_of, const ChangeNote *note)
{
    g_autoptr(GPtrArray) moves = change_moves_of(note);

    for (guint i = 0; i < moves->len; i++) {
        const ChangeMove *move = moves->pdata[i];
        g_autofree char *words = dup_words(move);
        const char *others = g_hash_table_lookup(words_of, move->session);
        g_hash_table_insert(words_of, g_strdup(move->session),
                            others != NULL ? g_strdup_printf("%s; %s", others, words)
                                           : g_steal_pointer(&words));
    }
}

/* Adds the moves of an earlier revision, except of sessions that a later one moved again: a badge
 * says what held just before the latest move. */
static void add_earlier(GHashTable *moves, GHashTable *earlier)
{
    GHashTableIter iter;
    gpointer id;
    gpointer words;

    g_hash_table_iter_init(&iter, earlier);
    while (g_hash_table_iter_next(&iter, &id, &words)) {
        if (!g_hash_table_contains(moves, id)) {
            g_hash_table_insert(moves, g_strdup(id), g_strdup(words));
        }
    }
}

/* From the log of the whole agenda, which has every session; the latest note is first. Counted from
 * the revision's stamp, not from now: a page is a function of its revision. */
static void find_moves(PageNotes *notes, const Revision *revision)
{
    g_autofree char *path = address_dup_feed(revision->agenda->id, FEED_KIND_AGENDA, NULL);
    const GPtrArray *log = revision->log != NULL ? change_log_find(revision->log, path) : NULL;

    for (guint i = 0; log != NULL && i < log->len; i++) {
        const ChangeNote *note = log->pdata[i];
        if (note->stamp + PAGE_NOTES_LATELY < revision->stamp) {
            break;
        }
        g_autoptr(GHashTable) moves =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        add_moves(moves, note);
        add_earlier(notes->moves, moves);
    }
}

/* --- both ------------------------------------------------------------------------------------ */

PageNotes *page_notes_new(const Revision *revision, bool with_clashes)
{
    PageNotes *notes = g_new0(PageNotes, 1);

    notes->clashes = with_clashes ? clash_index_new(revision->agenda) : NULL;
    notes->moves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    find_moves(notes, revision);
    return notes;
}

void page_notes_free(PageNotes *notes)
{
    if (notes == NULL) {
        return;
    }
    g_clear_pointer(&notes->clashes, clash_index_free);
    g_hash_table_unref(notes->moves);
    g_free(notes);
}

const GPtrArray *page_notes_clashes(const PageNotes *notes, const Session *session)
{
    return notes->clashes != NULL ? clash_index_find(notes->clashes, session) : NULL;
}

const char *page_notes_move(const PageNotes *notes, const Session *session)
{
    return g_hash_table_lookup(notes->moves, session->id);
}
