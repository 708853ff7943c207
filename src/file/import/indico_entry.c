#include "file/import/indico_entry.h"

#include <string.h>

#include "file/import/foreign_text.h"

void indico_entries_init(IndicoEntries *entries, IndicoReader *reader)
{
    entries->reader = reader;
    entries->events = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    entries->listed = g_hash_table_new(NULL, NULL);
    entries->blocks = g_ptr_array_new();
}

void indico_entries_clear(IndicoEntries *entries)
{
    g_hash_table_unref(entries->events);
    g_hash_table_unref(entries->listed);
    g_ptr_array_unref(entries->blocks);
}

/* --- all entries ------------------------------------------------------------------------- */

/* An id with a letter before it, since contributions and blocks are counted each for themselves.
 * Those of timetables have theirs. */
static char *dup_key(char letter, const char *id)
{
    return *id == letter ? g_strdup(id) : g_strdup_printf("%c%s", letter, id);
}

/* The event of a record, which is added unless it is there, and gets an id: a letter, and the first
 * of these members. */
static ForeignEvent *find_event(IndicoEntries *entries, char letter, const json_t *record,
                                const char *const *members)
{
    ForeignSchedule *schedule = entries->reader->schedule;
    const char *id = NULL;

    for (; *members != NULL && id == NULL; members++) {
        id = json_source_line(schedule, record, *members);
    }
    g_autofree char *key = id != NULL ? dup_key(letter, id) : NULL;
    ForeignEvent *event = key != NULL ? g_hash_table_lookup(entries->events, key) : NULL;
    if (event == NULL) {
        event = foreign_add_event(schedule);
        event->source = id;
        event->id = foreign_intern(schedule, key);
        event->place = event->id;
        if (key != NULL) {
            g_hash_table_insert(entries->events, g_steal_pointer(&key), event);
        }
    }
    return event;
}

/* Sets what is not known yet: the same may have been read in another export. */
static void fill(const char **member, const char *value)
{
    *member = *member != NULL ? *member : value;
}

/* What all entries have. */
static void read_common(IndicoEntries *entries, const json_t *record, ForeignEvent *event)
{
    IndicoReader *reader = entries->reader;

    fill(&event->title, json_source_line(reader->schedule, record, "title"));
    fill(&event->abstract, indico_record_prose(reader, "entry/description", record, "description"));
    fill(&event->room, indico_record_room(reader, record));
    fill(&event->url, json_source_url(reader->schedule, reader->base, record, "url"));
    if (event->start.type == FOREIGN_TIME_NONE) {
        indico_record_read_times(reader, record, event);
    }
}

/* --- breaks ------------------------------------------------------------------------------ */

static void read_break(IndicoEntries *entries, const IndicoEntry *entry)
{
    static const char *const IDS[] = { "id", NULL };
    ForeignEvent *event = find_event(entries, 'b', entry->record, IDS);

    read_common(entries, entry->record, event);
    fill(&event->title, "Break");
    fill(&event->room,
         entry->block != NULL ? indico_record_room(entries->reader, entry->block) : NULL);
    event->kind = SESSION_KIND_BREAK;
}

/* --- sessions of Indico ------------------------------------------------------------------ */

/* Whether a session is for all, by its name. */
static bool is_plenary(const char *title)
{
    static const char *const WORDS[] = { "plenary", "plénière", "plenaria" };
    g_autofree char *lower = title != NULL ? g_utf8_strdown(title, -1) : g_strdup("");
    g_auto(GStrv) words = g_strsplit(lower, " ", -1);
    guint n_words = g_strv_length(words);

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS) && n_words > 0; i++) {
        if (strcmp(words[0], WORDS[i]) == 0 || strcmp(words[n_words - 1], WORDS[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* The session to which a block belongs; of timetables it is the block itself. */
static const json_t *session_of(const json_t *block)
{
    const json_t *session = json_object_get(block, "session");

    return json_is_object(session) ? session : block;
}

/* What an event has of the block that it is, or in which it is. */
static void read_block_around(IndicoEntries *entries, const json_t *block, ForeignEvent *event)
{
    static const IndicoRole CHAIR = { .role = "chair" };
    const json_t *session = session_of(block);
    const char *title = json_source_line(entries->reader->schedule, session, "title");
    const json_t *conveners = json_object_get(block, "conveners");

    event->kind = is_plenary(title) ? SESSION_KIND_PLENARY : event->kind;
    if (event->kind == SESSION_KIND_SESSION) {
        fill(&event->track, title);
    }
    if (json_is_true(json_object_get(session, "isPoster"))) {
        fill(&event->type, "Poster");
    }
    if (json_array_size(conveners) == 0) {
        conveners = json_object_get(session, "sessionConveners");
    }
    indico_record_add_people(entries->reader, conveners, CHAIR, event);
}

static void read_block(IndicoEntries *entries, const IndicoEntry *entry)
{
    static const char *const IDS[] = { "sessionSlotId", "id", NULL };
    static const char *const KNOWN[] = {
        "address",
        "allowed",
        "attachments",
        "color",
        "conference",
        "conferenceId",
        "contribDuration",
        "contributions",
        "conveners",
        "db_id",
        "description",
        "duration",
        "endDate",
        "entries",
        "entryType",
        "folders",
        "friendlyId",
        "friendly_id",
        "id",
        "inheritLoc",
        "inheritRoom",
        "isPoster",
        "location",
        "material",
        "numSlots",
        "pdf",
        "protectionURL",
        "room",
        "roomFullname",
        "session",
        "sessionConveners",
        "sessionId",
        "sessionSlotId",
        "slotTitle",
        "startDate",
        "textColor",
        "title",
        "uniqueId",
        "url",
        NULL,
    };
    ForeignSchedule *schedule = entries->reader->schedule;
    const json_t *session = session_of(entry->record);
    ForeignEvent *event = find_event(entries, 's', entry->record, IDS);
    const char *title = json_source_line(schedule, session, "title");
    const char *part = json_source_line(schedule, entry->record, "slotTitle");
    g_autofree char *both =
        part != NULL && title != NULL ? g_strconcat(title, ": ", part, NULL) : NULL;

    fill(&event->title, both != NULL ? foreign_line(schedule, both) : title);
    read_common(entries, entry->record, event);
    fill(&event->abstract,
         indico_record_prose(entries->reader, "entry/description", session, "description"));
    read_block_around(entries, entry->record, event);
    indico_record_add_links(entries->reader, entry->record, event);
    indico_record_add_links(entries->reader, session, event);
    json_source_leave_out(schedule, "session", entry->record, KNOWN);
    g_ptr_array_add(entries->blocks, event);
}

/* --- contributions ----------------------------------------------------------------------- */

static void add_tag(ForeignSchedule *schedule, ForeignEvent *event, const char *raw)
{
    const char *tag = foreign_term(schedule, raw);

    if (tag != NULL) {
        g_ptr_array_add(event->tags, (gpointer)tag);
    }
}

/* Keywords, and the track if it is another than the session, whose place in the agenda is taken. */
static void read_tags(IndicoEntries *entries, const json_t *record, ForeignEvent *event)
{
    ForeignSchedule *schedule = entries->reader->schedule;
    const char *track = indico_record_name(entries->reader, json_object_get(record, "track"));
    gsize i;
    json_t *keyword;

    if (event->kind == SESSION_KIND_SESSION) {
        fill(&event->track, track);
    }
    if (event->tags->len > 0) {
        return;
    }
    json_array_foreach(json_object_get(record, "keywords"), i, keyword)
    {
        add_tag(schedule, event, indico_record_name(entries->reader, keyword));
    }
    if (g_strcmp0(track, event->track) != 0) {
        add_tag(schedule, event, track);
    }
}

/* Who speaks: exports call them speakers, timetables presenters. */
static void read_speakers(IndicoEntries *entries, const json_t *record, ForeignEvent *event)
{
    static const IndicoRole SPEAKER = { .role = "speaker" };
    static const IndicoRole AUTHOR = { .role = "speaker", .note = "Author" };
    const json_t *authors = json_object_get(record, "primaryauthors");

    indico_record_add_people(entries->reader, json_object_get(record, "speakers"), SPEAKER, event);
    indico_record_add_people(entries->reader, json_object_get(record, "presenters"), SPEAKER,
                             event);
    if (indico_record_has_role(event, "speaker") && json_array_size(authors) > 0) {
        foreign_leave_out(entries->reader->schedule, "contribution/primaryauthors", NULL);
    }
    indico_record_add_people(entries->reader, authors, AUTHOR, event);
}

/* What a contribution has of the block in which it is. One after midnight is on the block's day. */
static void read_around(IndicoEntries *entries, const IndicoEntry *entry, ForeignEvent *event)
{
    const json_t *start = json_object_get(entry->block, "startDate");
    g_autofree char *date = json_source_dup(start, "date");
    const char *session =
        indico_record_name(entries->reader, json_object_get(entry->record, "session"));

    if (entry->block != NULL) {
        event->has_day = date != NULL && civil_parse_date(date, &event->day);
        fill(&event->room, indico_record_room(entries->reader, entry->block));
        read_block_around(entries, entry->block, event);
    }
    event->kind = is_plenary(session) ? SESSION_KIND_PLENARY : event->kind;
    if (event->kind == SESSION_KIND_SESSION) {
        fill(&event->track, session);
    } else {
        event->track = NULL;
    }
}

static void leave_out_of_contribution(IndicoEntries *entries, const json_t *record)
{
    static const char *const KNOWN[] = {
        "attachments",
        "contributionId",
        "color",
        "conferenceId",
        "db_id",
        "description",
        "duration",
        "endDate",
        "entryType",
        "folders",
        "friendlyId",
        "friendly_id",
        "id",
        "inheritLoc",
        "inheritRoom",
        "keywords",
        "location",
        "material",
        "pdf",
        "presenters",
        "primaryauthors",
        "room",
        "roomFullname",
        "session",
        "sessionCode",
        "sessionId",
        "sessionSlotEntryId",
        "sessionSlotId",
        "speakers",
        "startDate",
        "subContributions",
        "textColor",
        "title",
        "track",
        "type",
        "uniqueId",
        "url",
        NULL,
    };

    json_source_leave_out(entries->reader->schedule, "contribution", record, KNOWN);
}

static void read_contribution(IndicoEntries *entries, const IndicoEntry *entry)
{
    static const char *const IDS[] = { "contributionId", "db_id", "id", NULL };
    ForeignEvent *event = find_event(entries, 'c', entry->record, IDS);
    const json_t *parts = json_object_get(entry->record, "subContributions");
    const char *type =
        foreign_term(entries->reader->schedule,
                     indico_record_name(entries->reader, json_object_get(entry->record, "type")));

    read_common(entries, entry->record, event);
    read_around(entries, entry, event);
    event->type = type != NULL ? type : event->type;
    read_tags(entries, entry->record, event);
    read_speakers(entries, entry->record, event);
    indico_record_add_links(entries->reader, entry->record, event);
    if (json_array_size(parts) > 0 && g_hash_table_add(entries->listed, event)) {
        indico_record_add_parts(entries->reader, parts, event);
    }
    leave_out_of_contribution(entries, entry->record);
}

/* --- the whole --------------------------------------------------------------------------- */

void indico_entries_read(IndicoEntries *entries, const IndicoEntry *entry)
{
    switch (entry->type) {
    case INDICO_ENTRY_BLOCK:
        read_block(entries, entry);
        break;
    case INDICO_ENTRY_CONTRIBUTION:
        read_contribution(entries, entry);
        break;
    case INDICO_ENTRY_BREAK:
        read_break(entries, entry);
        break;
    }
}

void indico_entries_finish(IndicoEntries *entries)
{
    const GPtrArray *events = entries->reader->schedule->events;
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < events->len; i++) {
        const char *track = ((const ForeignEvent *)events->pdata[i])->track;
        if (track != NULL) {
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, track));
            g_hash_table_insert(counts, (gpointer)track, GUINT_TO_POINTER(count + 1));
        }
    }
    for (guint i = 0; i < entries->blocks->len; i++) {
        ForeignEvent *block = entries->blocks->pdata[i];
        if (block->track != NULL &&
            GPOINTER_TO_UINT(g_hash_table_lookup(counts, block->track)) == 1) {
            block->track = NULL;
        }
    }
}
