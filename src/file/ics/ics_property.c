#include "file/ics/ics_property.h"

#include <string.h>

/* --- names and texts --------------------------------------------------------------------- */

const char *ics_property_name(icalproperty *property)
{
    icalproperty_kind kind = icalproperty_isa(property);

    if (kind != ICAL_X_PROPERTY) {
        return icalproperty_kind_to_string(kind);
    }
    const char *name = icalproperty_get_x_name(property);
    bool has_prefix = g_str_has_prefix(name, ICS_PROPERTY_PREFIX);
    return name + (has_prefix ? strlen(ICS_PROPERTY_PREFIX) : 0);
}

icalproperty *ics_property_find(icalcomponent *component, const char *name)
{
    icalproperty_kind known = icalproperty_string_to_kind(name);
    icalproperty_kind kind = known != ICAL_NO_PROPERTY ? known : ICAL_X_PROPERTY;
    icalproperty *at = icalcomponent_get_first_property(component, kind);

    while (at != NULL && strcmp(ics_property_name(at), name) != 0) {
        at = icalcomponent_get_next_property(component, kind);
    }
    return at;
}

char *ics_property_dup_text(icalproperty *property)
{
    const icalvalue *value = icalproperty_get_value(property);

    switch (icalvalue_isa(value)) {
    case ICAL_TEXT_VALUE:
        return g_strdup(icalvalue_get_text(value));
    case ICAL_X_VALUE:
        return g_strdup(icalvalue_get_x(value));
    default: {
        char *written = icalvalue_as_ical_string_r(value);
        char *text = g_strdup(written);
        icalmemory_free_buffer(written);
        return text;
    }
    }
}

/* --- parameters -------------------------------------------------------------------------- */

const char *ics_property_parameter(icalproperty *property, const char *name)
{
    icalparameter_kind kind = icalparameter_string_to_kind(name);
    icalparameter *at = icalproperty_get_first_parameter(property, kind);

    while (at != NULL && kind == ICAL_X_PARAMETER &&
           g_ascii_strcasecmp(icalparameter_get_xname(at), name) != 0) {
        at = icalproperty_get_next_parameter(property, kind);
    }
    /* What it returns is the text of a parameter of any kind. */
    return at != NULL ? icalparameter_get_xvalue(at) : NULL;
}

/* --- times ------------------------------------------------------------------------------- */

/* 24:00 is the midnight after the day, and a leap second the one before it. */
bool ics_property_read_time(const icaltimetype *value, IcsTime *out)
{
    gint32 clock = value->hour * 3600 + value->minute * 60 + MIN(value->second, 59);
    GDate date;
    GDate epoch;

    if (value->year < 1 || value->year > 9999 || value->month < 1 || value->day < 1 ||
        !g_date_valid_dmy((GDateDay)MIN(value->day, 99), (GDateMonth)value->month,
                          (GDateYear)value->year) ||
        value->hour < 0 || value->minute < 0 || value->minute > 59 || value->second < 0 ||
        value->second > 60 || clock > CIVIL_DAY_SECONDS) {
        return false;
    }
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)value->day, (GDateMonth)value->month, (GDateYear)value->year);
    g_date_clear(&epoch, 1);
    g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
    out->kind = icaltime_is_date(*value)  ? ICS_TIME_DAY
                : icaltime_is_utc(*value) ? ICS_TIME_UTC
                                          : ICS_TIME_CLOCK;
    out->at = civil_at(g_date_days_between(&epoch, &date), value->is_date ? 0 : clock);
    return true;
}

bool ics_property_time(icalproperty *property, IcsTime *out)
{
    const icalvalue *value = icalproperty_get_value(property);
    icaltimetype time = icaltime_null_time();

    switch (icalvalue_isa(value)) {
    case ICAL_DATE_VALUE:
    case ICAL_DATETIME_VALUE:
        time = icalvalue_get_datetime(value);
        break;
    case ICAL_PERIOD_VALUE:
        time = icalvalue_get_period(value).start;
        break;
    default:
        break;
    }
    return ics_property_read_time(&time, out);
}

icaltimetype ics_property_clock(CivilTime time)
{
    CivilParts parts = civil_parts(time);
    icaltimetype value = icaltime_null_time();

    value.year = parts.year;
    value.month = parts.month;
    value.day = parts.day;
    value.hour = parts.hour;
    value.minute = parts.minute;
    value.second = parts.second;
    return value;
}

#define UNITS_MAX (10 * 1000 * 1000)

bool ics_property_duration(icalproperty *property, IcsDuration *out)
{
    struct icaldurationtype value = icalproperty_get_duration(property);

    if (value.is_neg || MAX(value.weeks, value.days) > UNITS_MAX || value.hours > UNITS_MAX ||
        MAX(value.minutes, value.seconds) > UNITS_MAX) {
        return false;
    }
    out->days = (gint64)value.weeks * 7 + value.days;
    out->seconds = (gint64)value.hours * 3600 + (gint64)value.minutes * 60 + value.seconds;
    return true;
}
