#include "file/import/row_times.h"

#include <stdlib.h>
#include <string.h>

#include "file/import/foreign_text.h"
#include "file/zone_file.h"

/* --- texts ------------------------------------------------------------------------------- */

/* Reads "10.11.2025", as much of Europe writes it. */
static bool parse_dotted(const char *text, CivilDate *out)
{
    g_auto(GStrv) parts = g_strsplit(text, ".", 4);

    if (g_strv_length(parts) != 3 || strlen(parts[0]) > 2 || strlen(parts[1]) > 2) {
        return false;
    }
    g_autofree char *iso =
        g_strdup_printf("%s-%02d-%02d", parts[2], atoi(parts[1]), atoi(parts[0]));
    return civil_parse_date(iso, out);
}

/* A date that has a time behind it, as workbooks have them, is a date. */
static bool parse_date(const char *text, CivilDate *out)
{
    g_autofree char *date = g_strndup(text, strcspn(text, "T "));

    return civil_parse_date(date, out) || parse_dotted(date, out);
}

/* Reads "16:45", "16:45:00", "4:45 PM" as seconds after midnight. */
static bool parse_clock(const char *text, gint32 *out)
{
    g_autofree char *upper = g_ascii_strup(text, -1);
    bool is_pm = g_str_has_suffix(upper, "PM");
    bool is_twelve = is_pm || g_str_has_suffix(upper, "AM");

    if (is_twelve) {
        upper[strlen(upper) - 2] = '\0';
        g_strchomp(upper);
    }
    g_auto(GStrv) parts = g_strsplit(upper, ":", 4);
    guint n_parts = g_strv_length(parts);
    if (n_parts < 2 || n_parts > 3 || strlen(parts[0]) > 3) {
        return false;
    }
    g_autofree char *clock =
        g_strdup_printf("%s%s:%s", strlen(parts[0]) == 1 ? "0" : "", parts[0], parts[1]);
    if (!civil_parse_clock(clock, out)) {
        return false;
    }
    if (is_twelve) {
        *out = *out % (12 * 3600) + (is_pm ? 12 * 3600 : 0);
    }
    return true;
}

/* Reads a time, or a date and a time, of which the date is then another. */
static bool parse_moment(const char *text, CivilDate date, CivilTime *out)
{
    g_auto(GStrv) parts = g_strsplit_set(text, "T ", 2);
    bool has_date = g_strv_length(parts) == 2 && parse_date(parts[0], &date);
    gint32 seconds;

    if (!parse_clock(has_date ? parts[1] : text, &seconds)) {
        return false;
    }
    *out = civil_at(date, seconds);
    return true;
}

/* --- times ------------------------------------------------------------------------------- */

static bool read_start(const RowTimes *times, CivilDate *out_date, CivilTime *out_start)
{
    bool has_date = times->date != NULL && parse_date(times->date, out_date);
    bool says_date = times->start != NULL && strpbrk(times->start, "-.") != NULL;

    return times->start != NULL && (has_date || says_date) &&
           parse_moment(times->start, *out_date, out_start);
}

/* An end before the start is on the next day. */
static CivilTime read_end(const RowTimes *times, CivilDate date, CivilTime start)
{
    CivilTime end = start;
    gint32 length;

    if (times->end != NULL && parse_moment(times->end, date, &end)) {
        return end < start ? end + CIVIL_DAY_SECONDS : end;
    }
    if (times->duration != NULL && civil_parse_duration(times->duration, &length)) {
        return start + length;
    }
    return start;
}

/* A time in another zone than that of the conference. */
static ForeignTime time_in(const Tz *tz, CivilTime local)
{
    ForeignTime time = { FOREIGN_TIME_INSTANT, 0 };

    tz_resolve_local(tz, local, &time.seconds);
    return time;
}

/* The zone of a row, if that is another than that of the conference. The caller owns it. */
static Tz *read_zone(const RowTimes *times, ForeignSchedule *schedule)
{
    const char *zone = foreign_line(schedule, times->zone);

    if (zone != NULL && schedule->timezone == NULL) {
        schedule->timezone = zone;
    }
    if (zone == NULL || strcmp(zone, schedule->timezone) == 0) {
        return NULL;
    }
    Tz *tz = zone_file_read(zone, NULL);
    if (tz == NULL) {
        foreign_remark(schedule, "a time zone",
                       "is taken for that of the conference: it is unknown", zone);
    }
    return tz;
}

/* Says what is not understood, and where it stands. Nothing at all is no mistake. */
static void remark_on_times(const RowTimes *times, ForeignSchedule *schedule,
                            const ForeignEvent *event)
{
    const char *date = times->date != NULL ? times->date : "";
    const char *start = times->start != NULL ? times->start : "";

    if (*date != '\0' || *start != '\0') {
        g_autofree char *example = g_strdup_printf("%s: %s %s", event->place, date, start);
        foreign_remark(schedule, "a date or a time",
                       "is not understood: expected 2027-03-12 and 09:00, or the like", example);
    }
}

void row_times_read(const RowTimes *times, ForeignSchedule *schedule, ForeignEvent *event)
{
    g_autoptr(Tz) tz = read_zone(times, schedule);
    CivilDate date = 0;
    CivilTime start;

    if (!read_start(times, &date, &start)) {
        remark_on_times(times, schedule, event);
        return;
    }
    CivilTime end = read_end(times, date, start);
    if (tz != NULL) {
        event->start = time_in(tz, start);
        event->end = time_in(tz, end);
    } else {
        event->start = (ForeignTime){ FOREIGN_TIME_LOCAL, start };
        event->end = (ForeignTime){ FOREIGN_TIME_LOCAL, end };
    }
}
