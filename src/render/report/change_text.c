#include "render/report/change_text.h"

#include "render/report/change_json.h"
#include "render/report/difference_lines.h"
#include "render/report/json_value.h"

/* These texts are made only where there is a history. There a gone feed stays, and so does the list
 * of its changes. Histories keep these words, and --verify makes them again: so they stay as they
 * are. */
static void append_state(GString *out, const FeedChange *feed)
{
    if (feed->old_feed == NULL) {
        g_string_append(out, "The calendar is new.\n");
    } else if (feed->new_feed == NULL) {
        g_string_append(out, "It is no longer in the agenda. The calendar stays for a time.\n");
    }
}

char *change_text_words(const Difference *difference, const FeedChange *feed)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const DifferenceLines lines = {
        .out = out,
        .difference = difference,
        .viewpoint = feed_change_feed(feed)->viewpoint,
        .indent = "",
    };

    append_state(out, feed);
    difference_lines_append(&lines, feed->changes);
    /* A feed is in a difference only if it is new, is gone or has changes. */
    g_assert(out->len > 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *change_text_json(const FeedChange *feed)
{
    json_t *changes = json_array();

    for (guint i = 0; i < feed->changes->len; i++) {
        json_array_append_new(changes, change_json_new(feed->changes->pdata[i]));
    }
    return json_value_to_text(changes, JSON_COMPACT);
}
