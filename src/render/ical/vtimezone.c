#include "render/ical/vtimezone.h"

#include "render/ical/ical_value.h"

/* 1 January 1970: calendar programs fail on earlier times, and no agenda is that old. */
#define EARLIEST ((CivilTime)0)

/* 1 January 9999: iCalendar writes years with four digits (RFC 5545 §3.3.4). */
#define LATEST G_GINT64_CONSTANT(253370764800)

/* An offset rounded to the minute. Some zones kept local mean time until 1972, but calendar
 * programs accept no seconds in an offset. */
static gint32 round_offset(gint32 offset)
{
    gint32 up = offset + 30;
    gint32 rest = up % 60;

    return up - (rest < 0 ? rest + 60 : rest);
}

/* Whether an observance has no beginning, or began before 1970 by local time or UTC. */
static bool begins_too_early(const TzObservance *observance)
{
    return observance->onset < EARLIEST ||
           observance->onset + round_offset(observance->offset_before) < EARLIEST;
}

/* Whether an observance is DST behind the standard time, rather than ahead of it: zone files
 * describe Ireland and Morocco so. It is so if at least one neighbour is standard time, and every
 * such neighbour is ahead of it. */
static bool is_negative_dst(const Tz *tz, const TzObservance *observance)
{
    bool is_behind = false;

    if (observance->is_dst && observance->onset != G_MININT64) {
        TzObservance before = tz_observance_at(tz, observance->onset - 1);
        if (!before.is_dst && before.offset <= observance->offset) {
            return false;
        }
        is_behind = !before.is_dst;
    }
    if (observance->is_dst && observance->end != G_MAXINT64) {
        TzObservance after = tz_observance_at(tz, observance->end);
        if (!after.is_dst && after.offset <= observance->offset) {
            return false;
        }
        is_behind = is_behind || !after.is_dst;
    }
    return is_behind;
}

/* Whether to call an observance DAYLIGHT. Readers assume that it is ahead of STANDARD; otherwise
 * python3-dateutil is wrong by an hour around each change. So where a zone file has DST behind the
 * standard time, that DST is called STANDARD, and the standard time before it DAYLIGHT. */
static bool is_daylight(const Tz *tz, const TzObservance *observance)
{
    if (observance->is_dst) {
        return !is_negative_dst(tz, observance);
    }
    if (observance->end == G_MAXINT64) {
        return false;
    }
    TzObservance after = tz_observance_at(tz, observance->end);
    return is_negative_dst(tz, &after);
}

/* An observance whose is_dst means that it is called DAYLIGHT. */
static TzObservance observance_at(const Tz *tz, gint64 utc)
{
    TzObservance observance = tz_observance_at(tz, utc);

    observance.is_dst = is_daylight(tz, &observance);
    return observance;
}

/* The observances in force at some instant from `first` to `last`, in order; of those that began
 * before 1970, only the last. */
static GArray *observances_within(const Tz *tz, gint64 first, gint64 last)
{
    GArray *observances = g_array_new(FALSE, FALSE, sizeof(TzObservance));
    TzObservance observance = observance_at(tz, first);

    g_array_append_val(observances, observance);
    while (observance.end <= last) {
        observance = observance_at(tz, observance.end);
        if (begins_too_early(&observance)) {
            g_array_set_size(observances, 0);
        }
        g_array_append_val(observances, observance);
    }
    return observances;
}

static bool has_standard(const GArray *observances)
{
    for (guint i = 0; i < observances->len; i++) {
        if (!g_array_index(observances, TzObservance, i).is_dst) {
            return true;
        }
    }
    return false;
}

/* RFC 5545 §3.6.5 permits a DAYLIGHT alone, but some calendar programs do not accept it. Earlier
 * observances are added until one is STANDARD. If none since 1970 is, the earliest is called so. */
static void ensure_standard(const Tz *tz, GArray *observances)
{
    if (has_standard(observances)) {
        return;
    }
    TzObservance earliest = g_array_index(observances, TzObservance, 0);
    while (earliest.is_dst && !begins_too_early(&earliest)) {
        earliest = observance_at(tz, earliest.onset - 1);
        g_array_prepend_val(observances, earliest);
    }
    g_array_index(observances, TzObservance, 0).is_dst = false;
}

/* The local time of the onset is computed with TZOFFSETFROM as it is written, rounded or not. So
 * every reader computes the exact instant from it. */
static icalcomponent *observance_to_component(const TzObservance *observance)
{
    bool early = begins_too_early(observance);
    gint32 to = round_offset(observance->offset);
    gint32 from = early ? to : round_offset(observance->offset_before);
    icalcomponent *component =
        observance->is_dst ? icalcomponent_new_xdaylight() : icalcomponent_new_xstandard();

    icalcomponent_add_property(component, icalproperty_new_dtstart(ical_value_local(
                                              early ? EARLIEST : observance->onset + from)));
    icalcomponent_add_property(component, icalproperty_new_tzoffsetfrom(from));
    icalcomponent_add_property(component, icalproperty_new_tzoffsetto(to));
    icalcomponent_add_property(component, icalproperty_new_tzname(observance->abbreviation));
    return component;
}

char *vtimezone_to_text(const Tz *tz, gint64 first_utc, gint64 last_utc)
{
    g_assert(first_utc <= last_utc);

    gint64 first = CLAMP(first_utc, EARLIEST, LATEST) - CIVIL_DAY_SECONDS;
    gint64 last = CLAMP(last_utc, EARLIEST, LATEST) + CIVIL_DAY_SECONDS;
    g_autoptr(GArray) observances = observances_within(tz, first, last);
    icalcomponent *zone = icalcomponent_new_vtimezone();

    ensure_standard(tz, observances);
    icalcomponent_add_property(zone, icalproperty_new_tzid(tz_name(tz)));
    for (guint i = 0; i < observances->len; i++) {
        const TzObservance *observance = &g_array_index(observances, TzObservance, i);
        icalcomponent_add_component(zone, observance_to_component(observance));
    }

    /* All lines are too short to be folded, so libical's text is as it must be. */
    char *written = icalcomponent_as_ical_string_r(zone);
    char *text = g_strdup(written);
    icalmemory_free_buffer(written);
    icalcomponent_free(zone);
    return text;
}
