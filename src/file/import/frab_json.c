#include "file/import/frab.h"

#include <string.h>

#include "file/import/foreign_text.h"
#include "file/import/json_source.h"

/* --- events ------------------------------------------------------------------------------ */

static void add_person(FrabEvent *frab, ForeignSchedule *schedule, const json_t *person)
{
    static const char *const NAMES[] = { "public_name", "full_public_name", "name" };
    g_autofree char *id = json_source_dup(person, "id");
    g_autofree char *name = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES) && name == NULL; i++) {
        name = json_source_dup(person, NAMES[i]);
    }
    frab_event_add_person(frab, schedule, id, name);
}

static void add_link(FrabEvent *frab, ForeignSchedule *schedule, const json_t *link)
{
    g_autofree char *url = json_source_dup(link, "url");
    g_autofree char *title = json_source_dup(link, "title");
    g_autofree char *type = json_source_dup(link, "type");

    frab_event_add_link(frab, schedule, url, title, type);
}

/* Sets what is not a list. What nothing holds and says nothing is no loss. */
static void set_value(FrabEvent *frab, ForeignSchedule *schedule, const char *name,
                      const json_t *value)
{
    g_autofree char *text = json_source_dup_value(value);

    if (text != NULL) {
        frab_event_set(frab, schedule, name, text);
    } else if (json_object_size(value) > 0 || json_array_size(value) > 0 || json_is_true(value)) {
        frab_event_set(frab, schedule, name, "…");
    }
}

static void read_event(const json_t *event, ForeignSchedule *schedule, const FrabDay *day)
{
    FrabEvent frab;
    const char *name;
    json_t *value;
    gsize i;
    json_t *item;

    frab_event_init(&frab, schedule, day);
    json_object_foreach ((json_t *)event, name, value) {
        if (strcmp(name, "persons") == 0) {
            json_array_foreach (value, i, item) {
                add_person(&frab, schedule, item);
            }
        } else if (strcmp(name, "links") == 0 || strcmp(name, "attachments") == 0) {
            json_array_foreach (value, i, item) {
                add_link(&frab, schedule, item);
            }
        } else {
            set_value(&frab, schedule, name, value);
        }
    }
    frab_event_finish(&frab, schedule, day);
}

/* --- days -------------------------------------------------------------------------------- */

static void read_day(const json_t *object, ForeignSchedule *schedule, FrabDay *day)
{
    g_autofree char *date = json_source_dup(object, "date");
    const char *room;
    json_t *events;
    gsize i;
    json_t *event;

    day->has_date = date != NULL && civil_parse_date(date, &day->date);
    json_object_foreach (json_object_get(object, "rooms"), room, events) {
        day->room = foreign_line(schedule, room);
        json_array_foreach (events, i, event) {
            read_event(event, schedule, day);
        }
    }
}

/* --- the conference ---------------------------------------------------------------------- */

static void add_rooms(const json_t *rooms, ForeignSchedule *schedule)
{
    gsize i;
    json_t *item;

    json_array_foreach (rooms, i, item) {
        g_autofree char *name = json_source_dup(item, "name");
        g_autofree char *slug = json_source_dup(item, "slug");
        g_autofree char *guid = json_source_dup(item, "guid");
        ForeignPlace *room = frab_add_room(schedule, name, slug, guid);
        json_int_t capacity = json_integer_value(json_object_get(item, "capacity"));
        if (room != NULL) {
            room->capacity = (guint)CLAMP(capacity, 0, G_MAXINT32);
        }
    }
}

static void add_tracks(const json_t *tracks, ForeignSchedule *schedule)
{
    gsize i;
    json_t *track;

    json_array_foreach (tracks, i, track) {
        g_autofree char *name = json_source_dup(track, "name");
        frab_add_track(schedule, name);
    }
}

static void read_conference(const json_t *conference, ForeignSchedule *schedule)
{
    FrabDay day = { 0 };
    const char *name;
    json_t *value;
    gsize i;
    json_t *item;

    json_object_foreach ((json_t *)conference, name, value) {
        g_autofree char *text = json_source_dup_value(value);
        frab_set_conference(schedule, &day, name, text);
    }
    add_rooms(json_object_get(conference, "rooms"), schedule);
    add_tracks(json_object_get(conference, "tracks"), schedule);
    json_array_foreach (json_object_get(conference, "days"), i, item) {
        read_day(item, schedule, &day);
    }
}

bool frab_read_json(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    json_error_t fault;
    json_t *root = json_loadb(data, size, 0, &fault);
    const json_t *conference = json_object_get(json_object_get(root, "schedule"), "conference");

    if (root == NULL) {
        g_set_error(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE, "line %d, column %d: %s",
                    fault.line, fault.column, fault.text);
        return false;
    }
    schedule->track_noun = "Track";
    if (conference != NULL) {
        read_conference(conference, schedule);
    } else {
        g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE,
                            "it has no \"schedule\" with a \"conference\"; expected the JSON of "
                            "frab, pretalx or the like");
    }
    json_decref(root);
    return conference != NULL;
}
