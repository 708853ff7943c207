#include "file/book/book_owners.h"

#include <string.h>

#include "base/clip.h"
#include "base/fold.h"
#include "base/suggest.h"

/* With more sessions than this, looking for the nearest takes longer than it is worth. */
#define SUGGEST_FROM_MAX 10000

/* Records by what they belong to: from an owner to its first record, and on to the next. */
typedef struct Chain {
    GArray *first; /* guint, by owner */
    GArray *last;  /* guint, by owner */
    GArray *next;  /* guint, by record */
} Chain;

struct BookOwners {
    const BookLists *lists;
    GHashTable *session_ids;     /* folded id → number of the record, plus 1 */
    GHashTable *dates;           /* date, as it is written → number of the day, plus 1 */
    GArray *days;                /* BookEntry: the date of each day */
    Chain chains[N_BOOK_SHEETS]; /* lists of sessions; of the sessions themselves, by day */
};

/* --- chains ------------------------------------------------------------------------------ */

static void fill(GArray *numbers, guint length)
{
    const guint none = BOOK_OWNERS_NONE;

    while (numbers->len < length) {
        g_array_append_val(numbers, none);
    }
}

static void chain_init(Chain *chain, guint n_records)
{
    *chain = (Chain){
        .first = g_array_new(FALSE, FALSE, sizeof(guint)),
        .last = g_array_new(FALSE, FALSE, sizeof(guint)),
        .next = g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    fill(chain->next, n_records);
}

static void chain_clear(Chain *chain)
{
    g_array_unref(chain->first);
    g_array_unref(chain->last);
    g_array_unref(chain->next);
}

static void chain_add(Chain *chain, guint owner, guint record)
{
    fill(chain->first, owner + 1);
    fill(chain->last, owner + 1);
    guint last = g_array_index(chain->last, guint, owner);
    if (last == BOOK_OWNERS_NONE) {
        g_array_index(chain->first, guint, owner) = record;
    } else {
        g_array_index(chain->next, guint, last) = record;
    }
    g_array_index(chain->last, guint, owner) = record;
}

/* --- what belongs to what ---------------------------------------------------------------- */

static const BookList *list_of(const BookOwners *owners, BookSheetKind kind)
{
    return &owners->lists->lists[kind];
}

/* Sessions by their ids, of which none differ only in capitals. */
static void index_sessions(BookOwners *owners)
{
    const BookList *sessions = list_of(owners, BOOK_SESSIONS);

    for (guint i = 0; i < sessions->records->len; i++) {
        const BookEntry *id = book_list_find(sessions, book_list_record(sessions, i), "id");
        if (id != NULL) {
            g_hash_table_insert(owners->session_ids, fold_dup(id->text), GUINT_TO_POINTER(i + 1));
        }
    }
}

/* The caller owns the hint, which may be NULL. */
static char *suggest_session(const BookOwners *owners, const char *text)
{
    const BookList *sessions = list_of(owners, BOOK_SESSIONS);
    guint n_sessions = sessions->records->len;
    g_autofree const char **ids = g_new(const char *, n_sessions + 1);
    guint n_ids = 0;

    for (guint i = 0; i < n_sessions && n_sessions <= SUGGEST_FROM_MAX; i++) {
        const BookEntry *id = book_list_find(sessions, book_list_record(sessions, i), "id");
        ids[n_ids] = id != NULL ? id->text : NULL;
        n_ids += id != NULL ? 1 : 0;
    }
    const char *nearest = suggest_nearest(text, ids, n_ids);
    return nearest != NULL ? g_strdup_printf("did you mean \"%s\"?", nearest) : NULL;
}

static void report_session(const BookOwners *owners, const BookList *list, const BookRecord *record,
                           const BookEntry *session)
{
    BookFaults *faults = owners->lists->faults;

    if (session == NULL) {
        book_faults_add(faults, record->place, NULL, "%s needs a \"session\" to which it belongs",
                        BOOK_SHEETS[list->kind].schema->name);
        return;
    }
    g_autofree char *shown = clip_dup(session->text);
    bool is_told = faults->count < FINDINGS_MAX;
    book_faults_add(faults, session->place, is_told ? suggest_session(owners, session->text) : NULL,
                    "there is no session \"%s\"", shown);
}

/* Finds the session of each record of a list. */
static void chain_list(BookOwners *owners, BookSheetKind kind)
{
    const BookList *list = list_of(owners, kind);

    for (guint i = 0; i < list->records->len; i++) {
        const BookRecord *record = book_list_record(list, i);
        const BookEntry *session = book_list_find(list, record, "session");
        g_autofree char *id = session != NULL ? fold_dup(session->text) : NULL;
        guint number =
            id != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(owners->session_ids, id)) : 0;
        if (number == 0) {
            report_session(owners, list, record, session);
        } else {
            chain_add(&owners->chains[kind], number - 1, i);
        }
    }
}

/* The number of a day; a new one if it has none. */
static guint number_of_day(BookOwners *owners, const BookEntry *date)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(owners->dates, date->text));

    if (number == 0) {
        g_array_append_val(owners->days, *date);
        number = owners->days->len;
        g_hash_table_insert(owners->dates, (gpointer)date->text, GUINT_TO_POINTER(number));
    }
    return number - 1;
}

/* Finds the day of each session. */
static void chain_sessions(BookOwners *owners)
{
    const BookList *sessions = list_of(owners, BOOK_SESSIONS);

    for (guint i = 0; i < sessions->records->len; i++) {
        const BookRecord *record = book_list_record(sessions, i);
        const BookEntry *date = book_list_find(sessions, record, "day");
        if (date == NULL) {
            book_faults_add(owners->lists->faults, record->place, NULL,
                            "a session needs a \"day\"");
        } else {
            chain_add(&owners->chains[BOOK_SESSIONS], number_of_day(owners, date), i);
        }
    }
}

/* Days with a row of their own come first. */
static void add_days(BookOwners *owners)
{
    const BookList *days = list_of(owners, BOOK_DAYS);

    for (guint i = 0; i < days->records->len; i++) {
        const BookEntry *date = book_list_find(days, book_list_record(days, i), "date");
        if (date != NULL) {
            number_of_day(owners, date);
        }
    }
}

/* --- the whole --------------------------------------------------------------------------- */

BookOwners *book_owners_new(const BookLists *lists)
{
    BookOwners *owners = g_new0(BookOwners, 1);

    owners->lists = lists;
    owners->session_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    owners->dates = g_hash_table_new(g_str_hash, g_str_equal);
    owners->days = g_array_new(FALSE, FALSE, sizeof(BookEntry));
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        chain_init(&owners->chains[kind], lists->lists[kind].records->len);
    }
    index_sessions(owners);
    add_days(owners);
    chain_sessions(owners);
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        if (BOOK_SHEETS[kind].is_of_session) {
            chain_list(owners, kind);
        }
    }
    return owners;
}

void book_owners_free(BookOwners *owners)
{
    g_hash_table_unref(owners->session_ids);
    g_hash_table_unref(owners->dates);
    g_array_unref(owners->days);
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        chain_clear(&owners->chains[kind]);
    }
    g_free(owners);
}

const GArray *book_owners_days(const BookOwners *owners)
{
    return owners->days;
}

guint book_owners_day(const BookOwners *owners, const BookEntry *date)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(owners->dates, date->text));

    g_assert(number > 0);
    return number - 1;
}

guint book_owners_first(const BookOwners *owners, BookSheetKind kind, guint owner)
{
    const GArray *first = owners->chains[kind].first;

    return owner < first->len ? g_array_index(first, guint, owner) : BOOK_OWNERS_NONE;
}

guint book_owners_next(const BookOwners *owners, BookSheetKind kind, guint record)
{
    return g_array_index(owners->chains[kind].next, guint, record);
}
