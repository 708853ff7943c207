#include "render/difference_json.h"

#include <jansson.h>

/* Each of these gives null where there is nothing. */

static json_t *text_to_json(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static json_t *time_to_json(CivilTime time)
{
    g_autofree char *date = civil_date_to_iso(civil_date_of(time));
    g_autofree char *clock = civil_clock_to_text(time);

    return json_sprintf("%sT%s:00", date, clock);
}

static json_t *date_to_json(CivilDate date)
{
    g_autofree char *iso = civil_date_to_iso(date);

    return json_string(iso);
}

static json_t *session_time_to_json(const Session *session)
{
    if (session == NULL) {
        return json_null();
    }
    if (session->slot->all_day) {
        return json_pack("{s:o}", "date", date_to_json(session->day->date));
    }
    return json_pack("{s:o, s:o, s:o}", "date", date_to_json(session->day->date), "start",
                     time_to_json(session->start), "end", time_to_json(session->end));
}

static json_t *preparation_time_to_json(const Preparation *preparation)
{
    if (preparation == NULL || preparation->timing == PREPARATION_UNDATED) {
        return json_null();
    }
    return json_pack("{s:o}", preparation->timing == PREPARATION_DUE ? "due" : "date",
                     date_to_json(preparation->date));
}

static json_t *room_to_json(const Room *room)
{
    return room == NULL
               ? json_null()
               : json_pack("{s:s, s:s}", "id", room->id, "name", text_get(&room->name, NULL));
}

static json_t *round_table_to_json(const RoundTable *table)
{
    return table == NULL
               ? json_null()
               : json_pack("{s:s, s:s?}", "id", table->id, "title", text_get(&table->title, NULL));
}

/* --- changes ----------------------------------------------------------------------------- */

static json_t *session_value(ChangeKind kind, const Session *session)
{
    switch (kind) {
    case CHANGE_KIND_CANCELLED:
    case CHANGE_KIND_RESTORED:
    case CHANGE_KIND_STATUS:
        return json_string(session_status_word(session->status));
    case CHANGE_KIND_SESSION_KIND:
        return json_string(session_kind_word(session->kind));
    case CHANGE_KIND_ROOM:
        return room_to_json(session->room);
    case CHANGE_KIND_ROUND_TABLE:
        return round_table_to_json(session->round_table);
    default:
        return session_time_to_json(session);
    }
}

/* What something was (`is_new`: is), in the form that its kind of change has. */
static json_t *value_to_json(const Change *change, bool is_new)
{
    const EventPair *event = change->event;

    if (event == NULL) {
        return text_to_json(is_new ? change->new_text : change->old_text);
    }
    switch (change->kind) {
    case CHANGE_KIND_ROLE_GAINED:
    case CHANGE_KIND_ROLE_LOST:
    case CHANGE_KIND_ROLE_STATUS:
        if (change->kind == (is_new ? CHANGE_KIND_ROLE_LOST : CHANGE_KIND_ROLE_GAINED)) {
            return json_null();
        }
        return json_string(
            contribution_status_word(is_new ? change->new_status : change->old_status));
    case CHANGE_KIND_ADDED:
    case CHANGE_KIND_REMOVED:
    case CHANGE_KIND_CANCELLED:
    case CHANGE_KIND_RESTORED:
    case CHANGE_KIND_STATUS:
    case CHANGE_KIND_SESSION_KIND:
    case CHANGE_KIND_MOVED:
    case CHANGE_KIND_ROOM:
    case CHANGE_KIND_ROUND_TABLE:
        if (event->old_session != NULL || event->new_session != NULL) {
            return session_value(change->kind, is_new ? event->new_session : event->old_session);
        }
        return preparation_time_to_json(is_new ? event->new_preparation : event->old_preparation);
    default:
        return text_to_json(is_new ? change->new_text : change->old_text);
    }
}

static void set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL) {
        json_object_set_new(object, key, json_string(text));
    }
}

static const char *event_title(const EventPair *event)
{
    const Text *title = event->new_session != NULL       ? &event->new_session->title
                        : event->old_session != NULL     ? &event->old_session->title
                        : event->new_preparation != NULL ? &event->new_preparation->title
                                                         : &event->old_preparation->title;

    return text_get(title, NULL);
}

static json_t *change_to_json(const Change *change)
{
    const EventPair *event = change->event;
    json_t *object = json_object();

    set_text(object, "kind", change_kind_word(change->kind));
    if (event != NULL) {
        bool is_session = event->old_session != NULL || event->new_session != NULL;
        set_text(object, is_session ? "session" : "preparation", event->id);
        set_text(object, "title", event_title(event));
    }
    set_text(object, "agency", change->agency != NULL ? change->agency->id : NULL);
    set_text(object, "role", change->role != NULL ? change->role->id : NULL);
    set_text(object, "room", change->room != NULL ? change->room->id : NULL);
    set_text(object, "round_table", change->round_table != NULL ? change->round_table->id : NULL);
    json_object_set_new(object, "old", value_to_json(change, false));
    json_object_set_new(object, "new", value_to_json(change, true));
    return object;
}

/* --- the whole --------------------------------------------------------------------------- */

static json_t *clashes_to_json(const GPtrArray *clashes)
{
    json_t *list = json_array();

    for (guint i = 0; i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        json_t *object = json_object();
        json_t *sessions = json_array();
        set_text(object, "room", clash->room != NULL ? clash->room->id : NULL);
        set_text(object, "agency", clash->agency != NULL ? clash->agency->id : NULL);
        json_object_set_new(object, "start", time_to_json(clash->start));
        json_object_set_new(object, "end", time_to_json(clash->end));
        for (guint j = 0; j < clash->sessions->len; j++) {
            const Session *session = clash->sessions->pdata[j];
            json_array_append_new(sessions, json_string(session->id));
        }
        json_object_set_new(object, "sessions", sessions);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *feed_to_json(const FeedChange *change)
{
    const Feed *feed = feed_change_feed(change);
    json_t *indices = json_array();

    for (guint i = 0; i < change->changes->len; i++) {
        json_array_append_new(indices,
                              json_integer(((const Change *)change->changes->pdata[i])->index));
    }
    return json_pack("{s:s, s:s, s:s, s:s, s:o}", "kind", feed_kind_word(feed->kind), "path",
                     feed->path, "name", feed->name, "state",
                     change->old_feed == NULL   ? "new"
                     : change->new_feed == NULL ? "gone"
                                                : "changed",
                     "changes", indices);
}

char *difference_json_dup(const Difference *difference)
{
    json_t *changes = json_array();
    json_t *calendars = json_array();

    for (guint i = 0; i < difference->changes->len; i++) {
        json_array_append_new(changes, change_to_json(difference->changes->pdata[i]));
    }
    for (guint i = 0; i < difference->feeds->len; i++) {
        json_array_append_new(calendars, feed_to_json(difference->feeds->pdata[i]));
    }
    json_t *report = json_pack("{s:s, s:o, s:o, s:o, s:o}", "agenda", difference->new_agenda->id,
                               "changes", changes, "new_clashes",
                               clashes_to_json(difference->new_clashes), "solved_clashes",
                               clashes_to_json(difference->solved_clashes), "calendars", calendars);
    char *text = json_dumps(report, JSON_INDENT(2));
    char *result = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(report);
    return result;
}
