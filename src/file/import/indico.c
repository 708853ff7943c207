#include "file/import/indico.h"

#include <string.h>

#include "file/import/foreign_agenda.h"
#include "file/import/foreign_text.h"
#include "file/import/indico_entry.h"

/* --- documents --------------------------------------------------------------------------- */

/* What a source has. */
typedef struct Source {
    IndicoReader reader;
    const json_t *event; /* or NULL */
    GArray *entries;     /* IndicoEntry, in the order of the source */
} Source;

static void source_clear(Source *source)
{
    indico_reader_clear(&source->reader);
    g_array_unref(source->entries);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Source, source_clear)

static void source_init(Source *source, ForeignSchedule *schedule)
{
    *source = (Source){ .entries = g_array_new(FALSE, FALSE, sizeof(IndicoEntry)) };
    indico_reader_init(&source->reader, schedule);
}

/* Finds what an object is: timetables say entryType, the others _type. */
static bool find_type(const json_t *object, IndicoEntryType *out)
{
    static const struct {
        const char *word;
        IndicoEntryType type;
    } TYPES[] = {
        { "Session", INDICO_ENTRY_BLOCK },
        { "SessionSlot", INDICO_ENTRY_BLOCK },
        { "Contribution", INDICO_ENTRY_CONTRIBUTION },
        { "Break", INDICO_ENTRY_BREAK },
    };
    const json_t *own = json_object_get(object, "entryType");
    const char *word = json_string_value(own != NULL ? own : json_object_get(object, "_type"));

    for (gsize i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (g_strcmp0(TYPES[i].word, word) == 0) {
            *out = TYPES[i].type;
            return true;
        }
    }
    return false;
}

static void add_entry(Source *source, IndicoEntryType type, const json_t *record,
                      const json_t *block)
{
    IndicoEntry entry = { type, record, block };

    g_array_append_val(source->entries, entry);
}

/* Adds what is in a block: a list in the one export, an object in the other. */
static guint add_contents(Source *source, const json_t *block)
{
    guint n_contributions = 0;
    const char *key;
    json_t *item;
    gsize i;
    IndicoEntryType type;

    json_array_foreach (json_object_get(block, "contributions"), i, item) {
        if (json_is_object(item)) {
            add_entry(source, INDICO_ENTRY_CONTRIBUTION, item, block);
            n_contributions++;
        }
    }
    json_object_foreach (json_object_get(block, "entries"), key, item) {
        if (find_type(item, &type) && type != INDICO_ENTRY_BLOCK) {
            add_entry(source, type, item, block);
            n_contributions += type == INDICO_ENTRY_CONTRIBUTION ? 1 : 0;
        }
    }
    return n_contributions;
}

/* Takes the fullest of what is said of the conference. */
static void take_event(Source *source, const json_t *event)
{
    if (json_object_size(event) > json_object_size(source->event)) {
        source->event = event;
    }
}

/* A block that has contributions stands for them, and is no session itself. */
static void add_block(Source *source, const json_t *block)
{
    static const char *const WHY = "is left out: its contributions stand alone";

    take_event(source, json_object_get(block, "conference"));
    if (add_contents(source, block) == 0) {
        add_entry(source, INDICO_ENTRY_BLOCK, block, NULL);
        return;
    }
    const char *title = json_source_line(source->reader.schedule, block, "slotTitle");
    if (title != NULL) {
        foreign_remark(source->reader.schedule, "the title of a part of a session", WHY, title);
    }
    if (json_string_length(json_object_get(block, "description")) > 0) {
        foreign_remark(source->reader.schedule, "the description of a session", WHY, NULL);
    }
}

static bool is_event(const json_t *object)
{
    const char *type = json_string_value(json_object_get(object, "_type"));

    return g_strcmp0(type, "Conference") == 0 || json_object_get(object, "timezone") != NULL;
}

static bool is_same_event(const json_t *one, const json_t *other)
{
    return json_equal((json_t *)json_object_get(one, "id"), (json_t *)json_object_get(other, "id"));
}

static bool visit(G_GNUC_UNUSED const char *name, const json_t *object, gpointer data)
{
    Source *source = data;
    IndicoEntryType type;

    if (find_type(object, &type)) {
        if (type == INDICO_ENTRY_BLOCK) {
            add_block(source, object);
        } else {
            add_entry(source, type, object, NULL);
        }
        return false;
    }
    if (is_event(object) && source->event != NULL && !is_same_event(source->event, object)) {
        foreign_remark(source->reader.schedule, "another conference",
                       "is left out: an agenda is of one",
                       json_source_line(source->reader.schedule, object, "title"));
        return false;
    }
    if (is_event(object)) {
        take_event(source, object);
    }
    return true;
}

/* --- the conference ---------------------------------------------------------------------- */

static void read_head(Source *source)
{
    static const char *const KNOWN[] = {
        "address",     "category",     "categoryId", "contributions", "creationDate",
        "creator",     "description",  "endDate",    "friendly_id",   "hasAnyProtection",
        "id",          "location",     "material",   "room",          "modificationDate",
        "occurrences", "roomFullname", "sessions",   "startDate",     "timezone",
        "title",       "type",         "url",        "visibility",    NULL,
    };
    IndicoReader *reader = &source->reader;
    ForeignSchedule *schedule = reader->schedule;
    const json_t *event = source->event;
    const char *id = json_source_line(schedule, event, "id");
    g_autofree char *own = id != NULL ? g_strconcat("indico-", id, NULL) : NULL;
    const char *address = json_source_line(schedule, event, "address");

    reader->venue = json_source_line(schedule, event, "location");
    g_autofree char *both = reader->venue != NULL && address != NULL
                                ? g_strconcat(reader->venue, ", ", address, NULL)
                                : NULL;
    schedule->id = foreign_intern(schedule, own);
    schedule->title = json_source_line(schedule, event, "title");
    schedule->description = indico_record_prose(reader, "event/description", event, "description");
    schedule->url = json_source_url(schedule, reader->base, event, "url");
    schedule->timezone = json_source_line(schedule, event, "timezone");
    schedule->location = both != NULL            ? foreign_line(schedule, both)
                         : reader->venue != NULL ? reader->venue
                                                 : address;
    schedule->track_noun = "Track";
    json_source_leave_out(schedule, "event", event, KNOWN);
}

/* Without the event, the zone in which times are told is the best that is known. */
static void finish_head(IndicoReader *reader)
{
    ForeignSchedule *schedule = reader->schedule;

    schedule->location = schedule->location != NULL ? schedule->location : reader->venue;
    if (schedule->timezone == NULL && reader->zone != NULL) {
        schedule->timezone = reader->zone;
        foreign_remark(schedule, "the time zone of the conference",
                       "is taken from its times: the source does not say it", reader->zone);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static void read_entries(Source *source)
{
    g_auto(IndicoEntries) entries;

    indico_entries_init(&entries, &source->reader);
    for (guint i = 0; i < source->entries->len; i++) {
        indico_entries_read(&entries, &g_array_index(source->entries, IndicoEntry, i));
    }
    indico_entries_finish(&entries);
}

static bool read_documents(const json_t *documents, ForeignSchedule *schedule, GError **error)
{
    g_auto(Source) source;
    JsonWalk walk = { .visit = visit, .data = &source };

    source_init(&source, schedule);
    json_source_walk(&walk, documents);
    if (source.entries->len == 0) {
        g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE,
                            "it has no contributions, sessions or breaks; expected what Indico "
                            "exports with detail=sessions, or a timetable");
        return false;
    }
    source.reader.base = walk.url;
    read_head(&source);
    read_entries(&source);
    finish_head(&source.reader);
    return true;
}

bool indico_read(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    json_t *documents = json_source_load(data, size, error);
    bool is_read = documents != NULL && read_documents(documents, schedule, error);

    json_decref(documents);
    return is_read;
}
