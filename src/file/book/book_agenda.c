#include "file/book/book_agenda.h"

#include <string.h>

#include "base/clip.h"
#include "base/json_text.h"
#include "base/suggest.h"
#include "file/book/book_owners.h"

/* What makes the agenda. */
typedef struct Maker {
    BookText *text;
    const BookLists *lists;
    const BookOwners *owners;
} Maker;

static const BookList *list_of(const Maker *maker, BookSheetKind kind)
{
    return &maker->lists->lists[kind];
}

/* --- sessions ---------------------------------------------------------------------------- */

/* Appends a key with its value, on a line of its own. */
static void append(const Maker *maker, const char *key, const BookEntry *entry)
{
    book_text_mark(maker->text, entry->place);
    json_text_append_string(maker->text->json, key, entry->text);
}

static void append_list(const Maker *maker, BookSheetKind kind, guint session)
{
    const BookList *list = list_of(maker, kind);
    guint first = book_owners_first(maker->owners, kind, session);

    if (first == BOOK_OWNERS_NONE) {
        return;
    }
    book_text_mark(maker->text, book_list_record(list, first)->place);
    json_text_open(maker->text->json, BOOK_SHEETS[kind].key, '[');
    for (guint i = first; i != BOOK_OWNERS_NONE; i = book_owners_next(maker->owners, kind, i)) {
        book_text_append_record(maker->text, list, book_list_record(list, i));
    }
    json_text_close(maker->text->json, ']');
}

/* Whether a key of sessions is a time that slots have, too. */
static bool is_time(const char *key)
{
    static const char *const KEYS[] = { "start", "end", "duration", "until", NULL };

    return g_strv_contains(KEYS, key);
}

/* The time of a session's row by its key: its slot's, or its own. */
static const BookEntry *find_time(const BookList *list, const BookRecord *record, bool of_slot,
                                  const char *key)
{
    g_autofree char *heading = g_strconcat(of_slot ? "slot " : "", key, NULL);

    return book_list_find(list, record, heading);
}

/* Whether the row says when the slot begins or ends, and not only when the session does. */
static bool has_slot(const BookList *list, const BookRecord *record)
{
    bool any = false;

    for (guint i = 0; i < record->n_entries && !any; i++) {
        const BookEntry *entry = book_list_entry(list, record, i);
        any =
            entry->column->part == BOOK_PART_SLOT && is_time(book_column_field(entry->column)->key);
    }
    return any;
}

/* Appends the times of the slot: those that the row has for it, or else the session's. What is said
 * of its end is said by one of them. */
static void append_slot_times(const Maker *maker, const BookList *list, const BookRecord *record)
{
    static const char *const ENDS[] = { "end", "duration", "until" };
    bool has_own_end = false;
    const BookEntry *start = find_time(list, record, true, "start");
    const BookEntry *all_day = book_list_find(list, record, "all-day");

    start = start != NULL ? start : find_time(list, record, false, "start");
    for (gsize i = 0; i < G_N_ELEMENTS(ENDS); i++) {
        has_own_end = has_own_end || find_time(list, record, true, ENDS[i]) != NULL;
    }
    if (start != NULL) {
        append(maker, "start", start);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ENDS); i++) {
        const BookEntry *end = find_time(list, record, has_own_end, ENDS[i]);
        if (end != NULL) {
            append(maker, ENDS[i], end);
        }
    }
    if (all_day != NULL) {
        append(maker, "all-day", all_day);
    }
}

/* Appends a session's record, as a key's value or an item. Where its times are those of the slot
 * they have been appended. */
static void append_session(const Maker *maker, const char *key, guint number)
{
    const BookList *sessions = list_of(maker, BOOK_SESSIONS);
    const BookRecord *record = book_list_record(sessions, number);
    g_autofree BookEntry *entries = g_new(BookEntry, record->n_entries + 1);
    bool is_narrow = has_slot(sessions, record);
    guint n_entries = 0;

    for (guint i = 0; i < record->n_entries; i++) {
        const BookEntry *entry = book_list_entry(sessions, record, i);
        if (is_narrow || !is_time(entry->column->heading)) {
            entries[n_entries++] = *entry;
        }
    }
    json_text_open(maker->text->json, key, '{');
    book_text_append_fields(maker->text, BOOK_SHEETS[BOOK_SESSIONS].schema, entries, n_entries);
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        if (BOOK_SHEETS[kind].is_of_session) {
            append_list(maker, kind, number);
        }
    }
    json_text_close(maker->text->json, '}');
}

static SessionKind read_kind(const Maker *maker, const BookList *sessions, const BookRecord *record)
{
    const BookEntry *entry = book_list_find(sessions, record, "kind");
    const char *words[] = { session_kind_word(SESSION_KIND_SESSION),
                            session_kind_word(SESSION_KIND_PLENARY),
                            session_kind_word(SESSION_KIND_BREAK) };

    for (guint i = 0; entry != NULL && i < G_N_ELEMENTS(words); i++) {
        if (strcmp(words[i], entry->text) == 0) {
            return (SessionKind)i;
        }
    }
    if (entry != NULL) {
        const char *nearest = suggest_nearest(entry->text, words, G_N_ELEMENTS(words));
        g_autofree char *shown = clip_dup(entry->text);
        book_faults_add(maker->text->faults, entry->place,
                        nearest != NULL ? g_strdup_printf("did you mean \"%s\"?", nearest) : NULL,
                        "unknown kind \"%s\"; expected session, plenary or break", shown);
    }
    return SESSION_KIND_SESSION;
}

/* Appends a slot for a session alone: those of equal times are one to an agenda. */
static void append_slot(const Maker *maker, guint number)
{
    const BookList *sessions = list_of(maker, BOOK_SESSIONS);
    const BookRecord *record = book_list_record(sessions, number);
    SessionKind kind = read_kind(maker, sessions, record);
    GString *json = maker->text->json;

    book_text_mark(maker->text, record->place);
    json_text_open(json, NULL, '{');
    append_slot_times(maker, sessions, record);
    book_text_mark(maker->text, record->place);
    if (kind == SESSION_KIND_SESSION) {
        json_text_open(json, session_kind_key(kind), '[');
        append_session(maker, NULL, number);
        json_text_close(json, ']');
    } else {
        append_session(maker, session_kind_key(kind), number);
    }
    json_text_close(json, '}');
}

/* --- days -------------------------------------------------------------------------------- */

static void append_slots(const Maker *maker, guint day)
{
    guint first = book_owners_first(maker->owners, BOOK_SESSIONS, day);

    if (first == BOOK_OWNERS_NONE) {
        return;
    }
    json_text_open(maker->text->json, "slots", '[');
    for (guint i = first; i != BOOK_OWNERS_NONE;
         i = book_owners_next(maker->owners, BOOK_SESSIONS, i)) {
        append_slot(maker, i);
    }
    json_text_close(maker->text->json, ']');
}

/* Appends the days that have a row of their own, and then those that only sessions name. */
static void append_days(const Maker *maker)
{
    const BookList *list = list_of(maker, BOOK_DAYS);
    const GArray *days = book_owners_days(maker->owners);
    GString *json = maker->text->json;
    g_autoptr(GHashTable) listed = g_hash_table_new(NULL, NULL);

    json_text_open(json, BOOK_SHEETS[BOOK_DAYS].key, '[');
    for (guint i = 0; i < list->records->len; i++) {
        const BookRecord *record = book_list_record(list, i);
        const BookEntry *date = book_list_find(list, record, "date");
        guint day = date != NULL ? book_owners_day(maker->owners, date) : BOOK_OWNERS_NONE;
        book_text_mark(maker->text, record->place);
        json_text_open(json, NULL, '{');
        book_text_append_fields(maker->text, BOOK_SHEETS[BOOK_DAYS].schema,
                                book_list_entry(list, record, 0), record->n_entries);
        /* A second row of a day is a mistake that shows when the agenda is read. */
        if (date != NULL && g_hash_table_add(listed, GUINT_TO_POINTER(day))) {
            append_slots(maker, day);
        }
        json_text_close(json, '}');
    }
    for (guint day = 0; day < days->len; day++) {
        const BookEntry *date = &g_array_index(days, BookEntry, day);
        if (!g_hash_table_contains(listed, GUINT_TO_POINTER(day))) {
            book_text_mark(maker->text, date->place);
            json_text_open(json, NULL, '{');
            append(maker, "date", date);
            append_slots(maker, day);
            json_text_close(json, '}');
        }
    }
    json_text_close(json, ']');
}

/* --- the whole --------------------------------------------------------------------------- */

static void append_named(const Maker *maker, BookSheetKind kind)
{
    const BookList *list = list_of(maker, kind);

    /* An empty list of terms would mean that there are none. */
    if (list->records->len == 0) {
        return;
    }
    json_text_open(maker->text->json, BOOK_SHEETS[kind].key, '[');
    for (guint i = 0; i < list->records->len; i++) {
        book_text_append_record(maker->text, list, book_list_record(list, i));
    }
    json_text_close(maker->text->json, ']');
}

/* There is one; whatever is missing in it shows when the agenda is read. */
static void append_head(const Maker *maker)
{
    const BookList *list = list_of(maker, BOOK_AGENDA);
    const BookRecord *record = book_list_record(list, 0);

    book_text_mark(maker->text, record->place);
    json_text_open(maker->text->json, BOOK_SHEETS[BOOK_AGENDA].key, '{');
    book_text_append_fields(maker->text, BOOK_SHEETS[BOOK_AGENDA].schema,
                            book_list_entry(list, record, 0), record->n_entries);
    json_text_close(maker->text->json, '}');
}

void book_agenda_append(BookText *text, const BookLists *lists)
{
    g_autoptr(BookOwners) owners = book_owners_new(lists);
    const Maker maker = { text, lists, owners };

    json_text_open(text->json, NULL, '{');
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        if (kind == BOOK_AGENDA) {
            append_head(&maker);
        } else if (!BOOK_SHEETS[kind].is_of_session && kind != BOOK_SESSIONS && kind != BOOK_DAYS) {
            append_named(&maker, kind);
        }
    }
    append_days(&maker);
    json_text_close(text->json, '}');
    g_string_append_c(text->json, '\n');
}
