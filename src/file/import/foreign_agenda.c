#include "file/import/foreign_agenda.h"

#include <string.h>

#include "base/json_text.h"
#include "file/agenda_records.h"
#include "file/import/foreign_session.h"
#include "file/import/foreign_times.h"
#include "file/import/id_pool.h"
#include "file/zone_file.h"
#include "model/address/id.h"

G_DEFINE_QUARK(foreign - error, foreign_error)

/* An event that has a time. */
typedef struct Placed {
    const ForeignEvent *event;
    EventTimes times;
    const char *id; /* in the pool of the maker */
} Placed;

/* What makes the agenda. */
typedef struct Maker {
    ForeignSchedule *schedule;
    const ForeignOptions *options;
    ForeignParties *parties;
    Tz *tz;
    GArray *placed;     /* Placed, by what they are called at the source */
    GHashTable *rooms;  /* name → id */
    GHashTable *tracks; /* likewise */
    IdPool *room_pool;
    IdPool *track_pool;
    IdPool *session_pool;
    GStringChunk *strings;
    GArray *records; /* AgendaRecord */
} Maker;

static void maker_clear(Maker *maker)
{
    foreign_parties_free(maker->parties);
    tz_unref(maker->tz);
    g_array_unref(maker->placed);
    g_hash_table_unref(maker->rooms);
    g_hash_table_unref(maker->tracks);
    id_pool_free(maker->room_pool);
    id_pool_free(maker->track_pool);
    id_pool_free(maker->session_pool);
    g_string_chunk_free(maker->strings);
    g_array_unref(maker->records);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Maker, maker_clear)

static void maker_init(Maker *maker, ForeignSchedule *schedule, const ForeignOptions *options)
{
    *maker = (Maker){
        .schedule = schedule,
        .options = options,
        .parties = foreign_parties_new(schedule, options->agencies),
        .placed = g_array_new(FALSE, FALSE, sizeof(Placed)),
        .rooms = g_hash_table_new(g_str_hash, g_str_equal),
        .tracks = g_hash_table_new(g_str_hash, g_str_equal),
        .room_pool = id_pool_new(),
        .track_pool = id_pool_new(),
        .session_pool = id_pool_new(),
        .strings = g_string_chunk_new(4096),
        .records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord)),
    };
}

/* Adds a record; takes its text. */
static void add_record(Maker *maker, const char *kind, const char *id, GString *take_text)
{
    AgendaRecord record = {
        .kind = kind,
        .id = id,
        .place = "",
        .text = g_string_chunk_insert_len(maker->strings, take_text->str, (gssize)take_text->len),
    };

    g_array_append_val(maker->records, record);
    g_string_free(take_text, TRUE);
}

/* --- the zone ---------------------------------------------------------------------------- */

static bool read_zone(Maker *maker, GError **error)
{
    const char *given = maker->options->timezone;
    const char *name = given != NULL ? given : maker->schedule->timezone;

    if (name == NULL) {
        g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_NO_ZONE,
                            "it does not name the time zone of the conference: say it, as in "
                            "--timezone Europe/Brussels");
        return false;
    }
    maker->tz = zone_file_read(name, error);
    return maker->tz != NULL;
}

/* --- rooms and tracks -------------------------------------------------------------------- */

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const ForeignPlace *const *)a)->name, (*(const ForeignPlace *const *)b)->name);
}

/* Gives ids, in the order of names, so that those of equal slugs keep theirs. */
static void give_ids(GPtrArray *places, IdPool *pool, GHashTable *ids, const char *word)
{
    g_ptr_array_sort(places, compare_names);
    for (guint i = 0; i < places->len; i++) {
        const ForeignPlace *place = places->pdata[i];
        bool is_good = place->id != NULL && id_is_good(place->id) && strlen(place->id) <= ID_MAX;
        g_autofree char *wish = is_good ? g_strdup(place->id) : id_pool_dup_slug(place->name, word);
        g_autofree char *more =
            place->source != NULL ? id_pool_dup_slug(place->source, word) : NULL;
        g_hash_table_insert(ids, (gpointer)place->name, (gpointer)id_pool_take(pool, wish, more));
    }
}

static void add_rooms(Maker *maker)
{
    const GPtrArray *rooms = maker->schedule->rooms;

    give_ids(maker->schedule->rooms, maker->room_pool, maker->rooms, "room");
    for (guint i = 0; i < rooms->len; i++) {
        const ForeignPlace *room = rooms->pdata[i];
        const char *id = g_hash_table_lookup(maker->rooms, room->name);
        GString *text = g_string_new(NULL);
        json_text_open(text, NULL, '{');
        json_text_append_string(text, "id", id);
        json_text_append_string(text, "name", room->name);
        if (room->capacity > 0) {
            json_text_append_number(text, "capacity", room->capacity);
        }
        json_text_append_string(text, "url", room->url);
        json_text_append_string(text, "floor", room->floor);
        json_text_append_string(text, "address", room->address);
        json_text_append_string(text, "source", room->source);
        json_text_close(text, '}');
        add_record(maker, "room", id, text);
    }
}

/* Tracks that are not agencies are round tables. */
static void add_tracks(Maker *maker)
{
    const GPtrArray *tracks = maker->schedule->tracks;

    if (maker->options->agencies == FOREIGN_AGENCIES_TRACKS) {
        return;
    }
    give_ids(maker->schedule->tracks, maker->track_pool, maker->tracks, "track");
    for (guint i = 0; i < tracks->len; i++) {
        const ForeignPlace *track = tracks->pdata[i];
        const char *id = g_hash_table_lookup(maker->tracks, track->name);
        GString *text = g_string_new(NULL);
        json_text_open(text, NULL, '{');
        json_text_append_string(text, "id", id);
        json_text_append_string(text, "title", track->name);
        json_text_close(text, '}');
        add_record(maker, "round-table", id, text);
    }
}

/* --- who contributes --------------------------------------------------------------------- */

static void add_agencies(Maker *maker)
{
    const GArray *agencies = foreign_parties_agencies(maker->parties);

    for (guint i = 0; i < agencies->len; i++) {
        const ForeignParticipant *agency = &g_array_index(agencies, ForeignParticipant, i);
        bool has_short_name = agency->short_name != NULL;
        GString *text = g_string_new(NULL);
        json_text_open(text, NULL, '{');
        json_text_append_string(text, "id", agency->id);
        json_text_append_string(text, "short", has_short_name ? agency->short_name : agency->name);
        json_text_append_string(text, "name", has_short_name ? agency->name : NULL);
        json_text_append_string(text, "url", agency->url);
        json_text_close(text, '}');
        add_record(maker, "agency", agency->id, text);
    }
}

static void add_people(Maker *maker)
{
    const GArray *people = foreign_parties_people(maker->parties);

    for (guint i = 0; i < people->len; i++) {
        const ForeignParticipant *person = &g_array_index(people, ForeignParticipant, i);
        GString *text = g_string_new(NULL);
        json_text_open(text, NULL, '{');
        json_text_append_string(text, "id", person->id);
        json_text_append_string(text, "name", person->name);
        json_text_append_string(text, "agency", person->agency);
        json_text_append_string(text, "url", person->url);
        json_text_append_string(text, "source", person->source);
        json_text_close(text, '}');
        add_record(maker, "person", person->id, text);
    }
}

/* --- sessions ---------------------------------------------------------------------------- */

static gint compare_placed(gconstpointer a, gconstpointer b)
{
    const Placed *left = a;
    const Placed *right = b;
    gint order = g_strcmp0(left->event->id, right->event->id);

    order = order != 0 ? order : g_strcmp0(left->event->source, right->event->source);
    order = order != 0 ? order
                       : (left->times.start > right->times.start) -
                             (left->times.start < right->times.start);
    order = order != 0 ? order : g_strcmp0(left->event->room, right->event->room);
    return order != 0 ? order : strcmp(left->event->title, right->event->title);
}

static bool is_good_code(const char *id)
{
    return id != NULL && id_is_good_code(id) && strlen(id) <= ID_MAX;
}

/* The id of a session is that of the source, its own or else the short one, or its title. */
static void give_session_ids(Maker *maker)
{
    g_array_sort(maker->placed, compare_placed);
    for (guint i = 0; i < maker->placed->len; i++) {
        Placed *placed = &g_array_index(maker->placed, Placed, i);
        const ForeignEvent *event = placed->event;
        g_autofree char *wish = is_good_code(event->id) ? g_strdup(event->id)
                                : is_good_code(event->source)
                                    ? g_strdup(event->source)
                                    : id_pool_dup_slug(event->title, "session");
        placed->id = id_pool_take(maker->session_pool, wish, NULL);
    }
}

/* Remarks on what events of a kind cannot have. */
static void remark_on_kind(ForeignSchedule *schedule, const ForeignEvent *event)
{
    if (event->kind != SESSION_KIND_SESSION && event->track != NULL) {
        foreign_remark(schedule, "the track of a plenary or a break",
                       "is left out: they belong to none", event->track);
    }
    if (event->kind == SESSION_KIND_BREAK && event->parties->len > 0) {
        foreign_remark(schedule, "who contributes to a break",
                       "is left out: nobody does in an agenda", event->title);
    }
}

static void place_events(Maker *maker)
{
    const GPtrArray *events = maker->schedule->events;

    for (guint i = 0; i < events->len; i++) {
        Placed placed = { .event = events->pdata[i] };
        if (placed.event->title == NULL) {
            foreign_remark(maker->schedule, "an event", "is left out: it has no title",
                           placed.event->place);
        } else if (foreign_times_of(maker->schedule, placed.event, maker->tz, &placed.times)) {
            remark_on_kind(maker->schedule, placed.event);
            g_array_append_val(maker->placed, placed);
        }
    }
    give_session_ids(maker);
}

/* The place of a session's record: see agenda_records.h. The caller owns it. */
static char *dup_place(const Placed *placed)
{
    const EventTimes *times = &placed->times;
    const char *key = session_kind_key(placed->event->kind);
    g_autofree char *date = civil_date_to_iso(times->day);

    if (placed->event->all_day) {
        g_autofree char *until = civil_date_to_iso(civil_last_day(times->end));
        return civil_lasts_days(times->start, times->end)
                   ? g_strdup_printf("%s all-day %s %s", date, until, key)
                   : g_strdup_printf("%s all-day %s", date, key);
    }
    g_autofree char *start = civil_clock_after(times->day, times->start);
    g_autofree char *end = civil_clock_after(times->day, times->end);
    return g_strdup_printf("%s %s %s %s", date, start, end, key);
}

/* NULL for no name, and for a track where there are no round tables. */
static const char *find_id(GHashTable *ids, const char *name)
{
    return name != NULL ? g_hash_table_lookup(ids, name) : NULL;
}

static void add_sessions(Maker *maker)
{
    for (guint i = 0; i < maker->placed->len; i++) {
        const Placed *placed = &g_array_index(maker->placed, Placed, i);
        g_autofree char *place = dup_place(placed);
        ForeignIds ids = {
            .session = placed->id,
            .room = find_id(maker->rooms, placed->event->room),
            .round_table = find_id(maker->tracks, placed->event->track),
            .parties = maker->parties,
        };
        add_record(maker, "session", placed->id, foreign_session_make(placed->event, &ids));
        g_array_index(maker->records, AgendaRecord, maker->records->len - 1).place =
            g_string_chunk_insert_const(maker->strings, place);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static void append_track_noun(GString *out, const char *noun)
{
    g_autofree char *many = g_strconcat(noun, "s", NULL);

    json_text_open(out, "words", '{');
    json_text_open(out, "round-table", '{');
    json_text_append_string(out, "one", noun);
    json_text_append_string(out, "many", many);
    json_text_close(out, '}');
    json_text_close(out, '}');
}

static void add_head(Maker *maker)
{
    const ForeignSchedule *schedule = maker->schedule;
    const char *title = maker->options->title != NULL ? maker->options->title
                        : schedule->title != NULL     ? schedule->title
                                                      : "Conference";
    g_autofree char *slug = id_pool_dup_slug(schedule->id != NULL ? schedule->id : title, "agenda");
    bool has_tracks = maker->options->agencies != FOREIGN_AGENCIES_TRACKS &&
                      schedule->tracks->len > 0 && schedule->track_noun != NULL;
    GString *out = g_string_new(NULL);

    json_text_open(out, NULL, '{');
    json_text_append_string(out, "id", maker->options->id != NULL ? maker->options->id : slug);
    json_text_append_string(out, "title", title);
    json_text_append_string(out, "description", schedule->description);
    json_text_append_string(out, "url", schedule->url);
    json_text_append_string(out, "timezone", tz_name(maker->tz));
    json_text_append_string(out, "location", schedule->location);
    json_text_append_string(out, "contact", schedule->contact);
    json_text_append_string(out, "image", schedule->image);
    if (has_tracks) {
        append_track_noun(out, schedule->track_noun);
    }
    json_text_close(out, '}');
    add_record(maker, "agenda", "", out);
}

/* Rooms and tracks that only events name. */
static void add_named_places(ForeignSchedule *schedule)
{
    for (guint i = 0; i < schedule->events->len; i++) {
        const ForeignEvent *event = schedule->events->pdata[i];
        if (event->room != NULL) {
            foreign_add_room(schedule, event->room);
        }
        if (event->track != NULL) {
            foreign_add_track(schedule, event->track);
        }
    }
}

char *foreign_agenda_make(ForeignSchedule *schedule, const ForeignOptions *options, GError **error)
{
    g_auto(Maker) maker;
    GString *out = g_string_new(NULL);

    add_named_places(schedule);
    maker_init(&maker, schedule, options);
    if (!read_zone(&maker, error)) {
        g_string_free(out, TRUE);
        return NULL;
    }
    place_events(&maker);
    add_head(&maker);
    add_rooms(&maker);
    add_tracks(&maker);
    add_agencies(&maker);
    add_people(&maker);
    add_sessions(&maker);
    agenda_records_append_file(out, maker.records);
    return g_string_free(out, FALSE);
}
