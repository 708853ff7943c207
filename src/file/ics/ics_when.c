#include "file/ics/ics_when.h"

/* --- clocks ------------------------------------------------------------------------------ */

static gint64 to_utc(const IcsWhen *when, CivilTime clock)
{
    return when->zone != NULL ? ics_zone_to_utc(when->zone, clock) : clock;
}

CivilTime ics_when_clock_of(const IcsWhen *when, const IcsTime *time, const IcsZone *named)
{
    /* What is in UTC, and a day, is in no zone, whatever it names. */
    const IcsZone *zone = time->kind == ICS_TIME_CLOCK ? named : NULL;
    bool is_instant = time->kind == ICS_TIME_UTC || (time->kind == ICS_TIME_CLOCK && zone != NULL);
    bool has_instants = when->kind == ICS_TIME_UTC || when->zone != NULL;

    /* What is by another kind of clock is taken as it is written. */
    if (!is_instant || !has_instants || zone == when->zone) {
        return time->at;
    }
    gint64 utc = zone != NULL ? ics_zone_to_utc(zone, time->at) : time->at;
    return when->zone != NULL ? ics_zone_to_local(when->zone, utc) : utc;
}

const IcsZone *ics_when_zone_of(icalproperty *property, IcsZones *zones)
{
    const char *tzid = ics_property_parameter(property, "TZID");

    return tzid != NULL ? ics_zones_find(zones, tzid) : NULL;
}

/* --- reading ----------------------------------------------------------------------------- */

bool ics_when_read_time(icalproperty *property, IcsZones *zones, IcsTime *out)
{
    if (ics_property_time(property, out)) {
        return true;
    }
    g_autofree char *text = ics_property_dup_text(property);
    ics_zones_remark(zones, "a time", "is left out: it is not understood", text);
    return false;
}

static void read_end(icalproperty *property, IcsZones *zones, IcsWhen *when)
{
    IcsTime end;

    if (!ics_when_read_time(property, zones, &end)) {
        return;
    }
    CivilTime clock = ics_when_clock_of(when, &end, ics_when_zone_of(property, zones));
    if (when->kind == ICS_TIME_DAY) {
        when->length.days = civil_date_of(clock) - civil_date_of(when->start);
    } else {
        when->length.seconds = to_utc(when, clock) - to_utc(when, when->start);
    }
}

static void read_length(icalcomponent *event, IcsZones *zones, IcsWhen *when)
{
    icalproperty *end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    icalproperty *length = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);

    if (end != NULL) {
        read_end(end, zones, when);
    } else if (length != NULL && !ics_property_duration(length, &when->length)) {
        ics_zones_remark(zones, "a duration", "is left out: it is negative, or too long", NULL);
    }
    if (when->kind == ICS_TIME_DAY) {
        when->length = (IcsDuration){ .days = MAX(when->length.days, 1) };
    }
}

void ics_when_read(icalcomponent *event, IcsZones *zones, IcsWhen *out)
{
    icalproperty *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    IcsTime time;

    *out = (IcsWhen){ .kind = ICS_TIME_NONE };
    if (start == NULL || !ics_when_read_time(start, zones, &time)) {
        return;
    }
    out->kind = time.kind;
    if (time.kind == ICS_TIME_CLOCK) {
        out->zone = ics_when_zone_of(start, zones);
        out->tzid = ics_property_parameter(start, "TZID");
    }
    out->start = time.at;
    read_length(event, zones, out);
}

/* --- telling ----------------------------------------------------------------------------- */

gint64 ics_when_moment(const IcsWhen *when)
{
    return to_utc(when, when->start);
}

void ics_when_set(const IcsWhen *when, CivilTime start, ForeignEvent *out)
{
    bool is_instant = when->kind == ICS_TIME_UTC || when->zone != NULL;
    ForeignTimeType type = is_instant ? FOREIGN_TIME_INSTANT : FOREIGN_TIME_LOCAL;
    CivilTime same_clock = start + when->length.days * CIVIL_DAY_SECONDS;

    if (when->kind == ICS_TIME_NONE) {
        return;
    }
    out->all_day = when->kind == ICS_TIME_DAY;
    out->start = (ForeignTime){ type, to_utc(when, start) };
    out->end = (ForeignTime){ type, to_utc(when, same_clock) + when->length.seconds };
}

/* 2 January of the year 1. */
#define FIRST_TIME (G_GINT64_CONSTANT(-719161) * CIVIL_DAY_SECONDS)

char *ics_when_dup_stamp(const IcsWhen *when, CivilTime clock)
{
    bool is_instant = when->kind == ICS_TIME_UTC || when->zone != NULL;
    /* In the first days of the year 1 there may be none before it. */
    CivilParts at = civil_parts(MAX(to_utc(when, clock), FIRST_TIME));

    if (when->kind == ICS_TIME_DAY) {
        return g_strdup_printf("%04d%02d%02d", at.year, at.month, at.day);
    }
    return g_strdup_printf("%04d%02d%02dT%02d%02d%02d%s", at.year, at.month, at.day, at.hour,
                           at.minute, at.second, is_instant ? "Z" : "");
}

bool ics_when_is_near(const IcsWhen *when)
{
    gint year = civil_parts(when->start).year;

    return when->kind != ICS_TIME_NONE && year >= CIVIL_MIN_YEAR && year <= CIVIL_MAX_YEAR;
}
