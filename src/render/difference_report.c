#include "render/difference_report.h"

#include <string.h>

#include "render/change_line.h"

/* What a line is taken from. */
typedef struct View {
    GString *out;
    const Difference *difference;
    const Agency *viewpoint; /* or NULL */
} View;

/* --- clashes ----------------------------------------------------------------------------- */

static const char *room_name(const Clash *clash)
{
    return text_get(&clash->room->name, NULL);
}

/* "1.3, 3.4"; all but one, which may be NULL. */
static void append_ids(GString *out, const Clash *clash, const Session *but)
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

/* Clashes of the agency, and of the rooms it is in, that a session has part in. */
static void say_clashes(ChangeLine *line, const GPtrArray *clashes, const Session *session,
                        const char *words)
{
    for (guint i = 0; i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        if (!g_ptr_array_find(clash->sessions, session, NULL) ||
            (clash->agency != NULL && strcmp(clash->agency->id, line->viewpoint->id) != 0)) {
            continue;
        }
        GString *out = change_line_next_part(line);
        g_string_append_printf(out, "%s ", words);
        append_ids(out, clash, session);
        if (clash->room != NULL) {
            g_string_append_printf(out, " in %s", room_name(clash));
        }
    }
}

static void append_clashes(GString *out, const char *heading, const GPtrArray *clashes)
{
    if (clashes->len > 0) {
        g_string_append_printf(out, "%s%s\n", out->len > 0 ? "\n" : "", heading);
    }
    for (guint i = 0; i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        g_autofree char *day = civil_date_to_words(civil_date_of(clash->start));
        g_autofree char *hours = civil_hours_to_text(clash->start, clash->end);
        g_string_append_printf(
            out, "  %s on ", clash->agency != NULL ? clash->agency->short_name : room_name(clash));
        g_string_append_printf(out, "%s %s: ", day, hours);
        append_ids(out, clash, NULL);
        g_string_append(out, "\n");
    }
}

/* --- lines ------------------------------------------------------------------------------- */

/* A line on the changes of one event, `length` in a row, an agency's own roles first; or on one
 * that is of none. */
static void append_event(const View *view, gpointer *changes, guint length)
{
    const EventPair *event = ((const Change *)changes[0])->event;
    ChangeLine line = { .out = view->out, .viewpoint = view->viewpoint };

    change_line_begin(&line, changes[0]);
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
    if (view->viewpoint != NULL && event != NULL) {
        say_clashes(&line, view->difference->new_clashes, event->new_session, "now clashes with");
        say_clashes(&line, view->difference->solved_clashes, event->old_session,
                    "no longer clashes with");
    }
}

/* How many changes, from the first one on, are of the same event. */
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

/* Agencies are not told again what reaches everybody. */
static bool is_for_all(const Change *change)
{
    return change->kind <= CHANGE_KIND_TIMEZONE;
}

static void append_changes(const View *view, const GPtrArray *changes)
{
    guint length;

    for (guint i = 0; i < changes->len; i += length) {
        length = count_of_event(changes, i);
        if (view->viewpoint != NULL && is_for_all(changes->pdata[i])) {
            continue;
        }
        g_string_append(view->out, "  ");
        append_event(view, changes->pdata + i, length);
        g_string_append(view->out, "\n");
    }
}

/* --- sections ---------------------------------------------------------------------------- */

/* Whether a calendar is worth naming: something reaches it that does not reach all. */
static bool is_notable(const FeedChange *feed)
{
    const GPtrArray *changes = feed->changes;

    return feed->old_feed == NULL || feed->new_feed == NULL ||
           !is_for_all(changes->pdata[changes->len - 1]);
}

static void append_agency(GString *out, const Difference *difference, const FeedChange *feed)
{
    View view = { out, difference, feed_change_feed(feed)->viewpoint };

    g_string_append_printf(out, "%s%s\n", out->len > 0 ? "\n" : "", view.viewpoint->short_name);
    if (feed->old_feed == NULL) {
        g_string_append(out, "  The calendar is new.\n");
    } else if (feed->new_feed == NULL) {
        g_string_append(out, "  The calendar is gone.\n");
    }
    append_changes(&view, feed->changes);
}

/* "Round Table 1", "Gold Room": the name of a feed without that of the conference. */
static char *dup_subject(const Difference *difference, const FeedChange *change)
{
    const Feed *feed = feed_change_feed(change);
    const Agenda *agenda =
        change->new_feed != NULL ? difference->new_agenda : difference->old_agenda;

    return g_strndup(feed->name, strlen(feed->name) - strlen(" – ") - strlen(agenda->short_name));
}

/* Those of round tables, days and rooms; a session's own follow from the lines above. */
static void append_others(GString *out, const Difference *difference)
{
    const char *separator = out->len > 0 ? "\nOther calendars: " : "Other calendars: ";

    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        FeedKind kind = feed_change_feed(feed)->kind;
        if ((kind == FEED_KIND_ROUND_TABLE || kind == FEED_KIND_DAY || kind == FEED_KIND_ROOM) &&
            is_notable(feed)) {
            g_autofree char *subject = dup_subject(difference, feed);
            g_string_append_printf(out, "%s%s%s", separator, subject,
                                   feed->old_feed == NULL   ? " (new)"
                                   : feed->new_feed == NULL ? " (gone)"
                                                            : "");
            separator = ", ";
        }
    }
    if (strcmp(separator, ", ") == 0) {
        g_string_append(out, "\n");
    }
}

void difference_report_append_text(GString *out, const Difference *difference)
{
    g_autoptr(GString) text = g_string_new(NULL);
    View view = { .out = text, .difference = difference };

    if (difference->changes->len > 0) {
        g_string_append(text, "Agenda\n");
        append_changes(&view, difference->changes);
    }
    append_clashes(text, "New clashes", difference->new_clashes);
    append_clashes(text, "Solved clashes", difference->solved_clashes);
    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        if (feed_change_feed(feed)->kind == FEED_KIND_AGENCY && is_notable(feed)) {
            append_agency(text, difference, feed);
        }
    }
    append_others(text, difference);
    g_string_append(out, text->str);
}
