#include "model/change/event_changes.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "model/change/key_changes.h"
#include "model/time/onsets.h"

/* --- whether it differs ------------------------------------------------------------------ */

/* Whether the times shown differ. Wall time, because a change of zone is a change of the agenda. */
static bool times_differ(const Session *old_session, const Session *new_session)
{
    return old_session->slot->all_day != new_session->slot->all_day ||
           old_session->start != new_session->start || old_session->end != new_session->end;
}

/* Whether the statuses shown differ: that of a conference that does not take place hides those of
 * its sessions. */
static bool states_differ(const Session *old_session, const Session *new_session)
{
    return session_status(old_session) != session_status(new_session) ||
           session_is_postponed(old_session) != session_is_postponed(new_session);
}

/* Whether a contribution differs as a feed shows it. What belongs to a single agency shows in its
 * own feed, but not in the own feeds of others. */
static bool contribution_differs(const Contribution *before, const Contribution *after,
                                 bool is_in_own_feed, const Participant *viewpoint)
{
    for (gsize i = 0; i < SCHEMA_CONTRIBUTION.n_fields; i++) {
        const SchemaField *field = &SCHEMA_CONTRIBUTION.fields[i];
        bool is_hidden =
            field->reach == REACH_OWN && is_in_own_feed && !contribution_is_of(after, viewpoint);
        if (field->reach != REACH_NOTHING && !is_hidden && !field->one_of &&
            schema_field_differs(field, before, after)) {
            return true;
        }
    }
    /* The keys that say who it is show together. */
    return contributor_differs(contribution_by(before), contribution_by(after));
}

static bool contributions_differ(const Session *old_session, const Session *new_session,
                                 const Participant *old_viewpoint, const Participant *new_viewpoint)
{
    bool is_own = session_has_participant(new_session, new_viewpoint);

    /* Contributions are in canonical order, so compare them in step. */
    if (old_session->contributions->len != new_session->contributions->len ||
        session_has_participant(old_session, old_viewpoint) != is_own) {
        return true;
    }
    for (guint i = 0; i < new_session->contributions->len; i++) {
        const Contribution *before = old_session->contributions->pdata[i];
        const Contribution *after = new_session->contributions->pdata[i];
        /* A feed of somebody's own has their roles in the title, so it matters which of them are
         * their own. */
        if ((is_own && contribution_is_of(before, old_viewpoint) !=
                           contribution_is_of(after, new_viewpoint)) ||
            contribution_differs(before, after, is_own, new_viewpoint)) {
            return true;
        }
    }
    return false;
}

bool event_changes_differ(const Session *old_session, const Session *new_session,
                          const Participant *old_viewpoint, const Participant *new_viewpoint)
{
    /* The keys of a session include those of plenaries and breaks. */
    const SchemaRecord *schema = &SCHEMA_SESSIONS[SESSION_KIND_SESSION];

    if (old_session->kind != new_session->kind ||
        old_session->slot->all_day != new_session->slot->all_day) {
        return true;
    }
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (field->reach == REACH_NOTHING || field->type == FIELD_TYPE_RECORDS) {
            continue;
        }
        if (field->change == CHANGE_KIND_STATUS
                ? states_differ(old_session, new_session)
                : schema_field_differs(field, old_session, new_session)) {
            return true;
        }
    }
    return contributions_differ(old_session, new_session, old_viewpoint, new_viewpoint);
}

/* Whether a round table is called something else. */
static bool are_called_otherwise(const Agenda *before, const Agenda *after)
{
    const char *old_noun;
    const char *new_noun;

    return key_changes_find_noun(before, after, &old_noun, &new_noun);
}

/* Whether a key of the agenda shows in an event before or after. */
static bool shows_key(const SchemaField *field, const EventPair *event)
{
    return field->shows_in == NULL || field->shows_in(event->old_session) ||
           field->shows_in(event->new_session);
}

bool event_changes_are_general(const Difference *difference, const EventPair *event)
{
    const Agenda *before = difference->old_agenda;
    const Agenda *after = difference->new_agenda;

    /* Neither location nor zone shows in a preparation. */
    if (event->old_session == NULL || event->new_session == NULL) {
        return false;
    }
    for (gsize i = 0; i < SCHEMA_AGENDA.n_fields; i++) {
        const SchemaField *field = &SCHEMA_AGENDA.fields[i];
        if (field->reach == REACH_SESSIONS && shows_key(field, event) &&
            schema_field_differs(field, before, after)) {
            return true;
        }
    }
    if (event->new_session->round_table != NULL && event->old_session->round_table != NULL &&
        are_called_otherwise(before, after)) {
        return true;
    }
    /* An all-day event has dates only, which no zone moves. */
    return !event->new_session->slot->all_day &&
           (event->is_retimed || g_strcmp0(tz_name(before->tz), tz_name(after->tz)) != 0);
}

bool event_changes_is_retimed(const Difference *difference, const EventPair *event)
{
    const Tz *before = difference->old_agenda->tz;
    const Tz *after = difference->new_agenda->tz;
    const Session *session = event->new_session;

    return event->old_session != NULL && session != NULL && !session->slot->all_day &&
           strcmp(tz_name(before), tz_name(after)) == 0 &&
           onsets_tell_apart(before, after, session->start, session->end);
}

/* Compares the titles that are shown: without one, the label of the role. */
static bool shown_titles_differ(const Preparation *before, const Preparation *after)
{
    const char *old_text;
    const char *new_text;

    return text_differs(preparation_shown_text(before), preparation_shown_text(after), &old_text,
                        &new_text);
}

static bool preparations_differ(const Preparation *before, const Preparation *after)
{
    for (gsize i = 0; i < SCHEMA_PREPARATION.n_fields; i++) {
        const SchemaField *field = &SCHEMA_PREPARATION.fields[i];
        if (field->reach == REACH_NOTHING || field->one_of) {
            continue;
        }
        if (field->change == CHANGE_KIND_RENAMED ? shown_titles_differ(before, after)
                                                 : schema_field_differs(field, before, after)) {
            return true;
        }
    }
    /* `date` and `due` share a member, which the keys compare: a date can become a deadline without
     * changing. */
    return before->timing != after->timing ||
           contributor_differs(preparation_by(before), preparation_by(after));
}

/* --- by what ----------------------------------------------------------------------------- */

static Change *add(GPtrArray *changes, const EventPair *event, ChangeKind kind)
{
    Change *change = g_new0(Change, 1);

    change->kind = kind;
    change->event = event;
    g_ptr_array_add(changes, change);
    return change;
}

static void add_status(GPtrArray *changes, const EventPair *event)
{
    /* Being called off is what people look for, so it has words of its own. */
    SessionStatus before = event->old_session->status;
    SessionStatus after = event->new_session->status;

    if (before != after && states_differ(event->old_session, event->new_session)) {
        add(changes, event,
            after == SESSION_STATUS_CANCELLED    ? CHANGE_KIND_CANCELLED
            : before == SESSION_STATUS_CANCELLED ? CHANGE_KIND_RESTORED
                                                 : CHANGE_KIND_STATUS);
    }
}

/* Whether a key is reported as part of a change that several keys make together. */
static bool is_told_apart(const SchemaField *field)
{
    return field->change == CHANGE_KIND_STATUS || field->change == CHANGE_KIND_MOVED ||
           field->change == CHANGE_KIND_ROLE_GAINED;
}

/* --- roles ------------------------------------------------------------------------------- */

/* Somebody's role in an event, whether a session or a preparation. */
typedef struct Part {
    Contributor who;
    const Role *role;
    ContributionStatus status;
} Part;

static Part part_of_contribution(const Contribution *contribution)
{
    return (Part){ contribution_by(contribution), contribution->role, contribution->status };
}

static Part part_of_preparation(const Preparation *preparation)
{
    return (Part){ preparation_by(preparation), preparation->role, preparation->status };
}

static bool is_same_part(const Part *a, const Part *b)
{
    return contributor_is_same(a->who, b->who) && g_strcmp0(a->role->id, b->role->id) == 0;
}

static void add_part(GPtrArray *changes, const EventPair *event, ChangeKind kind, const Part *part)
{
    Change *change = add(changes, event, kind);

    change->agency = part->who.agency;
    change->person = part->who.person;
    change->role = part->role;
    change->old_status = change->new_status = part->status;
}

/* A pattern for the changes of one role. */
static Change change_of_part(const EventPair *event, const Part *before, const Part *after)
{
    return (Change){
        .event = event,
        .agency = after->who.agency,
        .person = after->who.person,
        .role = after->role,
        .old_status = before->status,
        .new_status = after->status,
    };
}

/* The contribution to a session by the same in the same role; NULL if there is none. */
static const Contribution *find_part(const Session *session, const Part *part)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        Part other = part_of_contribution(contribution);
        if (is_same_part(part, &other)) {
            return contribution;
        }
    }
    return NULL;
}

static void add_contribution(GPtrArray *changes, const EventPair *event,
                             const Contribution *contribution)
{
    Part part = part_of_contribution(contribution);
    const Contribution *old = find_part(event->old_session, &part);

    if (old == NULL) {
        add_part(changes, event, CHANGE_KIND_ROLE_GAINED, &part);
        return;
    }
    Part old_part = part_of_contribution(old);
    Change like = change_of_part(event, &old_part, &part);
    for (gsize i = 0; i < SCHEMA_CONTRIBUTION.n_fields; i++) {
        key_changes_append(changes, &SCHEMA_CONTRIBUTION.fields[i], old, contribution, &like);
    }
}

static void add_contributions(GPtrArray *changes, const EventPair *event)
{
    const GPtrArray *before = event->old_session->contributions;
    const GPtrArray *after = event->new_session->contributions;

    for (guint i = 0; i < after->len; i++) {
        add_contribution(changes, event, after->pdata[i]);
    }
    for (guint i = 0; i < before->len; i++) {
        Part part = part_of_contribution(before->pdata[i]);
        if (find_part(event->new_session, &part) == NULL) {
            add_part(changes, event, CHANGE_KIND_ROLE_LOST, &part);
        }
    }
}

/* --- events ------------------------------------------------------------------------------ */

static void append_session(GPtrArray *changes, EventPair *event)
{
    const SchemaRecord *schema = &SCHEMA_SESSIONS[SESSION_KIND_SESSION];
    const Session *before = event->old_session;
    const Session *after = event->new_session;
    Change like = { .event = event };
    guint first = changes->len;

    event->differs = event_changes_differ(before, after, NULL, NULL);
    add_status(changes, event);
    if (before->kind != after->kind) {
        add(changes, event, CHANGE_KIND_SESSION_KIND);
    }
    if (times_differ(before, after) || before->day->date != after->day->date) {
        add(changes, event, CHANGE_KIND_MOVED);
    } else if (event->is_retimed &&
               (before->start_utc != after->start_utc || before->end_utc != after->end_utc)) {
        add(changes, event, CHANGE_KIND_RETIMED);
    }
    for (gsize i = 0; i < schema->n_fields; i++) {
        /* The changes above stand for these keys. */
        if (!is_told_apart(&schema->fields[i])) {
            key_changes_append(changes, &schema->fields[i], before, after, &like);
        }
    }
    key_changes_sort(changes, first);
    /* After sorting: in the order of the session. */
    add_contributions(changes, event);
}

/* Whether a key of a preparation belongs to the role in it. */
static bool is_of_part(const SchemaField *field)
{
    return field->change == CHANGE_KIND_ROLE_STATUS || field->change == CHANGE_KIND_VISIBILITY ||
           field->change == CHANGE_KIND_NOTE;
}

/* Adds a change of title, if the file's title changed. Where neither side has one, the shown title
 * is the role's label, and a change of the role or the label is reported instead. */
static void add_renamed(GPtrArray *changes, const EventPair *event, const SchemaField *title)
{
    const Preparation *before = event->old_preparation;
    const Preparation *after = event->new_preparation;
    const char *old_text;
    const char *new_text;

    text_differs(preparation_shown_text(before), preparation_shown_text(after), &old_text,
                 &new_text);
    if (schema_field_differs(title, before, after) && g_strcmp0(old_text, new_text) != 0) {
        Change *change = add(changes, event, CHANGE_KIND_RENAMED);
        change->field = title;
        change->old_text = old_text;
        change->new_text = new_text;
    }
}

static void add_own_changes(GPtrArray *changes, const EventPair *event)
{
    const Preparation *before = event->old_preparation;
    const Preparation *after = event->new_preparation;
    Change like = { .event = event };
    guint first = changes->len;

    if (before->timing != after->timing || before->date != after->date) {
        add(changes, event, CHANGE_KIND_MOVED);
    }
    for (gsize i = 0; i < SCHEMA_PREPARATION.n_fields; i++) {
        const SchemaField *field = &SCHEMA_PREPARATION.fields[i];
        if (field->change == CHANGE_KIND_RENAMED) {
            add_renamed(changes, event, field);
        } else if (!is_told_apart(field) && !is_of_part(field)) {
            key_changes_append(changes, field, before, after, &like);
        }
    }
    key_changes_sort(changes, first);
}

static void add_part_changes(GPtrArray *changes, const EventPair *event, const Change *like)
{
    for (gsize i = 0; i < SCHEMA_PREPARATION.n_fields; i++) {
        const SchemaField *field = &SCHEMA_PREPARATION.fields[i];
        if (is_of_part(field)) {
            key_changes_append(changes, field, event->old_preparation, event->new_preparation,
                               like);
        }
    }
}

static void append_preparation(GPtrArray *changes, EventPair *event)
{
    Part old_part = part_of_preparation(event->old_preparation);
    Part new_part = part_of_preparation(event->new_preparation);

    event->differs = preparations_differ(event->old_preparation, event->new_preparation);
    add_own_changes(changes, event);
    if (is_same_part(&old_part, &new_part)) {
        Change like = change_of_part(event, &old_part, &new_part);
        add_part_changes(changes, event, &like);
    } else {
        /* Status and note of one role say nothing about another. */
        add_part(changes, event, CHANGE_KIND_ROLE_GAINED, &new_part);
        add_part(changes, event, CHANGE_KIND_ROLE_LOST, &old_part);
    }
}

void event_changes_append(GPtrArray *changes, EventPair *event)
{
    if (event->old_session != NULL && event->new_session != NULL) {
        append_session(changes, event);
    } else if (event->old_preparation != NULL && event->new_preparation != NULL) {
        append_preparation(changes, event);
    } else {
        bool is_there = event->new_session != NULL || event->new_preparation != NULL;
        /* What appears or disappears has one change, whatever it says. */
        event->differs = true;
        add(changes, event, is_there ? CHANGE_KIND_ADDED : CHANGE_KIND_REMOVED);
    }
}
