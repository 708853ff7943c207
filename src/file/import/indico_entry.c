#include "file/import/indico_entry.h"

#include <string.h>

#include "file/import/foreign_text.h"

/* The event of an entry, and what it has already: several exports may tell of it. */
typedef struct IndicoMade {
    ForeignEvent *event;
    bool is_block;
    bool has_chairs;
    bool has_speakers;
    bool has_parts;
} IndicoMade;

void indico_entries_init(IndicoEntries *entries, IndicoReader *reader)
{
    entries->reader = reader;
    entries->made = g_ptr_array_new_with_free_func(g_free);
    entries->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void indico_entries_clear(IndicoEntries *entries)
{
    g_hash_table_unref(entries->by_key);
    g_ptr_array_unref(entries->made);
}

/* --- all entries ------------------------------------------------------------------------- */

/* An id with a letter before it, since contributions and blocks are counted each for themselves.
 * Those of timetables have theirs. */
static char *dup_key(char letter, const char *id)
{
    return *id == letter ? g_strdup(id) : g_strdup_printf("%c%s", letter, id);
}

static IndicoMade *add_event(IndicoEntries *entries, const char *source, const char *id)
{
    IndicoMade *made = g_new0(IndicoMade, 1);

    made->event = foreign_add_event(entries->reader->schedule);
    made->event->source = source;
    made->event->id = id;
    made->event->place = id;
    g_ptr_array_add(entries->made, made);
    return made;
}

/* What was made of a record, which is added unless it is there, and gets an id: a letter, and the
 * first of these members. */
static IndicoMade *find_made(IndicoEntries *entries, char letter, const json_t *record,
                             const char *const *members)
{
    ForeignSchedule *schedule = entries->reader->schedule;
    const char *source = NULL;

    for (; *members != NULL && source == NULL; members++) {
        source = json_source_line(schedule, record, *members);
    }
    g_autofree char *key = source != NULL ? dup_key(letter, source) : NULL;
    IndicoMade *made = key != NULL ? g_hash_table_lookup(entries->by_key, key) : NULL;
    if (made == NULL) {
        made = add_event(entries, source, foreign_intern(schedule, key));
    }
    if (key != NULL) {
        g_hash_table_insert(entries->by_key, g_steal_pointer(&key), made);
    }
    return made;
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
    ForeignEvent *event = find_made(entries, 'b', entry->record, IDS)->event;

    read_common(entries, entry->record, event);
    fill(&event->title, "Break");
    fill(&event->room,
         entry->block != NULL ? indico_record_room(entries->reader, entry->block) : NULL);
    event->kind = SESSION_KIND_BREAK;
}

/* --- sessions of Indico ------------------------------------------------------------------ */

/* The session to which a block belongs; of timetables it is the block itself. */
static const json_t *session_of(const json_t *block)
{
    const json_t *session = json_object_get(block, "session");

    return json_is_object(session) ? session : block;
}

/* What an event has of the block that it is, or in which it is. */
static void read_block_around(IndicoEntries *entries, const json_t *block, IndicoMade *made)
{
    /* So few, because each contribution of a block has them all. */
    static const IndicoRole CHAIR = { .role = "chair", .most = 20 };
    ForeignEvent *event = made->event;
    const json_t *session = session_of(block);
    const char *title = json_source_line(entries->reader->schedule, session, "title");
    const json_t *conveners = json_object_get(block, "conveners");

    event->kind = indico_record_is_plenary(title) ? SESSION_KIND_PLENARY : event->kind;
    if (event->kind == SESSION_KIND_SESSION) {
        fill(&event->track, title);
    }
    if (json_is_true(json_object_get(session, "isPoster"))) {
        fill(&event->type, "Poster");
    }
    if (json_array_size(conveners) == 0) {
        conveners = json_object_get(session, "sessionConveners");
    }
    bool is_new = indico_record_add_people(entries->reader, conveners, &CHAIR,
                                           made->has_chairs ? NULL : event);
    made->has_chairs = made->has_chairs || is_new;
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
    IndicoMade *made = find_made(entries, 's', entry->record, IDS);
    ForeignEvent *event = made->event;
    const char *title = json_source_line(schedule, session, "title");
    const char *part = json_source_line(schedule, entry->record, "slotTitle");
    g_autofree char *both =
        part != NULL && title != NULL ? g_strconcat(title, ": ", part, NULL) : NULL;

    fill(&event->title, both != NULL ? foreign_line(schedule, both) : title);
    read_common(entries, entry->record, event);
    fill(&event->abstract,
         indico_record_prose(entries->reader, "entry/description", session, "description"));
    read_block_around(entries, entry->record, made);
    indico_record_add_links(entries->reader, entry->record, event);
    indico_record_add_links(entries->reader, session, event);
    json_source_leave_out(schedule, "session", entry->record, KNOWN);
    made->is_block = true;
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
    json_array_foreach (json_object_get(record, "keywords"), i, keyword) {
        add_tag(schedule, event, indico_record_name(entries->reader, keyword));
    }
    if (g_strcmp0(track, event->track) != 0) {
        add_tag(schedule, event, track);
    }
}

static void add_speakers(IndicoEntries *entries, const json_t *people, const char *note,
                         IndicoMade *made)
{
    const IndicoRole speaker = { .role = "speaker", .note = note, .most = G_MAXUINT };
    bool is_new = indico_record_add_people(entries->reader, people, &speaker,
                                           made->has_speakers ? NULL : made->event);

    made->has_speakers = made->has_speakers || is_new;
}

/* Who speaks: exports call them speakers, timetables presenters. */
static void read_speakers(IndicoEntries *entries, const json_t *record, IndicoMade *made)
{
    const json_t *authors = json_object_get(record, "primaryauthors");

    add_speakers(entries, json_object_get(record, "speakers"), NULL, made);
    add_speakers(entries, json_object_get(record, "presenters"), NULL, made);
    if (made->has_speakers && json_array_size(authors) > 0) {
        foreign_leave_out(entries->reader->schedule, "contribution/primaryauthors", NULL);
    }
    add_speakers(entries, authors, "Author", made);
}

/* What a contribution has of the block in which it is. One after midnight is on the block's day. */
static void read_around(IndicoEntries *entries, const IndicoEntry *entry, IndicoMade *made)
{
    ForeignEvent *event = made->event;
    const json_t *start = json_object_get(entry->block, "startDate");
    g_autofree char *date = json_source_dup(start, "date");
    const char *session =
        indico_record_name(entries->reader, json_object_get(entry->record, "session"));

    if (entry->block != NULL) {
        event->has_day = date != NULL && civil_parse_date(date, &event->day);
        fill(&event->room, indico_record_room(entries->reader, entry->block));
        read_block_around(entries, entry->block, made);
    }
    event->kind = indico_record_is_plenary(session) ? SESSION_KIND_PLENARY : event->kind;
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
    IndicoMade *made = find_made(entries, 'c', entry->record, IDS);
    ForeignEvent *event = made->event;
    const json_t *parts = json_object_get(entry->record, "subContributions");
    const char *type =
        foreign_term(entries->reader->schedule,
                     indico_record_name(entries->reader, json_object_get(entry->record, "type")));

    read_common(entries, entry->record, event);
    read_around(entries, entry, made);
    event->type = type != NULL ? type : event->type;
    read_tags(entries, entry->record, event);
    read_speakers(entries, entry->record, made);
    indico_record_add_links(entries->reader, entry->record, event);
    if (json_array_size(parts) > 0 && !made->has_parts) {
        indico_record_add_parts(entries->reader, parts, event);
        made->has_parts = true;
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
    for (guint i = 0; i < entries->made->len; i++) {
        const IndicoMade *made = entries->made->pdata[i];
        const char *track = made->event->track;
        if (made->is_block && track != NULL &&
            GPOINTER_TO_UINT(g_hash_table_lookup(counts, track)) == 1) {
            made->event->track = NULL;
        }
    }
}
