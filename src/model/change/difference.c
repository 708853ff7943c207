#include "model/change/difference.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "model/change/event_changes.h"
#include "model/change/feed_changes.h"
#include "model/change/key_changes.h"
#include "model/selection/feed_span.h"
#include "model/time/onsets.h"

static const char *const KIND_WORDS[] = {
    [CHANGE_KIND_AGENDA_STATUS] = "agenda-status",
    [CHANGE_KIND_TITLE] = "title",
    [CHANGE_KIND_SHORT_NAME] = "short-name",
    [CHANGE_KIND_DESCRIPTION] = "description",
    [CHANGE_KIND_HOMEPAGE] = "homepage",
    [CHANGE_KIND_LOCATION] = "location",
    [CHANGE_KIND_TIMEZONE] = "timezone",
    [CHANGE_KIND_ZONE_RULES] = "zone-rules",
    [CHANGE_KIND_CLOCKS] = "clocks",
    [CHANGE_KIND_ROUND_TABLE_NOUN] = "round-table-noun",
    [CHANGE_KIND_AGENCY_SHORT_NAME] = "agency-short-name",
    [CHANGE_KIND_AGENCY_NAME] = "agency-name",
    [CHANGE_KIND_ROLE_LABEL] = "role-label",
    [CHANGE_KIND_ROOM_NAME] = "room-name",
    [CHANGE_KIND_ROUND_TABLE_TITLE] = "round-table-title",
    [CHANGE_KIND_ADDED] = "added",
    [CHANGE_KIND_REMOVED] = "removed",
    [CHANGE_KIND_CANCELLED] = "cancelled",
    [CHANGE_KIND_RESTORED] = "restored",
    [CHANGE_KIND_STATUS] = "status",
    [CHANGE_KIND_SESSION_KIND] = "kind",
    [CHANGE_KIND_MOVED] = "moved",
    [CHANGE_KIND_RETIMED] = "retimed",
    [CHANGE_KIND_RENAMED] = "renamed",
    [CHANGE_KIND_ROOM] = "room",
    [CHANGE_KIND_ROUND_TABLE] = "round-table",
    [CHANGE_KIND_ABSTRACT] = "abstract",
    [CHANGE_KIND_URL] = "url",
    [CHANGE_KIND_VISIBILITY] = "visibility",
    [CHANGE_KIND_ROLE_GAINED] = "role-gained",
    [CHANGE_KIND_ROLE_LOST] = "role-lost",
    [CHANGE_KIND_ROLE_STATUS] = "role-status",
    [CHANGE_KIND_NOTE] = "note",
};

void change_free(Change *change)
{
    g_free(change->old_value);
    g_free(change->new_value);
    g_free(change);
}

const char *change_word(const Change *change)
{
    return change->kind == CHANGE_KIND_KEY ? change->field->key : KIND_WORDS[change->kind];
}

/* --- what is not of one event ------------------------------------------------------------ */

static void append_record(GPtrArray *changes, const SchemaRecord *schema, gconstpointer before,
                          gconstpointer after, const Change *like)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        key_changes_append(changes, &schema->fields[i], before, after, like);
    }
}

/* A pattern for the changes of a record: it names the record. */
static Change change_of_named(NamedKind kind, gconstpointer record)
{
    switch (kind) {
    case NAMED_AGENCY:
        return (Change){ .agency = record };
    case NAMED_PERSON:
        return (Change){ .person = record };
    case NAMED_ROLE:
        return (Change){ .role = record };
    case NAMED_ROOM:
        return (Change){ .room = record };
    case NAMED_ROUND_TABLE:
        return (Change){ .round_table = record };
    case NAMED_TYPE:
        return (Change){ .type = record };
    case NAMED_TAG:
        return (Change){ .tag = record };
    case NAMED_LANGUAGE:
    case N_NAMED_KINDS:
        break; /* a language has nothing but its tag */
    }
    return (Change){ 0 };
}

/* Appends the changes of records that are in both agendas. */
static void append_named(GPtrArray *changes, NamedKind kind, const Agenda *before,
                         const Agenda *after)
{
    const SchemaRecord *schema = SCHEMA_NAMED[kind];
    const GPtrArray *records = agenda_list_named(after, kind);

    for (guint i = 0; i < records->len; i++) {
        gconstpointer record = records->pdata[i];
        gconstpointer old_record = agenda_find_named(before, kind, schema_id(schema, record));
        Change like = change_of_named(kind, record);
        if (old_record != NULL) {
            append_record(changes, schema, old_record, record, &like);
        }
    }
}

static bool have_other_rules(const Agenda *before, const Agenda *after)
{
    return strcmp(tz_rules(before->tz), tz_rules(after->tz)) != 0;
}

static bool have_other_clocks(const Agenda *before, const Agenda *after)
{
    g_autoptr(GArray) onsets = feed_span_onsets_of_days(before);
    g_autoptr(GArray) other_onsets = feed_span_onsets_of_days(after);

    return !onsets_equal(onsets, other_onsets);
}

/* Appends a change of what is told of the zone, under the key that names it. Where it has another
 * name, that says it. */
static void append_zone(GPtrArray *changes, const Agenda *before, const Agenda *after)
{
    bool is_same_zone = strcmp(tz_name(before->tz), tz_name(after->tz)) == 0;
    bool has_other_rules = have_other_rules(before, after);

    if (!is_same_zone || !(has_other_rules || have_other_clocks(before, after))) {
        return;
    }
    for (gsize i = 0; i < SCHEMA_AGENDA.n_fields; i++) {
        const SchemaField *field = &SCHEMA_AGENDA.fields[i];
        if (field->change == CHANGE_KIND_TIMEZONE) {
            Change *change = g_new0(Change, 1);
            change->kind = has_other_rules ? CHANGE_KIND_ZONE_RULES : CHANGE_KIND_CLOCKS;
            change->field = field;
            change->old_text = tz_name(before->tz);
            change->new_text = tz_name(after->tz);
            g_ptr_array_add(changes, change);
        }
    }
}

static void append_common(GPtrArray *changes, const Agenda *before, const Agenda *after)
{
    append_record(changes, &SCHEMA_AGENDA, before, after, &(Change){ 0 });
    append_zone(changes, before, after);
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        append_named(changes, kind, before, after);
    }
    /* Only these are in `changes` so far. */
    key_changes_sort(changes, 0);
}

/* --- events ------------------------------------------------------------------------------ */

static void event_pair_free(gpointer data)
{
    EventPair *event = data;

    g_free(event->id);
    g_free(event);
}

/* Adds an event pair; takes its id. */
static EventPair *add_event(GPtrArray *events, char *take_id)
{
    EventPair *event = g_new0(EventPair, 1);

    event->id = take_id;
    g_ptr_array_add(events, event);
    return event;
}

static gint compare_numbers(gint64 a, gint64 b)
{
    return a == b ? 0 : a < b ? -1 : 1;
}

/* In the order of agendas: by where an event is or, if it is gone, was. */
static gint compare_sessions(gconstpointer a, gconstpointer b)
{
    const EventPair *left = *(const EventPair *const *)a;
    const EventPair *right = *(const EventPair *const *)b;
    const Session *here = left->new_session != NULL ? left->new_session : left->old_session;
    const Session *there = right->new_session != NULL ? right->new_session : right->old_session;

    return session_compare(here, there);
}

static gint compare_preparations(gconstpointer a, gconstpointer b)
{
    const EventPair *left = *(const EventPair *const *)a;
    const EventPair *right = *(const EventPair *const *)b;
    const Preparation *here =
        left->new_preparation != NULL ? left->new_preparation : left->old_preparation;
    const Preparation *there =
        right->new_preparation != NULL ? right->new_preparation : right->old_preparation;

    if (here->date != there->date) {
        return compare_numbers(here->date, there->date);
    }
    gint order = strverscmp(left->id, right->id);
    return order != 0 ? order : strcmp(left->id, right->id);
}

static GPtrArray *pair_sessions(const Agenda *before, const Agenda *after)
{
    GPtrArray *events = g_ptr_array_new_with_free_func(event_pair_free);

    for (guint i = 0; i < after->sessions->len; i++) {
        const Session *session = after->sessions->pdata[i];
        EventPair *event = add_event(events, g_strdup(session->id));
        event->new_session = session;
        event->old_session = agenda_find_session(before, session->id);
    }
    for (guint i = 0; i < before->sessions->len; i++) {
        const Session *session = before->sessions->pdata[i];
        if (agenda_find_session(after, session->id) == NULL) {
            add_event(events, g_strdup(session->id))->old_session = session;
        }
    }
    g_ptr_array_sort(events, compare_sessions);
    return events;
}

static bool is_dated(const Preparation *preparation)
{
    return preparation != NULL && preparation->timing != PREPARATION_UNDATED;
}

/* Pairs the preparations by key. Undated ones are needed as partners; a pair without any date is no
 * event. */
static GPtrArray *pair_preparations(const Agenda *before, const Agenda *after)
{
    GPtrArray *events = g_ptr_array_new_with_free_func(event_pair_free);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < after->preparations->len; i++) {
        const Preparation *preparation = after->preparations->pdata[i];
        EventPair *event = add_event(events, preparation_dup_key(preparation));
        event->new_preparation = preparation;
        g_hash_table_insert(by_id, event->id, event);
    }
    for (guint i = 0; i < before->preparations->len; i++) {
        const Preparation *preparation = before->preparations->pdata[i];
        g_autofree char *id = preparation_dup_key(preparation);
        EventPair *event = g_hash_table_lookup(by_id, id);
        if (event == NULL) {
            event = add_event(events, g_steal_pointer(&id));
        }
        event->old_preparation = preparation;
    }
    /* Backwards, because removing an element moves those behind it. */
    for (guint i = events->len; i > 0; i--) {
        const EventPair *event = events->pdata[i - 1];
        if (!is_dated(event->old_preparation) && !is_dated(event->new_preparation)) {
            g_ptr_array_remove_index(events, i - 1);
        }
    }
    g_ptr_array_sort(events, compare_preparations);
    return events;
}

static void find_events(Difference *difference)
{
    difference->events = pair_sessions(difference->old_agenda, difference->new_agenda);
    /* Sessions before preparations, as in every feed. */
    g_ptr_array_extend_and_steal(difference->events,
                                 pair_preparations(difference->old_agenda, difference->new_agenda));
    for (guint i = 0; i < difference->events->len; i++) {
        EventPair *event = difference->events->pdata[i];
        event->index = i;
        event->is_retimed = event_changes_is_retimed(difference, event);
        event_changes_append(difference->changes, event);
        /* After event_changes_append, which sets `differs` from the event's records alone. */
        event->differs = event->differs || event_changes_are_general(difference, event);
    }
}

/* --- clashes ----------------------------------------------------------------------------- */

/* Identifies a clash by what clashes. Not by its time: a clash that moves is still the same one. */
static char *clash_key(const Clash *clash)
{
    GString *key = g_string_new(NULL);

    g_string_printf(key, "%d %s", (int)clash->kind,
                    clash->kind == CLASH_KIND_ROOM ? clash->room->id : clash->participant->id);
    for (guint i = 0; i < clash->sessions->len; i++) {
        g_string_append_printf(key, " %s", ((const Session *)clash->sessions->pdata[i])->id);
    }
    return g_string_free(key, FALSE);
}

/* Removes the clashes whose key is in a set. */
static void drop_known(GPtrArray *clashes, GHashTable *keys)
{
    for (guint i = clashes->len; i > 0; i--) {
        g_autofree char *key = clash_key(clashes->pdata[i - 1]);
        if (g_hash_table_contains(keys, key)) {
            g_ptr_array_remove_index(clashes, i - 1);
        }
    }
}

static GHashTable *keys_of(const GPtrArray *clashes)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < clashes->len; i++) {
        g_hash_table_add(keys, clash_key(clashes->pdata[i]));
    }
    return keys;
}

static void find_clashes(Difference *difference)
{
    difference->new_clashes = clash_list(difference->new_agenda);
    difference->solved_clashes = clash_list(difference->old_agenda);
    g_autoptr(GHashTable) new_keys = keys_of(difference->new_clashes);
    g_autoptr(GHashTable) old_keys = keys_of(difference->solved_clashes);
    /* Both sets of keys are complete before either list is cut. */
    drop_known(difference->new_clashes, old_keys);
    drop_known(difference->solved_clashes, new_keys);
}

/* --- all of it --------------------------------------------------------------------------- */

/* Drops the changes that show in no feed, and numbers the rest. */
static void keep_shown(Difference *difference)
{
    g_autoptr(GHashTable) shown = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) all = difference->changes;

    for (guint i = 0; i < difference->feeds->len; i++) {
        const GPtrArray *changes = ((const FeedChange *)difference->feeds->pdata[i])->changes;
        for (guint j = 0; j < changes->len; j++) {
            g_hash_table_add(shown, changes->pdata[j]);
        }
    }
    /* Each change is either moved to the new array or freed here. */
    g_ptr_array_set_free_func(all, NULL);
    difference->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    for (guint i = 0; i < all->len; i++) {
        Change *change = all->pdata[i];
        if (g_hash_table_contains(shown, change)) {
            change->index = difference->changes->len;
            g_ptr_array_add(difference->changes, change);
        } else {
            change_free(change);
        }
    }
}

Difference *difference_new(const Agenda *old_agenda, const Agenda *new_agenda)
{
    Difference *difference = g_new0(Difference, 1);
    GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);

    /* Feeds are paired by path, which begins with the agenda's id. */
    g_assert(strcmp(old_agenda->id, new_agenda->id) == 0);
    difference->old_agenda = old_agenda;
    difference->new_agenda = new_agenda;
    difference->changes = changes;
    /* The order matters: feed_changes relies on common changes coming before those of events, and
     * on the changes of each event standing together. */
    append_common(changes, old_agenda, new_agenda);
    find_events(difference);
    difference->feeds = feed_changes_list(difference);
    keep_shown(difference);
    find_clashes(difference);
    return difference;
}

void difference_free(Difference *difference)
{
    if (difference == NULL) {
        return;
    }
    g_ptr_array_unref(difference->feeds);
    g_ptr_array_unref(difference->changes);
    g_ptr_array_unref(difference->events);
    g_ptr_array_unref(difference->new_clashes);
    g_ptr_array_unref(difference->solved_clashes);
    g_free(difference);
}

bool difference_is_empty(const Difference *difference)
{
    return difference->feeds->len == 0 && difference->new_clashes->len == 0 &&
           difference->solved_clashes->len == 0;
}

const FeedChange *difference_find_own(const Difference *difference, const char *key)
{
    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *change = difference->feeds->pdata[i];
        const Feed *feed = feed_change_feed(change);
        g_autofree char *own =
            feed->viewpoint != NULL ? participant_dup_key(feed->viewpoint) : NULL;
        if (g_strcmp0(own, key) == 0) {
            return change;
        }
    }
    return NULL;
}
