#include "render/report/difference_lines.h"

#include "model/agenda/participant.h"
#include "model/change/change_log.h"
#include "render/report/change_line.h"
#include "render/report/change_subject.h"

/* --- clashes ----------------------------------------------------------------------------- */

void difference_lines_append_ids(GString *out, const Clash *clash, const Session *but)
{
    const char *separator = "";

    for (guint i = 0; i < clash->sessions->len; i++) {
        const Session *session = clash->sessions->pdata[i];
        if (session != but) {
            g_string_append_printf(out, "%s%s", separator, session->id);
            separator = ", ";
        }
    }
}

/* The viewpoint's clashes and the clashes of rooms in which a session takes part. Says nothing for
 * a session that is NULL. By id: a solved clash is of the old agenda, and so is who it is about. */
static void say_clashes(ChangeLine *line, const GPtrArray *clashes, const Session *session,
                        const char *words)
{
    for (guint i = 0; i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        if (!g_ptr_array_find(clash->sessions, session, NULL) ||
            (clash->participant != NULL &&
             !participant_is_same(clash->participant, line->viewpoint))) {
            continue;
        }
        GString *out = change_line_next_part(line);
        g_string_append_printf(out, "%s ", words);
        difference_lines_append_ids(out, clash, session);
        if (clash->room != NULL) {
            g_string_append_printf(out, " in %s", text_get(&clash->room->name, NULL));
        }
    }
}

/* --- lines ------------------------------------------------------------------------------- */

/* A line about the changes of one event, `length` in a row, with the viewpoint's own roles first;
 * or about a single change that belongs to no event. */
static void append_event(const DifferenceLines *lines, gpointer *changes, guint length)
{
    const Difference *difference = lines->difference;
    const EventPair *event = ((const Change *)changes[0])->event;
    ChangeLine line = { .out = lines->out, .viewpoint = lines->viewpoint };

    change_subject_append(lines->out, changes[0], difference->new_agenda, lines->viewpoint);
    for (guint i = 0; i < length; i++) {
        if (change_line_is_own(&line, changes[i])) {
            change_line_say(&line, changes[i]);
        }
    }
    for (guint i = 0; i < length; i++) {
        if (!change_line_is_own(&line, changes[i])) {
            change_line_say(&line, changes[i]);
        }
    }
    if (lines->viewpoint != NULL && event != NULL) {
        say_clashes(&line, difference->new_clashes, event->new_session, CHANGE_NOTE_CLASH);
        say_clashes(&line, difference->solved_clashes, event->old_session, CHANGE_NOTE_NO_CLASH);
    }
}

/* How many changes in a row, from `first` on, belong to the same event; 1 if it belongs to none. */
static guint count_of_event(const GPtrArray *changes, guint first)
{
    const EventPair *event = ((const Change *)changes->pdata[first])->event;
    guint length = 1;

    while (event != NULL && first + length < changes->len &&
           ((const Change *)changes->pdata[first + length])->event == event) {
        length++;
    }
    return length;
}

bool difference_lines_are_for_all(const Change *change)
{
    return change->event == NULL && change->field->reach != REACH_NAMING &&
           change->field->reach != REACH_OWN;
}

void difference_lines_append(const DifferenceLines *lines, const GPtrArray *changes)
{
    guint length;

    for (guint i = 0; i < changes->len; i += length) {
        length = count_of_event(changes, i);
        if (lines->without_common && difference_lines_are_for_all(changes->pdata[i])) {
            continue;
        }
        g_string_append(lines->out, lines->indent);
        append_event(lines, changes->pdata + i, length);
        g_string_append(lines->out, "\n");
    }
}
