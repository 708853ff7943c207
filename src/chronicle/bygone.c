#include "chronicle/bygone.h"

#include <string.h>

#include "chronicle/soundness.h"
#include "chronicle/stream.h"
#include "file/agenda_file.h"
#include "file/agenda_records.h"
#include "model/address/address.h"
#include "model/address/participant_key.h"
#include "model/agenda/schema.h"

/* --- what it was called ------------------------------------------------------------------ */

static bool is_event(const HistoryRecord *fact)
{
    return strcmp(fact->kind, "session") == 0 || strcmp(fact->kind, "preparation") == 0;
}

/* Appends what is part of a file: the zone is not, nor is a term that only sessions have named. */
static void append_record(GArray *records, const HistoryRecord *fact)
{
    AgendaRecord record = { fact->kind, fact->id, fact->place, fact->text };

    if (strcmp(fact->kind, "zone") != 0 && fact->text != NULL) {
        g_array_append_val(records, record);
    }
}

/* An agenda of what is gone, beside the records that sessions can name. NULL if the records of so
 * many revisions do not go together, which is no mistake in any of them: what is gone then goes by
 * its id. */
static Agenda *make_agenda(const HistoryFacts *facts, const HistoryFacts *gone, Tz *tz)
{
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < facts->records->len; i++) {
        const HistoryRecord *fact = &g_array_index(facts->records, HistoryRecord, i);
        if (!is_event(fact)) {
            append_record(records, fact);
        }
    }
    for (guint i = 0; i < gone->records->len; i++) {
        append_record(records, &g_array_index(gone->records, HistoryRecord, i));
    }
    if (agenda_records_find_malformed(records) != NULL) {
        return NULL;
    }
    agenda_records_append_file(text, records);
    g_autoptr(AgendaFile) file = agenda_file_parse_kept("", text->str, text->len, tz);
    return agenda_file_steal_agenda(file);
}

/* --- names ------------------------------------------------------------------------------- */

static const char *label_of(const Agenda *agenda, NamedKind kind, const char *id)
{
    gconstpointer record = agenda != NULL ? agenda_find_named(agenda, kind, id) : NULL;

    if (record == NULL) {
        return id;
    }
    return kind == NAMED_ROLE ? text_get(&((const Role *)record)->label, NULL) : term_label(record);
}

static void add_names(Revision *revision, const HistoryFacts *gone, const Agenda *then)
{
    static const NamedKind KINDS[] = { NAMED_ROLE, NAMED_TYPE, NAMED_TAG, NAMED_LANGUAGE };

    for (guint i = 0; i < gone->records->len; i++) {
        const HistoryRecord *fact = &g_array_index(gone->records, HistoryRecord, i);
        for (gsize j = 0; j < G_N_ELEMENTS(KINDS); j++) {
            if (strcmp(fact->kind, SCHEMA_NAMED[KINDS[j]]->word) == 0) {
                revision_add_gone_name(revision, KINDS[j], fact->id,
                                       label_of(then, KINDS[j], fact->id));
            }
        }
    }
}

/* --- feeds ------------------------------------------------------------------------------- */

char *bygone_dup_subject(const char *name)
{
    const char *ending = g_strrstr(name, " – ");

    return ending != NULL ? g_strndup(name, (gsize)(ending - name)) : g_strdup(name);
}

Feed *bygone_feed(const HistoryFeed *fact)
{
    FeedKind kind = FEED_KIND_AGENDA;
    bool is_kind = feed_kind_parse(fact->kind, &kind);

    /* soundness_check_facts has refused others. */
    g_assert(is_kind);
    Feed *feed = feed_new_gone(kind, fact->path);
    feed->subject =
        fact->subject != NULL ? g_strdup(fact->subject) : bygone_dup_subject(fact->name);
    feed->name = g_strdup(fact->name);
    feed->description = g_strdup(fact->description);
    return feed;
}

/* A feed that left no words, as it was in the agenda of what is gone; else it goes by its id. NULL
 * if its path is not that of a feed. */
static Feed *feed_without_words(const HistoryFeed *fact, const Agenda *agenda, GPtrArray *feeds)
{
    g_autofree char *file = g_strconcat(fact->path, format_extension(FORMAT_ICS), NULL);
    Address address = address_parse(file);

    for (guint i = 0; feeds != NULL && i < feeds->len; i++) {
        const Feed *feed = feeds->pdata[i];
        if (strcmp(feed->path, fact->path) == 0) {
            return feed_dup_gone(feed);
        }
    }
    const char *id = strrchr(fact->path, '/');
    g_autofree char *path =
        id != NULL ? address_dup_feed(agenda->id, address.feed_kind, id + 1) : NULL;
    if (address.feed_kind == FEED_KIND_AGENDA || g_strcmp0(path, fact->path) != 0 ||
        !address_is_path(path)) {
        return NULL;
    }
    Feed *feed = feed_new_gone(address.feed_kind, fact->path);
    feed->subject = g_strdup(id + 1);
    feed->name = feed_dup_name(agenda, feed->subject);
    feed->description = feed_dup_description(agenda, feed->subject);
    return feed;
}

/* Of a private stream only the own feed of those who see it has an address. */
static bool has_address(const HistoryEntry *entry, const char *path)
{
    g_autofree char *agenda = stream_dup_agenda(entry->agenda);
    const char *key = stream_participant(entry->agenda);

    if (key == NULL) {
        return strcmp(entry->agenda, agenda) == 0;
    }
    g_autofree char *own = participant_key_dup_feed(agenda, key);
    return strcmp(own, path) == 0;
}

static void add_feeds(Revision *revision, const HistoryFacts *gone, const Agenda *then)
{
    g_autoptr(GPtrArray) feeds = then != NULL ? feed_list(then) : NULL;

    for (guint i = 0; i < gone->feeds->len; i++) {
        const HistoryFeed *fact = &g_array_index(gone->feeds, HistoryFeed, i);
        Feed *feed = NULL;
        if (has_address(&gone->entry, fact->path)) {
            feed = fact->kind != NULL ? bygone_feed(fact)
                                      : feed_without_words(fact, revision->agenda, feeds);
        }
        if (feed != NULL) {
            revision_add_gone_feed(revision, feed, fact->changed);
            revision_mark_restored(revision, fact->path);
        }
    }
}

bool bygone_add(Revision *revision, History *history, const HistoryFacts *facts, GError **error)
{
    g_autoptr(HistoryFacts) gone =
        history_read_gone(history, facts->entry.agenda, facts->entry.number, error);

    if (gone == NULL) {
        return false;
    }
    gone->entry = facts->entry;
    if (!soundness_check_facts(history, gone, error)) {
        return false;
    }
    if (gone->records->len == 0 && gone->feeds->len == 0) {
        return true;
    }
    g_autoptr(Agenda) then = make_agenda(facts, gone, revision->agenda->tz);
    add_names(revision, gone, then);
    add_feeds(revision, gone, then);
    return true;
}
