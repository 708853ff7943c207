#include "foreign_told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void foreign_told_read(ForeignTold *told, const char *format, const char *source)
{
    g_autofree char *json = g_strdelimit(g_strdup(source), "'", '"');
    g_autoptr(GError) error = NULL;

    told->schedule = foreign_schedule_new();
    bool is_read = foreign_format_find(format)->read(json, strlen(json), told->schedule, &error);
    assert_int_equal(is_read, error == NULL);
    told->error = error != NULL ? g_strdup(error->message) : NULL;
}

void foreign_told_clear(ForeignTold *told)
{
    foreign_schedule_free(told->schedule);
    g_free(told->error);
}

/* --- events ------------------------------------------------------------------------------ */

static void append_time(GString *out, const ForeignTime *time)
{
    if (time->type == FOREIGN_TIME_NONE) {
        g_string_append(out, " -");
        return;
    }
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(time->seconds);
    g_autofree char *text = g_date_time_format(moment, "%m-%dT%H:%M");
    g_string_append_printf(out, " %s%s", text, time->type == FOREIGN_TIME_INSTANT ? "Z" : "");
}

static void append_value(GString *out, const char *key, const char *value)
{
    if (value != NULL) {
        g_string_append_printf(out, " %s=%s", key, value);
    }
}

static void append_all(GString *out, const char *key, const GPtrArray *values)
{
    for (guint i = 0; i < values->len; i++) {
        append_value(out, key, values->pdata[i]);
    }
}

static void append_parties(GString *out, const ForeignEvent *event)
{
    for (guint i = 0; i < event->parties->len; i++) {
        const ForeignParty *party = &g_array_index(event->parties, ForeignParty, i);
        append_value(out, party->role, party->name);
        g_string_append_printf(out, "%s%s", party->organisation != NULL ? "@" : "",
                               party->organisation != NULL ? party->organisation : "");
        g_string_append_printf(out, "%s%s", party->source != NULL ? "/" : "",
                               party->source != NULL ? party->source : "");
        if (party->note != NULL) {
            g_string_append_printf(out, "(%s)", party->note);
        }
    }
}

static void append_links(GString *out, const ForeignEvent *event)
{
    for (guint i = 0; i < event->links->len; i++) {
        const ForeignLink *link = &g_array_index(event->links, ForeignLink, i);
        append_value(out, "link", link->url);
        g_string_append_printf(out, "|%s", link->title != NULL ? link->title : "");
    }
}

static void append_event(GString *out, const ForeignEvent *event)
{
    static const char *const KINDS[] = { "session", "plenary", "break" };
    g_autofree char *day = event->has_day ? civil_date_to_iso(event->day) : NULL;

    g_string_append_printf(out, "%s %s", KINDS[event->kind], event->id != NULL ? event->id : "-");
    append_time(out, &event->start);
    append_time(out, &event->end);
    g_string_append_printf(out, " %s", event->title);
    append_value(out, "source", event->source);
    append_value(out, "day", day);
    if (event->status != SESSION_STATUS_CONFIRMED) {
        append_value(out, "status", session_status_word(event->status));
    }
    append_value(out, "subtitle", event->subtitle);
    append_value(out, "abstract", event->abstract);
    append_value(out, "type", event->type);
    append_value(out, "room", event->room);
    append_value(out, "track", event->track);
    append_value(out, "url", event->url);
    append_value(out, "image", event->image);
    append_all(out, "tag", event->tags);
    append_all(out, "language", event->languages);
    append_links(out, event);
    append_parties(out, event);
    g_string_append_c(out, '\n');
}

void foreign_told_assert_events(const ForeignTold *told, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < told->schedule->events->len; i++) {
        append_event(out, told->schedule->events->pdata[i]);
    }
    assert_string_equal(out->str, expected);
}

/* --- the rest ---------------------------------------------------------------------------- */

void foreign_told_assert_head(const ForeignTold *told, const char *expected)
{
    const ForeignSchedule *schedule = told->schedule;
    g_autoptr(GString) out = g_string_new(schedule->id);

    append_value(out, "title", schedule->title);
    append_value(out, "description", schedule->description);
    append_value(out, "url", schedule->url);
    append_value(out, "location", schedule->location);
    append_value(out, "contact", schedule->contact);
    append_value(out, "image", schedule->image);
    append_value(out, "timezone", schedule->timezone);
    for (guint i = 0; i < schedule->rooms->len; i++) {
        const ForeignPlace *room = schedule->rooms->pdata[i];
        g_string_append_printf(out, "\nroom %s", room->name);
        append_value(out, "source", room->source);
        append_value(out, "address", room->address);
        if (room->capacity > 0) {
            g_string_append_printf(out, " capacity=%u", room->capacity);
        }
    }
    g_string_append_c(out, '\n');
    assert_string_equal(out->str, expected);
}

void foreign_told_assert_remarks(const ForeignTold *told, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < told->schedule->remarks->len; i++) {
        const ForeignRemark *remark = told->schedule->remarks->pdata[i];
        g_string_append_printf(out, "%s %s x%u\n", remark->what, remark->why, remark->count);
    }
    assert_string_equal(out->str, expected);
}
