#include "file/ics/ics_occurrences.h"

#include "file/ics/ics_rule.h"

bool ics_occurrences_are_in(icalcomponent *event)
{
    return icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY) != NULL ||
           icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY) != NULL;
}

void ics_occurrences_remark_on_cut(IcsZones *zones)
{
    ics_zones_remark(zones, "an event that recurs",
                     "is cut: there are at most 1,000 of one, within 400 days", NULL);
}

/* --- reading ----------------------------------------------------------------------------- */

/* An event that recurs, while its times are found. */
typedef struct Reading {
    const IcsWhen *when;
    IcsZones *zones;
    IcsOccurrences *out;
    guint n_rules;
} Reading;

/* The most rules of an event. */
#define RULES_MAX 4

static void read_rule(Reading *reading, icalproperty *property)
{
    const struct icalrecurrencetype from = icalproperty_get_rrule(property);
    g_autofree char *text = ics_property_dup_text(property);
    IcsRule rule;
    const char *fault = ics_rule_read(&from, &rule);
    IcsRuleSpan span = {
        .start = reading->when->start,
        .last = reading->out->last,
        .most = reading->out->times->len + ICS_OCCURRENCES_MAX,
    };

    if (++reading->n_rules > RULES_MAX) {
        fault = "is not followed: an event has more than four";
    }
    if (fault != NULL) {
        ics_zones_remark(reading->zones, "a recurrence rule", fault, text);
        return;
    }
    rule.until.at = ics_when_clock_of(reading->when, &rule.until, NULL);
    if (!ics_rule_expand(&rule, &span, reading->out->times)) {
        ics_occurrences_remark_on_cut(reading->zones);
    }
}

/* The clock of a time in a list; of a day its midnight. False, with a remark, if it is none. */
static bool read_time(const Reading *reading, icalproperty *property, IcsTime *out)
{
    if (!ics_when_read_time(property, reading->zones, out)) {
        return false;
    }
    const IcsZone *zone = ics_when_zone_of(property, reading->zones);
    out->at = ics_when_clock_of(reading->when, out, zone);
    return true;
}

static void exclude(const Reading *reading, icalproperty *property)
{
    IcsTime time;

    if (read_time(reading, property, &time)) {
        bool is_day = time.kind == ICS_TIME_DAY;
        g_hash_table_add(is_day ? reading->out->excluded_days : reading->out->excluded,
                         g_memdup2(&time.at, sizeof time.at));
    }
}

static void read_property(Reading *reading, icalproperty *property)
{
    IcsTime time;

    switch (icalproperty_isa(property)) {
    case ICAL_RRULE_PROPERTY:
        read_rule(reading, property);
        break;
    case ICAL_RDATE_PROPERTY:
        if (read_time(reading, property, &time)) {
            g_array_append_val(reading->out->times, time.at);
        }
        break;
    case ICAL_EXDATE_PROPERTY:
        exclude(reading, property);
        break;
    case ICAL_EXRULE_PROPERTY:
        ics_zones_remark(reading->zones, "an exception rule (EXRULE)", "is not followed", NULL);
        break;
    default:
        break;
    }
}

static gint compare_times(gconstpointer a, gconstpointer b)
{
    CivilTime left = *(const CivilTime *)a;
    CivilTime right = *(const CivilTime *)b;

    return (left > right) - (left < right);
}

/* Puts the times in order, each once, as many as are told. Returns whether these are all. */
static bool sort_and_cut(IcsOccurrences *occurrences)
{
    GArray *times = occurrences->times;
    guint n = 0;
    bool is_cut = false;

    g_array_sort(times, compare_times);
    for (guint i = 0; i < times->len && !is_cut; i++) {
        CivilTime time = g_array_index(times, CivilTime, i);
        bool is_new = n == 0 || g_array_index(times, CivilTime, n - 1) != time;
        is_cut = is_new && (n == ICS_OCCURRENCES_MAX || time > occurrences->last);
        if (is_new && !is_cut) {
            g_array_index(times, CivilTime, n++) = time;
        }
    }
    g_array_set_size(times, n);
    return !is_cut;
}

void ics_occurrences_init(IcsOccurrences *occurrences, icalcomponent *event, const IcsWhen *when,
                          IcsZones *zones)
{
    Reading reading = { .when = when, .zones = zones, .out = occurrences };
    icalproperty *at = icalcomponent_get_first_property(event, ICAL_ANY_PROPERTY);

    *occurrences = (IcsOccurrences){
        .times = g_array_new(FALSE, FALSE, sizeof(CivilTime)),
        .excluded = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .excluded_days = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .last = when->start + (gint64)ICS_OCCURRENCES_DAYS * CIVIL_DAY_SECONDS,
    };
    g_array_append_val(occurrences->times, when->start);
    for (; at != NULL; at = icalcomponent_get_next_property(event, ICAL_ANY_PROPERTY)) {
        read_property(&reading, at);
    }
    if (!sort_and_cut(occurrences)) {
        ics_occurrences_remark_on_cut(zones);
    }
}

void ics_occurrences_clear(IcsOccurrences *occurrences)
{
    g_array_unref(occurrences->times);
    g_hash_table_unref(occurrences->excluded);
    g_hash_table_unref(occurrences->excluded_days);
}

bool ics_occurrences_excludes(const IcsOccurrences *occurrences, CivilTime time)
{
    CivilTime day = civil_at(civil_date_of(time), 0);

    return g_hash_table_contains(occurrences->excluded, &time) ||
           g_hash_table_contains(occurrences->excluded_days, &day);
}
