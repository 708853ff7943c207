#include "render/ical/ical_value.h"

#include <string.h>

#include "render/ical/content_line.h"

/* Without one of libical's zones: we add TZID ourselves, and write the VTIMEZONE too. */
icaltimetype ical_value_local(CivilTime time)
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

icaltimetype ical_value_utc(gint64 utc)
{
    icaltimetype value = ical_value_local(utc);

    value.zone = icaltimezone_get_utc_timezone(); /* writes the "Z" */
    return value;
}

icaltimetype ical_value_date(CivilDate date)
{
    icaltimetype value = ical_value_local(civil_at(date, 0));

    value.is_date = 1;
    return value;
}

void ical_value_append_property(GString *out, icalproperty *take_property)
{
    /* Of libical's functions only those with _r give their memory away: the others return a buffer
     * that a later call uses again. */
    char *text = icalproperty_as_ical_string_r(take_property);

    content_line_append_folded(out, text);
    icalmemory_free_buffer(text);
    icalproperty_free(take_property);
}

char *ical_value_property_to_text(icalproperty *take_property)
{
    GString *out = g_string_new(NULL);

    ical_value_append_property(out, take_property);
    return g_string_free(out, FALSE);
}

void ical_value_append_image(GString *out, const char *url)
{
    icalattach *picture = icalattach_new_from_url(url);
    icalproperty *property = icalproperty_new_image(picture);

    /* Required: the type has no default (RFC 7986 §5.10). */
    icalproperty_set_parameter(property, icalparameter_new_value(ICAL_VALUE_URI));
    ical_value_append_property(out, property);
    icalattach_unref(picture);
}

char *ical_value_escape_text(const char *text)
{
    icalvalue *value = icalvalue_new_text(text);
    /* Copied: only GLib's own memory may be freed with g_free. */
    char *written = icalvalue_as_ical_string_r(value);
    char *escaped = g_strdup(written);

    icalmemory_free_buffer(written);
    icalvalue_free(value);
    return escaped;
}

void ical_value_append_text(GString *out, const char *name, const char *escaped)
{
    g_autofree char *line = g_strconcat(name, ":", escaped, NULL);

    content_line_append(out, line, strlen(line));
}
