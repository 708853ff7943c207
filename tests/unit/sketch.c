#include "sketch.h"

#include <string.h>

#include "file/zone_file.h"
#include "model/revision/succession.h"
#include "support.h"

/* --- parts ------------------------------------------------------------------------------- */

/* A part as words: those with "=" are asked for by key, the others by position. */
typedef struct Words {
    char **all;
} Words;

static const char *word_at(const Words *words, guint position)
{
    if (position >= g_strv_length(words->all)) {
        fail_msg("a part that begins with \"%s\" is too short", words->all[0]);
    }
    return words->all[position];
}

/* NULL if the key is not there. */
static char *dup_value(const Words *words, const char *key)
{
    for (char **word = words->all; *word != NULL; word++) {
        gsize length = strlen(key);
        if (strncmp(*word, key, length) == 0 && (*word)[length] == '=') {
            return g_strdelimit(g_strdup(*word + length + 1), "_", ' ');
        }
    }
    return NULL;
}

static const char *value(Agenda *agenda, const Words *words, const char *key)
{
    g_autofree char *copy = dup_value(words, key);

    return agenda_intern(agenda, copy);
}

static char *dup_date(const char *short_date)
{
    return g_strconcat("2007-", short_date, NULL);
}

static const Room *need_room(Agenda *agenda, const char *id)
{
    const Room *room = agenda_find_room(agenda, id);

    return room != NULL ? room : support_add_room(agenda, id, id);
}

static const RoundTable *need_table(Agenda *agenda, const char *id)
{
    const RoundTable *table = agenda_find_round_table(agenda, id);

    return table != NULL ? table : support_add_round_table(agenda, id, NULL);
}

static void need_day(Agenda *agenda, const char *short_date)
{
    g_autofree char *date = dup_date(short_date);

    if (agenda_find_day(agenda, support_date(date)) == NULL) {
        support_add_day(agenda, date);
    }
}

/* --- events ------------------------------------------------------------------------------ */

static const Participant *need_person(Agenda *agenda, const char *id)
{
    const Participant *person = agenda_find_person(agenda, id);
    g_autofree char *name = g_ascii_strup(id, -1);

    if (person == NULL) {
        Participant *added = agenda_add_person(agenda, id);
        added->label = support_text(agenda, name);
        person = added;
    }
    return person;
}

/* `who` is "ilo", "~jane" or "ilo~jane". */
static Contribution *contribute(Agenda *agenda, Session *session, const char *who, const char *role)
{
    g_auto(GStrv) names = g_strsplit(who, "~", 2);
    Contribution *contribution =
        support_contribute(agenda, session, *names[0] != '\0' ? names[0] : "ilo", role);

    contribution->agency = *names[0] != '\0' ? contribution->agency : NULL;
    contribution->person = names[1] != NULL ? need_person(agenda, names[1]) : NULL;
    return contribution;
}

static void add_contributions(Agenda *agenda, Session *session, const Words *words)
{
    g_autofree char *with = dup_value(words, "with");
    g_auto(GStrv) parts = g_strsplit(with != NULL ? with : "", ",", -1);

    for (char **part = parts; *part != NULL; part++) {
        g_auto(GStrv) both = g_strsplit(*part, "/", 2);
        bool is_private = both[0] != NULL && both[0][0] == '+';
        Contribution *contribution =
            contribute(agenda, session, both[0] + (is_private ? 1 : 0), both[1]);
        contribution->visibility = is_private ? VISIBILITY_AGENCY : VISIBILITY_PUBLIC;
        if (part == parts) {
            contribution->note = support_text(agenda, value(agenda, words, "note"));
        }
    }
}

static SessionStatus status_of(const Words *words)
{
    g_autofree char *status = dup_value(words, "status");

    return status == NULL                     ? SESSION_STATUS_CONFIRMED
           : g_str_equal(status, "cancelled") ? SESSION_STATUS_CANCELLED
                                              : SESSION_STATUS_TENTATIVE;
}

static Visibility visibility_of(const Words *words)
{
    g_autofree char *visibility = dup_value(words, "visibility");

    return visibility == NULL ? VISIBILITY_PUBLIC : VISIBILITY_AGENCY;
}

/* The terms that a list names, which are there without being listed; NULL for none. */
static GPtrArray *add_terms(Agenda *agenda, const Words *words, const char *key, NamedKind kind)
{
    g_autofree char *list = dup_value(words, key);
    g_auto(GStrv) ids = g_strsplit(list != NULL ? list : "", ",", -1);
    GPtrArray *terms = list != NULL ? agenda_add_list(agenda, NULL) : NULL;

    for (char **id = ids; *id != NULL; id++) {
        gpointer term = agenda_edit_named(agenda, kind, *id);
        g_ptr_array_add(terms, term != NULL ? term : agenda_add_named(agenda, kind, *id));
    }
    return terms;
}

static void set_terms(Agenda *agenda, const Words *words, Session *session)
{
    const GPtrArray *types = add_terms(agenda, words, "type", NAMED_TYPE);

    session->type = types != NULL ? types->pdata[0] : NULL;
    session->tags = add_terms(agenda, words, "tags", NAMED_TAG);
    session->languages = add_terms(agenda, words, "languages", NAMED_LANGUAGE);
    session->interpretation = add_terms(agenda, words, "interpretation", NAMED_LANGUAGE);
}

static void add_event(Agenda *agenda, const Words *words, SessionKind kind)
{
    g_autofree char *date = dup_date(word_at(words, 2));
    const char *times = word_at(words, 3);
    bool all_day = g_str_equal(times, "all-day");
    g_auto(GStrv) clocks = g_strsplit(times, "-", 2);
    Slot *slot = support_add_slot_on(agenda, date, all_day ? NULL : clocks[0], clocks[1]);
    const char *id = word_at(words, 1);
    const char *title = value(agenda, words, "title");
    Session *session = support_add_session(agenda, slot, kind, id, title != NULL ? title : id);
    const char *room = value(agenda, words, "room");
    const char *table = value(agenda, words, "table");

    session->room = room != NULL ? need_room(agenda, room) : NULL;
    session->round_table = table != NULL ? need_table(agenda, table) : NULL;
    session->url = value(agenda, words, "url");
    session->status = status_of(words);
    session->visibility = visibility_of(words);
    set_terms(agenda, words, session);
    add_contributions(agenda, session, words);
}

static void add_preparation(Agenda *agenda, const Words *words)
{
    g_auto(GStrv) both = g_strsplit(word_at(words, 2), "/", 2);
    const char *id = word_at(words, 1);
    const char *title = value(agenda, words, "title");
    const char *date = value(agenda, words, "date");
    const char *due = value(agenda, words, "due");
    Preparation *preparation =
        support_add_preparation(agenda, both[0], both[1], title != NULL ? title : id);

    preparation->id = agenda_intern(agenda, id);
    preparation->note = support_text(agenda, value(agenda, words, "note"));
    preparation->visibility = visibility_of(words);
    if (date != NULL || due != NULL) {
        g_autofree char *day = dup_date(date != NULL ? date : due);
        preparation->timing = date != NULL ? PREPARATION_DATE : PREPARATION_DUE;
        preparation->date = support_date(day);
    }
}

/* --- agendas ----------------------------------------------------------------------------- */

static void set_zone(Agenda *agenda, const Words *words)
{
    const char *name = word_at(words, 1);
    g_autofree char *rules = g_strdup(value(agenda, words, "rules"));
    g_autoptr(GError) error = NULL;
    g_autoptr(Tz) tz = rules == NULL
                           ? zone_file_read(name, &error)
                           : tz_new_from_rules(name, g_strdelimit(rules, "|", ';'), &error);

    g_assert_no_error(error);
    tz_unref(agenda->tz);
    agenda->tz = tz_ref(tz);
}

static void add_part(Agenda *agenda, const Words *words)
{
    const char *kind = word_at(words, 0);
    const char *id = word_at(words, 1);
    const char *capacity = value(agenda, words, "capacity");
    const char *title = value(agenda, words, "title");

    if (g_str_equal(kind, "session")) {
        add_event(agenda, words, SESSION_KIND_SESSION);
    } else if (g_str_equal(kind, "plenary")) {
        add_event(agenda, words, SESSION_KIND_PLENARY);
    } else if (g_str_equal(kind, "break")) {
        add_event(agenda, words, SESSION_KIND_BREAK);
    } else if (g_str_equal(kind, "preparation")) {
        add_preparation(agenda, words);
    } else if (g_str_equal(kind, "agency")) {
        support_add_agency(agenda, id)->name = support_text(agenda, title);
    } else if (g_str_equal(kind, "person")) {
        need_person(agenda, id);
    } else if (g_str_equal(kind, "room")) {
        Room *room = (Room *)need_room(agenda, id);
        room->capacity = capacity != NULL ? (guint)g_ascii_strtoull(capacity, NULL, 10) : 0;
        room->name = title != NULL ? support_text(agenda, title) : room->name;
    } else if (g_str_equal(kind, "table")) {
        ((RoundTable *)need_table(agenda, id))->title = support_text(agenda, title);
    } else if (g_str_equal(kind, "day")) {
        need_day(agenda, id);
    } else if (g_str_equal(kind, "url")) {
        agenda->url = agenda_intern(agenda, id);
    } else if (g_str_equal(kind, "description")) {
        agenda->description = support_text(agenda, title);
    } else if (g_str_equal(kind, "noun")) {
        agenda->words.round_table.one = support_text(agenda, id);
        agenda->words.round_table.many = support_text(agenda, "Several");
    } else if (g_str_equal(kind, "status")) {
        agenda->status =
            g_str_equal(id, "postponed") ? AGENDA_STATUS_POSTPONED : AGENDA_STATUS_CANCELLED;
    } else if (g_str_equal(kind, "zone")) {
        set_zone(agenda, words);
    } else {
        fail_msg("a sketch has no \"%s\"", kind);
    }
}

Agenda *sketch_agenda(const char *sketch)
{
    g_auto(GStrv) parts = g_strsplit(sketch, ";", -1);
    Agenda *agenda = support_agenda_new_with_id("forum");

    for (char **part = parts; *part != NULL; part++) {
        g_strstrip(*part);
        if (**part != '\0') {
            g_auto(GStrv) all = g_strsplit(*part, " ", -1);
            Words words = { all };
            add_part(agenda, &words);
        }
    }
    agenda_finish(agenda);
    return agenda;
}

/* --- revisions --------------------------------------------------------------------------- */

gint64 sketch_stamp(const char *at)
{
    bool has_clock = strchr(at, 'T') != NULL;
    g_autofree char *text = g_strconcat("2007-", at, has_clock ? "Z" : "T00:00:00Z", NULL);

    return support_stamp(text);
}

Revision *sketch_revision_kept(const Revision *previous, const char *sketch, const char *at,
                               gint64 keep_seconds)
{
    Agenda *agenda = sketch_agenda(sketch);

    if (previous == NULL) {
        return succession_first(agenda, SUPPORT_OCCASION(sketch_stamp(at), keep_seconds));
    }
    g_autoptr(Difference) difference = difference_new(previous->agenda, agenda);
    return succession_next(previous, agenda, difference,
                           SUPPORT_OCCASION(sketch_stamp(at), keep_seconds));
}

Revision *sketch_revision(const Revision *previous, const char *sketch, const char *at)
{
    return sketch_revision_kept(previous, sketch, at, SKETCH_KEEP);
}

/* --- what is in them --------------------------------------------------------------------- */

static void append_entry(GString *out, const FeedEntry *entry)
{
    g_autofree char *key = entry->session != NULL ? event_key_of_session(entry->session)
                                                  : event_key_of_preparation(entry->preparation);

    g_string_append_printf(out, "%s%s%s", out->len > 0 ? " " : "",
                           feed_entry_is_cancelled(entry) ? "!" : "", key);
    if (entry->departure != NULL) {
        g_string_append_printf(out, "@%u", entry->departure->past->number);
    }
    g_string_append_printf(out, ":%u", entry->stamp.sequence);
}

static const RevisionFeed *find_feed(const Revision *revision, const char *path)
{
    g_autofree char *whole = g_strconcat("forum/", path, NULL);

    return revision_find_feed(revision, whole);
}

char *sketch_feed_entries(const Revision *revision, const RevisionFeed *feed)
{
    GString *out = g_string_new(feed->is_gone ? "gone" : "");
    g_autoptr(GArray) entries = revision_dup_entries(revision, feed);
    for (guint i = 0; i < entries->len; i++) {
        append_entry(out, &g_array_index(entries, FeedEntry, i));
    }
    return g_string_free(out, FALSE);
}

char *sketch_entries(const Revision *revision, const char *path)
{
    const RevisionFeed *feed = find_feed(revision, path);

    return feed != NULL ? sketch_feed_entries(revision, feed) : g_strdup("none");
}

void sketch_assert_entries(const Revision *revision, const char *path, const char *expected)
{
    g_autofree char *entries = sketch_entries(revision, path);

    if (strcmp(entries, expected) != 0) {
        fail_msg("revision %u has in %s \"%s\", not \"%s\"", revision->number, path, entries,
                 expected);
    }
}

/* "07-01", with the clock only where it is not midnight. */
static char *dup_short_stamp(gint64 stamp)
{
    g_autofree char *text = civil_stamp_to_text(stamp);

    text[strlen(text) - 1] = '\0';
    if (g_str_has_suffix(text, "T00:00:00")) {
        *strchr(text, 'T') = '\0';
    }
    return g_strdup(text + strlen("2007-"));
}

void sketch_assert_stamp(const Revision *revision, const char *key, const char *expected)
{
    const EventStamp *stamp = g_hash_table_lookup(revision->events, key);

    assert_non_null(stamp);
    g_autofree char *created = dup_short_stamp(stamp->created);
    g_autofree char *changed = dup_short_stamp(stamp->changed);
    g_autofree char *text = g_strdup_printf("%s %s %u", created, changed, stamp->sequence);
    assert_string_equal(text, expected);
}

void sketch_assert_changed(const Revision *revision, const char *path, const char *at)
{
    const RevisionFeed *feed = find_feed(revision, path);

    if (feed == NULL) {
        fail_msg("revision %u has no feed %s", revision->number, path);
    }
    g_autofree char *changed = dup_short_stamp(feed->changed);
    if (strcmp(changed, at) != 0) {
        fail_msg("%s changed at %s, not at %s", path, changed, at);
    }
}
