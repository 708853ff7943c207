#include "render/report/change_json.h"

#include "render/report/json_value.h"

/* The change log keeps this text, and `history --verify` compares it octet by octet with what is
 * made anew. So members keep their names, their order and their form. */

/* Each of these returns JSON null for NULL. */

static json_t *session_time_to_json(const Session *session)
{
    if (session == NULL) {
        return json_null();
    }
    if (session->slot->all_day) {
        json_t *object = json_pack("{s:o}", "date", json_value_date(session->day->date));
        if (civil_lasts_days(session->start, session->end)) {
            json_object_set_new(object, "until", json_value_date(session->until));
        }
        return object;
    }
    return json_pack("{s:o, s:o, s:o}", "date", json_value_date(session->day->date), "start",
                     json_value_time(session->start), "end", json_value_time(session->end));
}

static json_t *preparation_time_to_json(const Preparation *preparation)
{
    if (preparation == NULL || preparation->timing == PREPARATION_UNDATED) {
        return json_null();
    }
    return json_pack("{s:o}", preparation->timing == PREPARATION_DUE ? "due" : "date",
                     json_value_date(preparation->date));
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

/* The instants of a session. */
static json_t *instants_to_json(const Session *session)
{
    g_assert(session != NULL);
    g_autofree char *start = civil_stamp_to_text(session->start_utc);
    g_autofree char *end = civil_stamp_to_text(session->end_utc);

    return json_pack("{s:s, s:s}", "start", start, "end", end);
}

/* What something was (`is_new`: what it is), in the form for its kind of change. Kinds that are not
 * listed have texts. */
static json_t *value_to_json(const Change *change, bool is_new)
{
    const EventPair *event = change->event;

    if (event == NULL) {
        return json_value_text(is_new ? change->new_text : change->old_text);
    }
    switch (change->kind) {
    case CHANGE_KIND_ROLE_GAINED:
    case CHANGE_KIND_ROLE_LOST:
    case CHANGE_KIND_ROLE_STATUS:
        /* A role that is gained has no old status, one that is lost no new one. */
        if (change->kind == (is_new ? CHANGE_KIND_ROLE_LOST : CHANGE_KIND_ROLE_GAINED)) {
            return json_null();
        }
        return json_string(
            contribution_status_word(is_new ? change->new_status : change->old_status));
    case CHANGE_KIND_RETIMED:
        return instants_to_json(is_new ? event->new_session : event->old_session);
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
        return json_value_text(is_new ? change->new_text : change->old_text);
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

json_t *change_json_new(const Change *change)
{
    const EventPair *event = change->event;
    json_t *object = json_object();

    json_value_set_text(object, "kind", change_word(change));
    if (event != NULL) {
        bool is_session = event->old_session != NULL || event->new_session != NULL;
        json_value_set_text(object, is_session ? "session" : "preparation", event->id);
        json_value_set_text(object, "title", event_title(event));
    }
    json_value_set_text(object, "agency", change->agency != NULL ? change->agency->id : NULL);
    json_value_set_text(object, "person", change->person != NULL ? change->person->id : NULL);
    json_value_set_text(object, "role", change->role != NULL ? change->role->id : NULL);
    json_value_set_text(object, "room", change->room != NULL ? change->room->id : NULL);
    json_value_set_text(object, "round_table",
                        change->round_table != NULL ? change->round_table->id : NULL);
    json_value_set_text(object, "type", change->type != NULL ? change->type->id : NULL);
    json_value_set_text(object, "tag", change->tag != NULL ? change->tag->id : NULL);
    json_object_set_new(object, "old", value_to_json(change, false));
    json_object_set_new(object, "new", value_to_json(change, true));
    return object;
}
