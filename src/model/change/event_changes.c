#include "model/change/event_changes.h"

/* --- whether it differs ------------------------------------------------------------------ */

/* An event is the same in every language in which somebody may subscribe to it: what changes in one
 * changes it. */
static bool texts_differ(const Text *old_text, const Text *new_text)
{
    const char *before;
    const char *after;

    return text_differs(old_text, new_text, &before, &after);
}

static bool round_tables_differ(const RoundTable *old_table, const RoundTable *new_table)
{
    if (old_table == NULL || new_table == NULL) {
        return old_table != new_table;
    }
    return g_strcmp0(old_table->id, new_table->id) != 0 ||
           texts_differ(&old_table->title, &new_table->title);
}

static bool room_names_differ(const Room *old_room, const Room *new_room)
{
    if (old_room == NULL || new_room == NULL) {
        return old_room != new_room;
    }
    return texts_differ(&old_room->name, &new_room->name);
}

static bool times_differ(const Session *old_session, const Session *new_session)
{
    return old_session->slot->all_day != new_session->slot->all_day ||
           old_session->start != new_session->start || old_session->end != new_session->end;
}

/* An agency's own feed has the notes on its own contributions only. */
static bool contributions_differ(const Session *old_session, const Session *new_session,
                                 const Agency *old_viewpoint, const Agency *new_viewpoint)
{
    bool is_own = session_has_agency(new_session, new_viewpoint);

    if (old_session->contributions->len != new_session->contributions->len ||
        session_has_agency(old_session, old_viewpoint) != is_own) {
        return true;
    }
    for (guint i = 0; i < new_session->contributions->len; i++) {
        const Contribution *before = old_session->contributions->pdata[i];
        const Contribution *after = new_session->contributions->pdata[i];
        if (g_strcmp0(before->agency->short_name, after->agency->short_name) != 0 ||
            (is_own && (before->agency == old_viewpoint) != (after->agency == new_viewpoint)) ||
            texts_differ(&before->role->label, &after->role->label) ||
            before->status != after->status || before->visibility != after->visibility ||
            ((!is_own || after->agency == new_viewpoint) &&
             texts_differ(&before->note, &after->note))) {
            return true;
        }
    }
    return false;
}

bool event_changes_differ(const Session *old_session, const Session *new_session,
                          const Agency *old_viewpoint, const Agency *new_viewpoint)
{
    return old_session->kind != new_session->kind || old_session->status != new_session->status ||
           old_session->visibility != new_session->visibility ||
           times_differ(old_session, new_session) ||
           round_tables_differ(old_session->round_table, new_session->round_table) ||
           room_names_differ(old_session->room, new_session->room) ||
           texts_differ(&old_session->title, &new_session->title) ||
           texts_differ(&old_session->abstract, &new_session->abstract) ||
           g_strcmp0(old_session->url, new_session->url) != 0 ||
           contributions_differ(old_session, new_session, old_viewpoint, new_viewpoint);
}

bool event_changes_are_general(const Difference *difference, const EventPair *event)
{
    const Agenda *before = difference->old_agenda;
    const Agenda *after = difference->new_agenda;

    if (event->old_session == NULL || event->new_session == NULL) {
        return false;
    }
    return g_strcmp0(before->location, after->location) != 0 ||
           (!event->new_session->slot->all_day &&
            g_strcmp0(tz_name(before->tz), tz_name(after->tz)) != 0);
}

static bool preparations_differ(const Preparation *before, const Preparation *after)
{
    return before->timing != after->timing || before->date != after->date ||
           g_strcmp0(before->agency->short_name, after->agency->short_name) != 0 ||
           texts_differ(&before->role->label, &after->role->label) ||
           before->status != after->status || before->visibility != after->visibility ||
           texts_differ(&before->note, &after->note) ||
           texts_differ(preparation_shown_text(before), preparation_shown_text(after)) ||
           g_strcmp0(before->url, after->url) != 0;
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

static void add_words(GPtrArray *changes, const EventPair *event, ChangeKind kind,
                      const char *old_text, const char *new_text)
{
    if (g_strcmp0(old_text, new_text) != 0) {
        Change *change = add(changes, event, kind);
        change->old_text = old_text;
        change->new_text = new_text;
    }
}

static void add_texts(GPtrArray *changes, const EventPair *event, ChangeKind kind,
                      const Text *old_text, const Text *new_text)
{
    const char *before;
    const char *after;

    text_differs(old_text, new_text, &before, &after);
    add_words(changes, event, kind, before, after);
}

static void add_status(GPtrArray *changes, const EventPair *event)
{
    SessionStatus before = event->old_session->status;
    SessionStatus after = event->new_session->status;

    if (before != after) {
        add(changes, event,
            after == SESSION_STATUS_CANCELLED    ? CHANGE_KIND_CANCELLED
            : before == SESSION_STATUS_CANCELLED ? CHANGE_KIND_RESTORED
                                                 : CHANGE_KIND_STATUS);
    }
}

/* An agency's role in an event, be it a session or a preparation. */
typedef struct Part {
    const Agency *agency;
    const Role *role;
    ContributionStatus status;
    Visibility visibility;
    const Text *note;
} Part;

static Part part_of_contribution(const Contribution *contribution)
{
    return (Part){ contribution->agency, contribution->role, contribution->status,
                   contribution->visibility, &contribution->note };
}

static Part part_of_preparation(const Preparation *preparation)
{
    return (Part){ preparation->agency, preparation->role, preparation->status,
                   preparation->visibility, &preparation->note };
}

static bool is_same_part(const Part *a, const Part *b)
{
    return g_strcmp0(a->agency->id, b->agency->id) == 0 && g_strcmp0(a->role->id, b->role->id) == 0;
}

static Change *add_part(GPtrArray *changes, const EventPair *event, ChangeKind kind,
                        const Part *part)
{
    Change *change = add(changes, event, kind);

    change->agency = part->agency;
    change->role = part->role;
    change->old_status = change->new_status = part->status;
    return change;
}

/* Of one agency's role before and after. */
static void add_part_changes(GPtrArray *changes, const EventPair *event, const Part *before,
                             const Part *after)
{
    const char *old_note;
    const char *new_note;

    if (before->status != after->status) {
        add_part(changes, event, CHANGE_KIND_ROLE_STATUS, after)->old_status = before->status;
    }
    if (before->visibility != after->visibility) {
        Change *change = add_part(changes, event, CHANGE_KIND_VISIBILITY, after);
        change->old_text = visibility_word(before->visibility);
        change->new_text = visibility_word(after->visibility);
    }
    if (text_differs(before->note, after->note, &old_note, &new_note)) {
        Change *change = add_part(changes, event, CHANGE_KIND_NOTE, after);
        change->old_text = old_note;
        change->new_text = new_note;
    }
}

/* The same agency's same role among the contributions of a session; false if it is not there. */
static bool find_part(const Session *session, const Part *part, Part *out_found)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        Part other = part_of_contribution(session->contributions->pdata[i]);
        if (is_same_part(part, &other)) {
            *out_found = other;
            return true;
        }
    }
    return false;
}

static void add_session_parts(GPtrArray *changes, const EventPair *event)
{
    const GPtrArray *before = event->old_session->contributions;
    const GPtrArray *after = event->new_session->contributions;
    Part found;

    for (guint i = 0; i < after->len; i++) {
        Part part = part_of_contribution(after->pdata[i]);
        if (find_part(event->old_session, &part, &found)) {
            add_part_changes(changes, event, &found, &part);
        } else {
            add_part(changes, event, CHANGE_KIND_ROLE_GAINED, &part);
        }
    }
    for (guint i = 0; i < before->len; i++) {
        Part part = part_of_contribution(before->pdata[i]);
        if (!find_part(event->new_session, &part, &found)) {
            add_part(changes, event, CHANGE_KIND_ROLE_LOST, &part);
        }
    }
}

static void append_session(GPtrArray *changes, EventPair *event)
{
    const Session *before = event->old_session;
    const Session *after = event->new_session;

    event->differs = event_changes_differ(before, after, NULL, NULL);
    add_status(changes, event);
    if (before->kind != after->kind) {
        add(changes, event, CHANGE_KIND_SESSION_KIND);
    }
    if (times_differ(before, after) || before->day->date != after->day->date) {
        add(changes, event, CHANGE_KIND_MOVED);
    }
    add_texts(changes, event, CHANGE_KIND_RENAMED, &before->title, &after->title);
    if (g_strcmp0(before->room != NULL ? before->room->id : NULL,
                  after->room != NULL ? after->room->id : NULL) != 0) {
        add(changes, event, CHANGE_KIND_ROOM);
    }
    if (g_strcmp0(before->round_table != NULL ? before->round_table->id : NULL,
                  after->round_table != NULL ? after->round_table->id : NULL) != 0) {
        add(changes, event, CHANGE_KIND_ROUND_TABLE);
    }
    add_texts(changes, event, CHANGE_KIND_ABSTRACT, &before->abstract, &after->abstract);
    add_words(changes, event, CHANGE_KIND_URL, before->url, after->url);
    add_words(changes, event, CHANGE_KIND_VISIBILITY, visibility_word(before->visibility),
              visibility_word(after->visibility));
    add_session_parts(changes, event);
}

static void append_preparation(GPtrArray *changes, EventPair *event)
{
    const Preparation *before = event->old_preparation;
    const Preparation *after = event->new_preparation;
    Part old_part = part_of_preparation(before);
    Part new_part = part_of_preparation(after);

    event->differs = preparations_differ(before, after);
    if (before->timing != after->timing || before->date != after->date) {
        add(changes, event, CHANGE_KIND_MOVED);
    }
    /* Without titles it is the role, or its label, that changed. */
    if (texts_differ(&before->title, &after->title)) {
        add_texts(changes, event, CHANGE_KIND_RENAMED, preparation_shown_text(before),
                  preparation_shown_text(after));
    }
    add_words(changes, event, CHANGE_KIND_URL, before->url, after->url);
    if (is_same_part(&old_part, &new_part)) {
        add_part_changes(changes, event, &old_part, &new_part);
    } else {
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
        event->differs = true;
        add(changes, event, is_there ? CHANGE_KIND_ADDED : CHANGE_KIND_REMOVED);
    }
}
