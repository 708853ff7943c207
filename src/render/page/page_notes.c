#include "render/page/page_notes.h"

#include "model/address/address.h"
#include "render/report/change_moves.h"

struct PageNotes {
    ClashIndex *clashes; /* found once for all pages of a revision; NULL if they are not shown */
    GHashTable *moves;   /* id of a session → Move */
};

/* Earlier moves than these are not told. */
#define MOVES_MAX 2

/* Where a session was before the latest revisions that moved it. */
typedef struct Move {
    char *words;
    guint revisions;    /* how many the words tell of */
    bool has_start;     /* the latest moved it from another time … */
    CivilTime previous; /* … at which it would have begun */
} Move;

static void move_free(gpointer data)
{
    Move *move = data;

    g_free(move->words);
    g_free(move);
}

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
static void add_moves(GHashTable *moves_of, const ChangeNote *note)
{
    g_autoptr(GPtrArray) moves = change_moves_of(note);

    for (guint i = 0; i < moves->len; i++) {
        const ChangeMove *one = moves->pdata[i];
        g_autofree char *words = dup_words(one);
        Move *move = g_hash_table_lookup(moves_of, one->session);
        if (move == NULL) {
            move = g_new0(Move, 1);
            move->words = g_steal_pointer(&words);
            move->revisions = 1;
            g_hash_table_insert(moves_of, g_strdup(one->session), move);
        } else {
            g_autofree char *others = move->words;
            move->words = g_strdup_printf("%s; %s", others, words);
        }
        if (!one->is_of_room && !one->is_all_day) {
            move->has_start = true;
            move->previous = one->start;
        }
    }
}

/* Adds the moves of an earlier revision: "was in Gold Room; before that, was in Blue Room". */
static void add_earlier(GHashTable *moves, GHashTable *earlier)
{
    GHashTableIter iter;
    gpointer id;
    gpointer value;

    g_hash_table_iter_init(&iter, earlier);
    while (g_hash_table_iter_next(&iter, &id, &value)) {
        Move *move = g_hash_table_lookup(moves, id);
        if (move == NULL) {
            g_hash_table_iter_steal(&iter);
            g_hash_table_insert(moves, id, value);
        } else if (move->revisions < MOVES_MAX) {
            g_autofree char *later = move->words;
            move->words = g_strdup_printf("%s; before that, %s", later, ((Move *)value)->words);
            move->revisions++;
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
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, move_free);
        add_moves(moves, note);
        add_earlier(notes->moves, moves);
    }
}

/* --- both ------------------------------------------------------------------------------------ */

PageNotes *page_notes_new(const Revision *revision, bool with_clashes)
{
    PageNotes *notes = g_new0(PageNotes, 1);

    notes->clashes = with_clashes ? clash_index_new(revision->agenda) : NULL;
    notes->moves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, move_free);
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
    const Move *move = g_hash_table_lookup(notes->moves, session->id);

    return move != NULL ? move->words : NULL;
}

bool page_notes_previous_start(const PageNotes *notes, const Session *session, CivilTime *out_start)
{
    const Move *move = g_hash_table_lookup(notes->moves, session->id);

    if (move == NULL || !move->has_start) {
        return false;
    }
    *out_start = move->previous;
    return true;
}
