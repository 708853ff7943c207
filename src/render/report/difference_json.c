#include "render/report/difference_json.h"

#include "model/address/participant_key.h"
#include "render/report/change_json.h"
#include "render/report/json_value.h"

/* The id of the participant of a clash of a kind; NULL for another kind. */
static const char *id_of(const Clash *clash, ClashKind kind)
{
    return clash->kind == kind ? clash->participant->id : NULL;
}

static json_t *clashes_to_json(const GPtrArray *clashes)
{
    json_t *list = json_array();

    for (guint i = 0; i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        json_t *object = json_object();
        json_t *sessions = json_array();
        json_value_set_text(object, "room", clash->room != NULL ? clash->room->id : NULL);
        json_value_set_text(object, "agency", id_of(clash, CLASH_KIND_AGENCY));
        json_value_set_text(object, "person", id_of(clash, CLASH_KIND_PERSON));
        json_object_set_new(object, "start", json_value_time(clash->start));
        json_object_set_new(object, "end", json_value_time(clash->end));
        for (guint j = 0; j < clash->sessions->len; j++) {
            const Session *session = clash->sessions->pdata[j];
            json_array_append_new(sessions, json_string(session->id));
        }
        json_object_set_new(object, "sessions", sessions);
        json_array_append_new(list, object);
    }
    return list;
}

/* Changes by index: one change reaches many calendars, and stands in full only once. */
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

/* In full: none of these are among the public changes, whose indices mean nothing here. */
static json_t *private_to_json(const PrivateDifference *private)
{
    const FeedChange *feed = difference_find_own(private->difference, private->participant);
    json_t *changes = json_array();

    for (guint i = 0; feed != NULL && i < feed->changes->len; i++) {
        json_array_append_new(changes, change_json_new(feed->changes->pdata[i]));
    }
    return json_pack("{s:s, s:o}", feed_kind_word(participant_key_kind(private->participant)),
                     participant_key_id(private->participant), "changes", changes);
}

char *difference_json_dup(const Difference *difference, const GArray *privates)
{
    json_t *changes = json_array();
    json_t *calendars = json_array();

    for (guint i = 0; i < difference->changes->len; i++) {
        json_array_append_new(changes, change_json_new(difference->changes->pdata[i]));
    }
    for (guint i = 0; i < difference->feeds->len; i++) {
        json_array_append_new(calendars, feed_to_json(difference->feeds->pdata[i]));
    }
    json_t *report = json_pack("{s:s, s:o, s:o, s:o, s:o}", "agenda", difference->new_agenda->id,
                               "changes", changes, "new_clashes",
                               clashes_to_json(difference->new_clashes), "solved_clashes",
                               clashes_to_json(difference->solved_clashes), "calendars", calendars);
    if (privates->len > 0) {
        json_t *list = json_array();
        for (guint i = 0; i < privates->len; i++) {
            json_array_append_new(list,
                                  private_to_json(&g_array_index(privates, PrivateDifference, i)));
        }
        json_object_set_new(report, "private_calendars", list);
    }
    g_autofree char *text = json_value_to_text(report, JSON_INDENT(2));
    return g_strconcat(text, "\n", NULL);
}
