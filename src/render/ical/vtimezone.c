#include "render/ical/vtimezone.h"

#include "render/ical/ical_value.h"

/* Numbered days of a month: Emacs 28 and ruby-icalendar 2.8 read no other form. */
static icalproperty *new_rrule(const Onset *onset)
{
    static const char *const DAYS[] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };
    CivilParts parts = civil_parts(onset->start);
    g_autofree char *rule = g_strdup_printf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", parts.month,
                                            onset->week, DAYS[parts.weekday]);

    return icalproperty_new_rrule(icalrecurrencetype_from_string(rule));
}

static icalcomponent *onset_to_component(const Onset *onset)
{
    icalcomponent *component =
        onset->is_daylight ? icalcomponent_new_xdaylight() : icalcomponent_new_xstandard();

    icalcomponent_add_property(component, icalproperty_new_dtstart(ical_value_local(onset->start)));
    icalcomponent_add_property(component, icalproperty_new_tzoffsetfrom(onset->from));
    icalcomponent_add_property(component, icalproperty_new_tzoffsetto(onset->to));
    icalcomponent_add_property(component, icalproperty_new_tzname(onset->abbreviation));
    if (onset->is_yearly) {
        icalcomponent_add_property(component, new_rrule(onset));
    }
    return component;
}

char *vtimezone_to_text(const char *name, const GArray *onsets)
{
    icalcomponent *zone = icalcomponent_new_vtimezone();

    icalcomponent_add_property(zone, icalproperty_new_tzid(name));
    for (guint i = 0; i < onsets->len; i++) {
        icalcomponent_add_component(zone, onset_to_component(&g_array_index(onsets, Onset, i)));
    }

    /* All lines are too short to be folded, so libical's text is as it must be. */
    char *written = icalcomponent_as_ical_string_r(zone);
    char *text = g_strdup(written);
    icalmemory_free_buffer(written);
    icalcomponent_free(zone);
    return text;
}
