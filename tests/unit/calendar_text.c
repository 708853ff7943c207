#include "calendar_text.h"

#include <string.h>

#include "file/ics/ics.h"

ForeignSchedule *calendar_text_read(const char *lines)
{
    ForeignSchedule *schedule = foreign_schedule_new();
    g_autofree char *text =
        g_strdup_printf("BEGIN:VCALENDAR\nVERSION:2.0\n%s\nEND:VCALENDAR\n", lines);
    g_autoptr(GError) error = NULL;

    bool is_read = ics_read(text, strlen(text), schedule, &error);
    g_assert_no_error(error);
    g_assert(is_read);
    return schedule;
}

static void append_time(GString *out, const ForeignTime *time, bool is_day)
{
    g_autofree char *stamp = civil_stamp_to_text(time->seconds);

    if (time->type == FOREIGN_TIME_NONE) {
        g_string_append_c(out, '-');
    } else if (is_day) {
        g_string_append_len(out, stamp, strlen("2025-01-01"));
    } else if (time->type == FOREIGN_TIME_LOCAL) {
        g_string_append_len(out, stamp, strlen("2025-01-01T00:00:00"));
    } else {
        g_string_append(out, stamp);
    }
}

char *calendar_text_dup_events(const char *lines)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(lines);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < schedule->events->len; i++) {
        const ForeignEvent *event = schedule->events->pdata[i];
        g_string_append_printf(out, "%s%s ", i > 0 ? "\n" : "",
                               event->source != NULL ? event->source : "-");
        append_time(out, &event->start, event->all_day);
        g_string_append_c(out, '/');
        append_time(out, &event->end, event->all_day);
        g_string_append_printf(out, " %s", event->title);
    }
    return g_string_free(out, FALSE);
}

bool calendar_text_has_remark(const ForeignSchedule *schedule, const char *remark)
{
    for (guint i = 0; i < schedule->remarks->len; i++) {
        const ForeignRemark *made = schedule->remarks->pdata[i];
        g_autofree char *text = g_strconcat(made->what, " ", made->why, NULL);
        if (strcmp(text, remark) == 0) {
            return true;
        }
    }
    return false;
}
