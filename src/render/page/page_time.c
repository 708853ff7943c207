#include "render/page/page_time.h"

static void append_date_attribute(GString *out, CivilTime local)
{
    CivilParts parts = civil_parts(local);

    g_string_append_printf(out, "<time datetime=\"%04d-%02d-%02d", parts.year, parts.month,
                           parts.day);
}

/* The script reads the attribute and shows the time in the reader's own zone: so it has the offset.
 *
 * At the end of a span, midnight is shown as 24:00 of the day that is over. The attribute has 00:00
 * of the next day: HTML knows no hour 24. */
static void append_clock(GString *out, CivilTime local, gint64 utc, bool is_end)
{
    CivilParts parts = civil_parts(local);
    gint64 minutes = (local - utc) / 60;
    bool is_midnight = is_end && local % CIVIL_DAY_SECONDS == 0;

    append_date_attribute(out, local);
    g_string_append_printf(out, "T%02d:%02d%c%02d:%02d\">%02d:%02d</time>", parts.hour,
                           parts.minute, minutes < 0 ? '-' : '+', (gint)(ABS(minutes) / 60),
                           (gint)(ABS(minutes) % 60), is_midnight ? 24 : parts.hour, parts.minute);
}

void page_time_append_span(GString *out, CivilTime start, gint64 start_utc, CivilTime end,
                           gint64 end_utc)
{
    append_clock(out, start, start_utc, false);
    g_string_append(out, "–");
    append_clock(out, end, end_utc, true);
}

void page_time_append_date(GString *out, CivilDate date)
{
    g_autofree char *words = civil_date_to_words(date);

    append_date_attribute(out, civil_at(date, 0));
    g_string_append_printf(out, "\">%s</time>", words);
}

void page_time_append_until(GString *out, CivilTime start, CivilTime end)
{
    if (civil_lasts_days(start, end)) {
        g_string_append(out, "until ");
        page_time_append_date(out, civil_last_day(end));
    }
}

void page_time_append_hours(GString *out, const Session *session)
{
    if (session->slot->all_day) {
        g_string_append(out, "all day");
    } else {
        page_time_append_span(out, session->start, session->start_utc, session->end,
                              session->end_utc);
    }
    if (civil_lasts_days(session->start, session->end)) {
        g_string_append(out, ", ");
        page_time_append_until(out, session->start, session->end);
    }
}

void page_time_append_moment(GString *out, const Agenda *agenda, gint64 stamp)
{
    CivilTime local = stamp + tz_observance_at(agenda->tz, stamp).offset;

    page_time_append_date(out, civil_date_of(local));
    g_string_append_c(out, ' ');
    append_clock(out, local, stamp, false);
}

char *page_time_dup_span(CivilDate first, CivilDate last)
{
    /* The parts of each: weekday, day, month, year. */
    CivilParts from = civil_parts(civil_at(first, 0));
    CivilParts to = civil_parts(civil_at(last, 0));
    g_autofree char *first_words = civil_date_to_words(first);
    g_autofree char *last_words = civil_date_to_words(last);
    g_auto(GStrv) first_parts = g_strsplit(first_words, " ", -1);
    g_auto(GStrv) last_parts = g_strsplit(last_words, " ", -1);

    if (first == last) {
        return g_strdup(first_words);
    }
    if (from.year != to.year) {
        return g_strdup_printf("%s %s %s – %s %s %s", first_parts[1], first_parts[2],
                               first_parts[3], last_parts[1], last_parts[2], last_parts[3]);
    }
    if (from.month != to.month) {
        return g_strdup_printf("%s %s – %s %s %s", first_parts[1], first_parts[2], last_parts[1],
                               last_parts[2], last_parts[3]);
    }
    return g_strdup_printf("%s–%s %s %s", first_parts[1], last_parts[1], last_parts[2],
                           last_parts[3]);
}
