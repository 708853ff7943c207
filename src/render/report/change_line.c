#include "render/report/change_line.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "render/report/change_items.h"
#include "render/report/change_subject.h"

/* The change log keeps these lines, and `history --verify` compares them octet by octet with those
 * made anew: with other words, sound histories would seem to be damaged. */

GString *change_line_next_part(ChangeLine *line)
{
    g_string_append(line->out, line->has_part ? "; " : ": ");
    line->has_part = true;
    return line->out;
}

/* --- words for values -------------------------------------------------------------------- */

static void append_day(GString *out, CivilDate date)
{
    g_autofree char *words = civil_date_to_words(date);

    g_string_append(out, words);
}

/* "Wednesday 11 July 2007 09:00–12:00", "Wednesday 11 July 2007–Friday 13 July 2007 (all day)";
 * without the day if `other` is on the same one. */
static void append_time(GString *out, const Session *session, const Session *other)
{
    CivilDate date = civil_date_of(session->start);
    bool has_day = other == NULL || civil_date_of(other->start) != date;
    g_autofree char *hours = civil_hours_to_text(session->start, session->end);

    if (has_day) {
        append_day(out, date);
    }
    if (session->slot->all_day) {
        bool has_last = civil_lasts_days(session->start, session->end);
        if (has_last) {
            g_string_append(out, has_day ? "–" : "until ");
            append_day(out, civil_last_day(session->end));
        }
        g_string_append(out, has_day || has_last ? " (all day)" : "all day");
    } else {
        g_string_append_printf(out, "%s%s", has_day ? " " : "", hours);
    }
}

static void append_preparation_time(GString *out, const Preparation *preparation)
{
    if (preparation->timing == PREPARATION_UNDATED) {
        g_string_append(out, "undated");
        return;
    }
    g_string_append(out, preparation->timing == PREPARATION_DUE ? "due " : "on ");
    append_day(out, preparation->date);
}

static const char *label_of(const Role *role)
{
    return text_get(&role->label, NULL);
}

static void append_role(GString *out, const Role *role, ContributionStatus status)
{
    g_string_append(out, label_of(role));
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        g_string_append_printf(out, " (%s)", contribution_status_word(status));
    }
}

static const char *room_name(const Room *room)
{
    return room != NULL ? text_get(&room->name, NULL) : NULL;
}

/* --- parts of a line --------------------------------------------------------------------- */

/* "now in B instead of A" */
static void say_place(ChangeLine *line, const char *what, const char *before, const char *after)
{
    GString *out = change_line_next_part(line);

    if (after == NULL) {
        g_string_append_printf(out, "no longer in %s%s", what, before);
        return;
    }
    g_string_append_printf(out, "now in %s%s", what, after);
    if (before != NULL) {
        g_string_append_printf(out, " instead of %s%s", what, before);
    }
}

/* "now in Round Table 2 instead of Round Table 1" */
static void say_round_table(ChangeLine *line, const Session *before, const Session *after)
{
    g_autofree char *what =
        g_strconcat(agenda_noun(after->day->agenda, NOUN_ROUND_TABLE), " ", NULL);

    say_place(line, what, before->round_table != NULL ? before->round_table->id : NULL,
              after->round_table != NULL ? after->round_table->id : NULL);
}

/* What became of a text that is too long to quote. */
static const char *fate_of_text(const Change *change)
{
    return change->old_text == NULL ? "added" : change->new_text == NULL ? "removed" : "changed";
}

static void say_text(ChangeLine *line, const char *what, const Change *change)
{
    g_string_append_printf(change_line_next_part(line), "%s %s", what, fate_of_text(change));
}

/* A value as people read it: of a type its label, in the shown language; of coordinates both. The
 * caller's own; NULL for NULL. */
static char *dup_shown(const Change *change, bool is_new)
{
    const char *text = is_new ? change->new_text : change->old_text;
    const Session *session = change->event == NULL ? NULL
                             : is_new              ? change->event->new_session
                                                   : change->event->old_session;

    if (session != NULL && change->field != NULL && change->field->of == &SCHEMA_TYPE) {
        return g_strdup(session->type != NULL ? term_label(session->type) : NULL);
    }
    if (text == NULL || change->field == NULL || change->field->type != FIELD_TYPE_GEO) {
        return g_strdup(text);
    }
    g_auto(GStrv) numbers = g_strsplit(text, ";", 2);
    return g_strjoinv(", ", numbers);
}

/* "now "B", was "A"" */
static void append_value(GString *out, const Change *change)
{
    g_autofree char *before = dup_shown(change, false);
    g_autofree char *after = dup_shown(change, true);

    if (after == NULL) {
        g_string_append(out, "removed");
    } else {
        g_string_append_printf(out, "now \"%s\"", after);
    }
    if (before != NULL) {
        g_string_append_printf(out, ", was \"%s\"", before);
    }
}

static void say_value(ChangeLine *line, const Change *change)
{
    append_value(change_line_next_part(line), change);
}

/* The line already names the event by the title that is shown. So a change of that title needs only
 * the old one; other titles are in languages that are not shown, and both are quoted. */
static void say_renamed(ChangeLine *line, const Change *change)
{
    const EventPair *event = change->event;
    GString *out = change_line_next_part(line);
    const char *shown = event->new_session != NULL
                            ? text_get(&event->new_session->title, NULL)
                            : preparation_shown_title(event->new_preparation);

    if (change->old_text != NULL && g_strcmp0(change->new_text, shown) == 0) {
        g_string_append_printf(out, "renamed, was \"%s\"", change->old_text);
    } else {
        g_string_append(out, "in another language ");
        append_value(out, change);
    }
}

static void say_moved(ChangeLine *line, const EventPair *event)
{
    GString *out = change_line_next_part(line);
    const Session *before = event->old_session;
    const Session *after = event->new_session;

    /* A preparation: it has no sessions. */
    if (after == NULL) {
        g_string_append(out, "now ");
        append_preparation_time(out, event->new_preparation);
        g_string_append(out, " (was ");
        append_preparation_time(out, event->old_preparation);
        g_string_append(out, ")");
    } else if (before->start == after->start && before->end == after->end &&
               before->slot->all_day == after->slot->all_day) {
        /* After midnight a session may stand under the day before: only that has changed. */
        g_string_append(out, "now under ");
        append_day(out, after->day->date);
        g_string_append(out, " instead of ");
        append_day(out, before->day->date);
    } else {
        g_string_append(out, "moved from ");
        append_time(out, before, NULL);
        g_string_append(out, " to ");
        append_time(out, after, before);
    }
}

/* The time on the wall is the same; its instant is not. */
static void say_retimed(ChangeLine *line, const EventPair *event)
{
    const Session *before = event->old_session;
    const Session *after = event->new_session;
    g_autofree char *clock = civil_hours_to_text(after->start, after->end);
    g_autofree char *now = civil_hours_to_text(after->start_utc, after->end_utc);
    g_autofree char *then = civil_hours_to_text(before->start_utc, before->end_utc);

    g_string_append_printf(change_line_next_part(line), "%s is now %s UTC, was %s UTC", clock, now,
                           then);
}

/* " as Rapporteur, Input (requested)" */
static void append_own_roles(GString *out, const Session *session, const Participant *viewpoint)
{
    const char *separator = " as ";

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution_is_first_in_role(session, i, viewpoint)) {
            g_string_append(out, separator);
            append_role(out, contribution->role, contribution->status);
            separator = ", ";
        }
    }
}

static void say_added(ChangeLine *line, const EventPair *event)
{
    GString *out = change_line_next_part(line);
    const Session *session = event->new_session;

    g_string_append(out, "added");
    if (session == NULL) {
        g_string_append(out, ", ");
        append_preparation_time(out, event->new_preparation);
        return;
    }
    append_own_roles(out, session, line->viewpoint);
    g_string_append(out, " on ");
    append_time(out, session, NULL);
    if (session->room != NULL) {
        g_string_append_printf(out, ", %s", room_name(session->room));
    }
    if (session->status != SESSION_STATUS_CONFIRMED) {
        g_string_append_printf(out, ", %s", session_status_word(session->status));
    }
}

static void say_removed(ChangeLine *line, const EventPair *event)
{
    GString *out = change_line_next_part(line);

    g_string_append(out, "removed");
    if (event->old_session != NULL) {
        g_string_append(out, " from ");
        append_time(out, event->old_session, NULL);
    } else {
        g_string_append(out, " (was ");
        append_preparation_time(out, event->old_preparation);
        g_string_append(out, ")");
    }
}

/* Whose role a change is about; nobody's if it is not about a role. */
static Contributor by(const Change *change)
{
    return (Contributor){ change->agency, change->person };
}

bool change_line_is_own(const ChangeLine *line, const Change *change)
{
    return change->event != NULL && contributor_is(by(change), line->viewpoint);
}

/* Says whose a role is. In somebody's own view, their roles need no name; but a person may have
 * them for an agency, and without. */
static void append_name(GString *out, const ChangeLine *line, const Change *change)
{
    if (!participant_is_same(contributor_main(by(change)), line->viewpoint)) {
        g_autofree char *name = contributor_dup_label(by(change));
        g_string_append_printf(out, "%s ", name);
    } else if (change->person != NULL && change->agency != NULL) {
        g_string_append_printf(out, "for %s ", participant_label(change->agency));
    }
}

static void say_role(ChangeLine *line, const Change *change)
{
    GString *out = change_line_next_part(line);
    const char *label = label_of(change->role);

    append_name(out, line, change);
    switch (change->kind) {
    case CHANGE_KIND_ROLE_GAINED:
        g_string_append(out, "now ");
        append_role(out, change->role, change->new_status);
        break;
    case CHANGE_KIND_ROLE_LOST:
        g_string_append_printf(out, "no longer %s", label);
        break;
    case CHANGE_KIND_ROLE_STATUS:
        g_string_append_printf(out, "now %s as %s (was %s)",
                               contribution_status_word(change->new_status), label,
                               contribution_status_word(change->old_status));
        break;
    default:
        g_string_append_printf(out, "as %s: note %s", label, fate_of_text(change));
    }
}

/* A part about an event, or about somebody's role in it. */
static GString *next_part_on_role(ChangeLine *line, const Change *change)
{
    GString *out = change_line_next_part(line);

    if (change->role != NULL) {
        append_name(out, line, change);
        g_string_append_printf(out, "as %s: ", label_of(change->role));
    }
    return out;
}

static void say_visibility(ChangeLine *line, const Change *change)
{
    bool is_private = strcmp(change->new_text, visibility_word(VISIBILITY_AGENCY)) == 0;

    g_string_append(next_part_on_role(line, change),
                    is_private ? "now private" : "no longer private");
}

/* For keys without words of their own. */
static void say_key(ChangeLine *line, const Change *change)
{
    GString *out = next_part_on_role(line, change);

    g_string_append_printf(out, "%s ", change_subject_key(change->field));
    switch (change->field->type) {
    case FIELD_TYPE_PROSE:
    case FIELD_TYPE_URL:
        g_string_append(out, fate_of_text(change));
        break;
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PARTS:
        change_items_append(out, change->field, change->event->old_session,
                            change->event->new_session);
        break;
    default:
        append_value(out, change);
    }
}

/* Of the conference as a whole. */
static void say_agenda_status(ChangeLine *line, const Change *change)
{
    bool is_on = strcmp(change->new_text, change->field->words[AGENDA_STATUS_CONFIRMED]) == 0;

    g_string_append(change_line_next_part(line), is_on ? "takes place again" : change->new_text);
}

static void say_status(ChangeLine *line, const Change *change)
{
    SessionStatus status = change->event->new_session->status;
    GString *out = change_line_next_part(line);

    if (change->kind == CHANGE_KIND_RESTORED) {
        g_string_append(out, "brought back");
        g_string_append(out, status == SESSION_STATUS_TENTATIVE ? ", tentative" : "");
    } else {
        g_string_append_printf(out, "%s%s", change->kind == CHANGE_KIND_STATUS ? "now " : "",
                               session_status_word(status));
    }
}

/* What changed in a session or a preparation. Sessions have kinds of change that preparations never
 * have: those cases use `before` and `after` unchecked. */
static void say_of_event(ChangeLine *line, const Change *change)
{
    const Session *before = change->event->old_session;
    const Session *after = change->event->new_session;

    switch (change->kind) {
    case CHANGE_KIND_ADDED:
        say_added(line, change->event);
        break;
    case CHANGE_KIND_REMOVED:
        say_removed(line, change->event);
        break;
    case CHANGE_KIND_CANCELLED:
    case CHANGE_KIND_RESTORED:
    case CHANGE_KIND_STATUS:
        say_status(line, change);
        break;
    case CHANGE_KIND_SESSION_KIND:
        g_string_append_printf(change_line_next_part(line), "now a %s, was a %s",
                               session_kind_word(after->kind), session_kind_word(before->kind));
        break;
    case CHANGE_KIND_MOVED:
        say_moved(line, change->event);
        break;
    case CHANGE_KIND_RETIMED:
        say_retimed(line, change->event);
        break;
    case CHANGE_KIND_RENAMED:
        say_renamed(line, change);
        break;
    case CHANGE_KIND_ROOM:
        say_place(line, "", room_name(before->room), room_name(after->room));
        break;
    case CHANGE_KIND_ROUND_TABLE:
        say_round_table(line, before, after);
        break;
    case CHANGE_KIND_ABSTRACT:
        say_text(line, "abstract", change);
        break;
    case CHANGE_KIND_URL:
        say_text(line, "link", change);
        break;
    case CHANGE_KIND_VISIBILITY:
        say_visibility(line, change);
        break;
    case CHANGE_KIND_KEY:
        say_key(line, change);
        break;
    default:
        say_role(line, change);
    }
}

void change_line_say(ChangeLine *line, const Change *change)
{
    if (change->event != NULL) {
        say_of_event(line, change);
    } else if (change->kind == CHANGE_KIND_ZONE_RULES) {
        g_string_append_printf(change_line_next_part(line), "the rules of %s have changed",
                               change->new_text);
    } else if (change->kind == CHANGE_KIND_CLOCKS) {
        g_string_append(change_line_next_part(line), "the clocks of other days are told");
    } else if (change->kind == CHANGE_KIND_AGENDA_STATUS) {
        say_agenda_status(line, change);
    } else if (change->kind == CHANGE_KIND_DESCRIPTION) {
        say_text(line, "description", change);
    } else if (change->field->type == FIELD_TYPE_PROSE) {
        g_string_append(change_line_next_part(line), fate_of_text(change));
    } else {
        say_value(line, change);
    }
}
