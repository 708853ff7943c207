#include "cli/publication.h"

#include <stdio.h>
#include <string.h>

#include "cli/message.h"
#include "render/difference_report.h"

#define MAX_KEEP_DAYS 36500

bool publication_parse_keep(const char *text, gint64 *out_seconds)
{
    gint64 days;

    if (text == NULL) {
        *out_seconds = REVISION_KEEP_DEFAULT;
        return true;
    }
    if (strcmp(text, "always") == 0) {
        *out_seconds = REVISION_KEEP_ALWAYS;
        return true;
    }
    if (!g_ascii_string_to_signed(text, 10, 0, MAX_KEEP_DAYS, &days, NULL)) {
        message_error("--keep is \"%s\", and should be a number of days, or always", text);
        return false;
    }
    *out_seconds = days * CIVIL_DAY_SECONDS;
    return true;
}

/* "3 calendars change", "no calendar changes"; of a first revision, "4 calendars" */
static char *count_calendars(const Published *published)
{
    bool is_first = published->difference == NULL;
    guint count = is_first ? published->revision->feeds->len : published->difference->feeds->len;

    if (is_first) {
        return g_strdup_printf("%u calendar%s", count, count == 1 ? "" : "s");
    }
    if (count == 0) {
        return g_strdup("no calendar changes");
    }
    return g_strdup_printf("%u calendar%s", count, count == 1 ? " changes" : "s change");
}

static char *first_line(const Published *published)
{
    const Revision *revision = published->revision;
    g_autofree char *stamp = civil_stamp_to_text(revision->stamp);
    g_autofree char *count = count_calendars(published);

    return g_strdup_printf("%s: revision %u, %s: %s", revision->agenda->id, revision->number, stamp,
                           count);
}

void publication_print(const Published *published)
{
    g_autofree char *line = first_line(published);
    g_autoptr(GString) text = g_string_new(NULL);

    if (published->difference != NULL) {
        difference_report_append_text(text, published->difference);
    }
    printf("%s\n%s%s", line, text->len > 0 ? "\n" : "", text->str);
}

void publication_log(const Published *published)
{
    g_autofree char *line = first_line(published);

    message_info("%s", line);
}
