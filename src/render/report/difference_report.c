#include "render/report/difference_report.h"

#include <string.h>

#include "render/report/difference_lines.h"

#define INDENT "  "

static const char *room_name(const Clash *clash)
{
    return text_get(&clash->room->name, NULL);
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
        g_string_append_printf(out, "  %s on ",
                               clash->participant != NULL ? participant_label(clash->participant)
                                                          : room_name(clash));
        g_string_append_printf(out, "%s %s: ", day, hours);
        difference_lines_append_ids(out, clash, NULL);
        g_string_append(out, "\n");
    }
}

/* --- sections ---------------------------------------------------------------------------- */

/* Whether a calendar is worth naming: it is new or gone, or something reaches it that does not
 * reach all. */
static bool is_notable(const FeedChange *feed)
{
    if (feed->old_feed == NULL || feed->new_feed == NULL) {
        return true;
    }
    for (guint i = 0; i < feed->changes->len; i++) {
        if (!difference_lines_are_for_all(feed->changes->pdata[i])) {
            return true;
        }
    }
    return false;
}

/* Does not repeat what reaches everybody. `mark` stands after the name. */
static void append_own(GString *out, const Difference *difference, const FeedChange *feed,
                       const char *mark)
{
    const DifferenceLines lines = {
        .out = out,
        .difference = difference,
        .viewpoint = feed_change_feed(feed)->viewpoint,
        .indent = INDENT,
        .without_common = true,
    };

    g_string_append_printf(out, "%s%s%s\n", out->len > 0 ? "\n" : "",
                           participant_label(lines.viewpoint), mark);
    if (feed->old_feed == NULL || feed->new_feed == NULL) {
        g_string_append_printf(out, "  The calendar is %s.\n",
                               feed->old_feed == NULL ? "new" : "gone");
    }
    difference_lines_append(&lines, feed->changes);
}

/* Names the calendars of round tables, days and rooms. Those of single sessions follow from the
 * lines above. */
static void append_others(GString *out, const Difference *difference)
{
    const char *separator = out->len > 0 ? "\nOther calendars: " : "Other calendars: ";

    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        FeedKind kind = feed_change_feed(feed)->kind;
        if ((kind == FEED_KIND_ROUND_TABLE || kind == FEED_KIND_DAY || kind == FEED_KIND_ROOM) &&
            is_notable(feed)) {
            g_string_append_printf(out, "%s%s%s", separator, feed_change_feed(feed)->subject,
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
    const DifferenceLines lines = { .out = text, .difference = difference, .indent = INDENT };

    if (difference->changes->len > 0) {
        g_string_append(text, "Agenda\n");
        difference_lines_append(&lines, difference->changes);
    }
    append_clashes(text, "New clashes", difference->new_clashes);
    append_clashes(text, "Solved clashes", difference->solved_clashes);
    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        if (feed_kind_is_own(feed_change_feed(feed)->kind) && is_notable(feed)) {
            append_own(text, difference, feed, "");
        }
    }
    append_others(text, difference);
    g_string_append(out, text->str);
}

void difference_report_append_private(GString *out, const Difference *difference, const char *key)
{
    const FeedChange *feed = difference_find_own(difference, key);

    if (feed != NULL && is_notable(feed)) {
        append_own(out, difference, feed, " (private)");
    }
}
