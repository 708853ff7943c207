#include "file/import/foreign_agenda.h"

#include <string.h>

#include "file/agenda_records.h"
#include "file/import/foreign_session.h"
#include "file/import/foreign_times.h"
#include "file/import/id_pool.h"
#include "file/zone_file.h"
#include "model/address/address.h"
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
    Agenda *agenda;
    GArray *placed;     /* Placed, by what they are called at the source */
    GHashTable *rooms;  /* name → Room */
    GHashTable *tracks; /* name → RoundTable; without one where tracks are agencies */
    IdPool *session_pool;
} Maker;

static void maker_clear(Maker *maker)
{
    foreign_parties_free(maker->parties);
    tz_unref(maker->tz);
    agenda_free(maker->agenda);
    g_array_unref(maker->placed);
    g_hash_table_unref(maker->rooms);
    g_hash_table_unref(maker->tracks);
    id_pool_free(maker->session_pool);
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
        .session_pool = id_pool_new(),
    };
}

/* --- the head ---------------------------------------------------------------------------- */

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

static void set_track_noun(Agenda *agenda, const char *noun)
{
    g_autofree char *many = g_strconcat(noun, "s", NULL);

    agenda->words.round_table =
        (Noun){ foreign_session_text(agenda, noun), foreign_session_text(agenda, many) };
}

/* The id of an agenda that nobody has given one: no agenda can have the folder of private
 * calendars.
 */
static char *dup_agenda_id(const ForeignSchedule *schedule, const char *title)
{
    g_autofree char *slug = id_pool_dup_slug(schedule->id != NULL ? schedule->id : title, "agenda");

    return strcmp(slug, ADDRESS_PRIVATE) == 0 ? g_strconcat(slug, "-agenda", NULL)
                                              : g_steal_pointer(&slug);
}

static void make_head(Maker *maker)
{
    const ForeignSchedule *schedule = maker->schedule;
    const ForeignOptions *options = maker->options;
    const char *title = options->title != NULL    ? options->title
                        : schedule->title != NULL ? schedule->title
                                                  : "Conference";
    g_autofree char *own_id = dup_agenda_id(schedule, title);
    Agenda *agenda = agenda_new(options->id != NULL ? options->id : own_id, maker->tz);
    g_autofree char *short_name = agenda_dup_default_short_name(agenda);

    agenda->short_name = agenda_intern(agenda, short_name);
    agenda->title = foreign_session_text(agenda, title);
    agenda->description = foreign_session_text(agenda, schedule->description);
    agenda->url = agenda_intern(agenda, schedule->url);
    agenda->location = foreign_session_text(agenda, schedule->location);
    agenda->contact = foreign_session_text(agenda, schedule->contact);
    agenda->image = agenda_intern(agenda, schedule->image);
    if (options->agencies != FOREIGN_AGENCIES_TRACKS && schedule->tracks->len > 0 &&
        schedule->track_noun != NULL) {
        set_track_noun(agenda, schedule->track_noun);
    }
    maker->agenda = agenda;
}

/* --- rooms and tracks -------------------------------------------------------------------- */

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

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const ForeignPlace *const *)a)->name, (*(const ForeignPlace *const *)b)->name);
}

/* The id that a place gets. */
static const char *take_id(IdPool *pool, const ForeignPlace *place, const char *word)
{
    bool is_good = place->id != NULL && id_is_good(place->id) && strlen(place->id) <= ID_MAX;
    g_autofree char *wish = is_good ? g_strdup(place->id) : id_pool_dup_slug(place->name, word);
    g_autofree char *more = place->source != NULL ? id_pool_dup_slug(place->source, word) : NULL;

    return id_pool_take(pool, wish, more);
}

/* In the order of names, so that those of equal slugs keep their ids. */
static void add_rooms(Maker *maker)
{
    g_autoptr(IdPool) pool = id_pool_new();
    Agenda *agenda = maker->agenda;

    g_ptr_array_sort(maker->schedule->rooms, compare_names);
    for (guint i = 0; i < maker->schedule->rooms->len; i++) {
        const ForeignPlace *place = maker->schedule->rooms->pdata[i];
        Room *room = agenda_add_room(agenda, take_id(pool, place, "room"));
        room->name = foreign_session_text(agenda, place->name);
        room->capacity = place->capacity;
        room->url = agenda_intern(agenda, place->url);
        room->floor = foreign_session_text(agenda, place->floor);
        room->address = foreign_session_text(agenda, place->address);
        room->source = foreign_session_source(agenda, place->source, room->id);
        g_hash_table_insert(maker->rooms, (gpointer)place->name, room);
    }
}

/* Tracks that are not agencies are round tables. */
static void add_tracks(Maker *maker)
{
    g_autoptr(IdPool) pool = id_pool_new();

    if (maker->options->agencies == FOREIGN_AGENCIES_TRACKS) {
        return;
    }
    g_ptr_array_sort(maker->schedule->tracks, compare_names);
    for (guint i = 0; i < maker->schedule->tracks->len; i++) {
        const ForeignPlace *place = maker->schedule->tracks->pdata[i];
        RoundTable *track = agenda_add_round_table(maker->agenda, take_id(pool, place, "track"));
        track->title = foreign_session_text(maker->agenda, place->name);
        g_hash_table_insert(maker->tracks, (gpointer)place->name, track);
    }
}

/* --- who contributes --------------------------------------------------------------------- */

static void add_agencies(Maker *maker)
{
    const GArray *agencies = foreign_parties_agencies(maker->parties);
    Agenda *agenda = maker->agenda;

    for (guint i = 0; i < agencies->len; i++) {
        const ForeignParticipant *from = &g_array_index(agencies, ForeignParticipant, i);
        bool has_short_name = from->short_name != NULL;
        Participant *agency = agenda_add_agency(agenda, from->id);
        agency->label =
            foreign_session_text(agenda, has_short_name ? from->short_name : from->name);
        agency->name = foreign_session_text(agenda, has_short_name ? from->name : NULL);
        agency->url = agenda_intern(agenda, from->url);
    }
}

static void add_people(Maker *maker)
{
    const GArray *people = foreign_parties_people(maker->parties);
    Agenda *agenda = maker->agenda;

    for (guint i = 0; i < people->len; i++) {
        const ForeignParticipant *from = &g_array_index(people, ForeignParticipant, i);
        Participant *person = agenda_add_person(agenda, from->id);
        person->label = foreign_session_text(agenda, from->name);
        person->agency = from->agency != NULL ? agenda_find_agency(agenda, from->agency) : NULL;
        person->url = agenda_intern(agenda, from->url);
        person->source = foreign_session_source(agenda, from->source, person->id);
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

static bool can_be_id(const char *id)
{
    return id != NULL && id_can_be_code(id);
}

/* The id of a session is that of the source, its own or else the short one, or its title. */
static void give_session_ids(Maker *maker)
{
    g_array_sort(maker->placed, compare_placed);
    for (guint i = 0; i < maker->placed->len; i++) {
        Placed *placed = &g_array_index(maker->placed, Placed, i);
        const ForeignEvent *event = placed->event;
        g_autofree char *wish = can_be_id(event->id) ? g_strdup(event->id)
                                : can_be_id(event->source)
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

/* Adds a slot of its own for an event; what is written joins those of the same time. */
static Slot *add_slot(Agenda *agenda, const Placed *placed)
{
    const EventTimes *times = &placed->times;
    const Day *known = agenda_find_day(agenda, times->day);
    Slot *slot =
        agenda_add_slot(agenda, known != NULL ? (Day *)known : agenda_add_day(agenda, times->day));

    slot->all_day = placed->event->all_day;
    slot->start = times->start;
    slot->end = times->end;
    return slot;
}

static gint64 instant_of(const Tz *tz, CivilTime local, bool is_all_day)
{
    gint64 utc = local;

    if (!is_all_day) {
        tz_resolve_local(tz, local, &utc);
    }
    return utc;
}

static void add_sessions(Maker *maker)
{
    for (guint i = 0; i < maker->placed->len; i++) {
        const Placed *placed = &g_array_index(maker->placed, Placed, i);
        const ForeignEvent *event = placed->event;
        Slot *slot = add_slot(maker->agenda, placed);
        Session *session = agenda_add_session(maker->agenda, slot, placed->id);
        session->kind = event->kind;
        session->start = slot->start;
        session->end = slot->end;
        session->start_utc = instant_of(maker->tz, slot->start, slot->all_day);
        session->end_utc = instant_of(maker->tz, slot->end, slot->all_day);
        session->room = event->room != NULL ? g_hash_table_lookup(maker->rooms, event->room) : NULL;
        if (event->kind == SESSION_KIND_SESSION && event->track != NULL) {
            session->round_table = g_hash_table_lookup(maker->tracks, event->track);
        }
        foreign_session_read(maker->schedule, event, maker->agenda, session);
        if (event->kind != SESSION_KIND_BREAK) {
            foreign_session_add_contributions(maker->parties, event, maker->agenda, session);
        }
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static char *dup_file(const Agenda *agenda)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) records = agenda_records_of(agenda, strings);
    GString *file = g_string_new(NULL);

    agenda_records_append_file(file, records);
    return g_string_free(file, FALSE);
}

static char *make(ForeignSchedule *schedule, const ForeignOptions *options, GError **error)
{
    g_auto(Maker) maker;

    add_named_places(schedule);
    maker_init(&maker, schedule, options);
    if (!read_zone(&maker, error)) {
        return NULL;
    }
    place_events(&maker);
    make_head(&maker);
    add_rooms(&maker);
    add_tracks(&maker);
    add_agencies(&maker);
    add_people(&maker);
    add_sessions(&maker);
    agenda_finish(maker.agenda);
    return dup_file(maker.agenda);
}

char *foreign_agenda_make(ForeignSchedule *schedule, const ForeignOptions *options, GError **error)
{
    return schedule->agenda != NULL ? g_steal_pointer(&schedule->agenda)
                                    : make(schedule, options, error);
}
