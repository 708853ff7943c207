#include "file/ics/ics_zone.h"

#include <string.h>

#include "file/ics/ics_parse.h"
#include "file/ics/ics_rule.h"
#include "file/ics/ics_windows_zone.h"
#include "file/import/foreign_text.h"
#include "file/zone_file.h"

/* So many TZIDs are looked up, so many rules of VTIMEZONEs followed, and so many times listed. */
#define ZONES_MAX 1000
#define RULES_MAX 100
#define TIMES_MAX 1000

struct IcsZone {
    icaltimezone *own; /* of a VTIMEZONE; or NULL */
    Tz *tz;            /* else */
};

struct IcsZones {
    ForeignSchedule *schedule;
    GHashTable *components; /* TZID → icalcomponent, its VTIMEZONE */
    GHashTable *zones;      /* TZID → IcsZone, of those that were looked up; or NULL */
    guint n_rules;
    guint n_times;
};

static void zone_free(gpointer data)
{
    IcsZone *zone = data;

    if (zone == NULL) {
        return;
    }
    tz_unref(zone->tz);
    if (zone->own != NULL) {
        icaltimezone_free(zone->own, 1);
    }
    g_free(zone);
}

static void add_components(IcsZones *zones, icalcomponent *calendar)
{
    const icalcomponent_kind kind = ICAL_VTIMEZONE_COMPONENT;
    icalcomponent *at = icalcomponent_get_first_component(calendar, kind);

    for (; at != NULL; at = icalcomponent_get_next_component(calendar, kind)) {
        icalproperty *property = icalcomponent_get_first_property(at, ICAL_TZID_PROPERTY);
        const char *tzid = property != NULL ? icalproperty_get_tzid(property) : NULL;
        if (tzid != NULL && !g_hash_table_contains(zones->components, tzid)) {
            g_hash_table_insert(zones->components, g_strdup(tzid), at);
        }
        ics_parse_remark(at, zones->schedule);
    }
}

IcsZones *ics_zones_new(ForeignSchedule *schedule, const GPtrArray *calendars)
{
    IcsZones *zones = g_new0(IcsZones, 1);

    zones->schedule = schedule;
    zones->components = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    zones->zones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, zone_free);
    for (guint i = 0; i < calendars->len; i++) {
        add_components(zones, calendars->pdata[i]);
    }
    return zones;
}

void ics_zones_free(IcsZones *zones)
{
    if (zones == NULL) {
        return;
    }
    g_hash_table_unref(zones->components);
    g_hash_table_unref(zones->zones);
    g_free(zones);
}

/* --- zones by their names ---------------------------------------------------------------- */

/* More parts than these no prefix has. */
#define PARTS_MAX 8

Tz *ics_zone_read(const char *tzid)
{
    const char *windows = ics_windows_zone_find(tzid);
    const char *name = windows != NULL ? windows : tzid;
    Tz *tz = zone_file_read(name, NULL);

    for (guint i = 0; tz == NULL && i < PARTS_MAX; i++) {
        name = strchr(name, '/');
        if (name == NULL) {
            return NULL;
        }
        name++;
        tz = zone_file_read(name, NULL);
    }
    return tz;
}

/* --- zones by their VTIMEZONEs ----------------------------------------------------------- */

/* No zone changes its clocks more often than so in ten years. */
#define CHANGES_DAYS 3653
#define CHANGES_MAX 100

/* Why a rule of a VTIMEZONE, which libical follows to the year of an agenda, is not followed; NULL
 * if it is. */
static const char *find_fault(IcsZones *zones, icalproperty *property, CivilTime start)
{
    const struct icalrecurrencetype from = icalproperty_get_rrule(property);
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(CivilTime));
    IcsRuleSpan span = { start, start + (gint64)CHANGES_DAYS * CIVIL_DAY_SECONDS, CHANGES_MAX };
    IcsRule rule;
    const char *fault = ics_rule_read(&from, &rule);

    if (++zones->n_rules > RULES_MAX) {
        return "is not followed: there are more than a hundred";
    }
    if (fault != NULL) {
        return fault;
    }
    /* An interval, or positions, can have libical look for the next change for ever. */
    if (from.freq != ICAL_YEARLY_RECURRENCE || from.interval != 1 ||
        from.by_set_pos[0] != ICAL_RECURRENCE_ARRAY_MAX) {
        return "is not followed: it is not simply yearly";
    }
    ics_rule_expand(&rule, &span, times);
    return times->len == CHANGES_MAX ? "is not followed: it changes clocks too often" : NULL;
}

/* Whether libical may read a property of a STANDARD or DAYLIGHT that begins then. */
static bool is_sound(IcsZones *zones, icalproperty *property, CivilTime start)
{
    IcsTime time;

    switch (icalproperty_isa(property)) {
    case ICAL_DTSTART_PROPERTY:
        return ics_property_time(property, &time);
    case ICAL_RDATE_PROPERTY:
        return ics_property_time(property, &time) && ++zones->n_times <= TIMES_MAX;
    case ICAL_TZOFFSETFROM_PROPERTY:
        return ABS(icalproperty_get_tzoffsetfrom(property)) < CIVIL_DAY_SECONDS;
    case ICAL_TZOFFSETTO_PROPERTY:
        return ABS(icalproperty_get_tzoffsetto(property)) < CIVIL_DAY_SECONDS;
    case ICAL_RRULE_PROPERTY: {
        const char *fault = find_fault(zones, property, start);
        if (fault != NULL) {
            ics_zones_remark(zones, "a rule of a time zone", fault, NULL);
        }
        return fault == NULL;
    }
    default:
        return true;
    }
}

/* Whether libical may read a STANDARD or a DAYLIGHT. */
static bool is_observance_sound(IcsZones *zones, icalcomponent *observance)
{
    icalproperty *start = icalcomponent_get_first_property(observance, ICAL_DTSTART_PROPERTY);
    icalproperty *at;
    IcsTime time;

    if (start == NULL || !ics_property_time(start, &time)) {
        return false;
    }
    at = icalcomponent_get_first_property(observance, ICAL_ANY_PROPERTY);
    while (at != NULL && is_sound(zones, at, time.at)) {
        at = icalcomponent_get_next_property(observance, ICAL_ANY_PROPERTY);
    }
    return at == NULL;
}

/* 2 January of the year 1. */
#define FIRST_TIME (G_GINT64_CONSTANT(-719161) * CIVIL_DAY_SECONDS)

/* The offset from UTC of what clocks show, for its first time or for its last if they show it
 * twice. What they skip has that of after it. */
static gint offset_at(icaltimezone *own, CivilTime local, bool is_daylight)
{
    icaltimetype time = ics_property_clock(CLAMP(local, FIRST_TIME, CIVIL_MAX_STAMP));

    /* For a later year libical would follow the rules again. */
    time.year = MIN(time.year, CIVIL_MAX_YEAR + 1);
    time.is_daylight = is_daylight;
    return icaltimezone_get_utc_offset(own, &time, NULL);
}

/* A zone with what of a VTIMEZONE is sound; NULL if that is nothing. */
static IcsZone *zone_of_component(IcsZones *zones, icalcomponent *component)
{
    icalcomponent *copy = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
    icalcomponent *at = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
    IcsZone *zone = NULL;

    icalcomponent_add_property(copy, icalproperty_new_tzid("own"));
    for (; at != NULL; at = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
        if (is_observance_sound(zones, at)) {
            icalcomponent_add_component(copy, icalcomponent_new_clone(at));
        }
    }
    if (icalcomponent_get_first_component(copy, ICAL_ANY_COMPONENT) == NULL) {
        icalcomponent_free(copy);
        return NULL;
    }
    zone = g_new0(IcsZone, 1);
    zone->own = icaltimezone_new();
    icaltimezone_set_component(zone->own, copy);
    /* Has it follow the rules once, as far as any event can be. */
    offset_at(zone->own, CIVIL_MAX_STAMP, false);
    return zone;
}

/* --- looking up -------------------------------------------------------------------------- */

static IcsZone *make_zone(IcsZones *zones, const char *tzid)
{
    icalcomponent *component = g_hash_table_lookup(zones->components, tzid);
    IcsZone *zone = component != NULL ? zone_of_component(zones, component) : NULL;
    g_autoptr(Tz) tz = zone == NULL ? ics_zone_read(tzid) : NULL;

    if (tz != NULL) {
        zone = g_new0(IcsZone, 1);
        zone->tz = g_steal_pointer(&tz);
    }
    return zone;
}

const IcsZone *ics_zones_find(IcsZones *zones, const char *tzid)
{
    gpointer found = NULL;

    if (!g_hash_table_lookup_extended(zones->zones, tzid, NULL, &found) &&
        g_hash_table_size(zones->zones) < ZONES_MAX) {
        found = make_zone(zones, tzid);
        g_hash_table_insert(zones->zones, g_strdup(tzid), found);
    }
    if (found == NULL) {
        ics_zones_remark(zones, "a time zone",
                         "is not known: its times are taken for those of the conference", tzid);
    }
    return found;
}

char *ics_zones_dup_iana_name(const IcsZones *zones, const char *tzid)
{
    icalcomponent *component = g_hash_table_lookup(zones->components, tzid);
    icalproperty *location =
        component != NULL ? ics_property_find(component, "X-LIC-LOCATION") : NULL;
    g_autoptr(Tz) tz = ics_zone_read(tzid);

    if (tz == NULL && location != NULL) {
        tz = ics_zone_read(icalproperty_get_x(location));
    }
    return tz != NULL ? g_strdup(tz_name(tz)) : NULL;
}

void ics_zones_remark(const IcsZones *zones, const char *what, const char *why, const char *example)
{
    foreign_remark(zones->schedule, what, why, foreign_line(zones->schedule, example));
}

/* --- times ------------------------------------------------------------------------------- */

static bool is_shown(icaltimezone *own, CivilTime local, gint offset)
{
    return offset_at(own, local, false) == offset || offset_at(own, local, true) == offset;
}

CivilTime ics_zone_to_local(const IcsZone *zone, gint64 utc)
{
    if (zone->tz != NULL) {
        return utc + tz_observance_at(zone->tz, utc).offset;
    }
    /* libical has a function for this, which reads before the first change of clocks. The smaller
     * of the offsets of these days is the one if clocks show that time with it. */
    gint before = offset_at(zone->own, utc - CIVIL_DAY_SECONDS, false);
    gint after = offset_at(zone->own, utc + CIVIL_DAY_SECONDS, false);
    gint offset = MIN(before, after);
    return utc + (is_shown(zone->own, utc + offset, offset) ? offset : MAX(before, after));
}

gint64 ics_zone_to_utc(const IcsZone *zone, CivilTime local)
{
    gint64 utc;

    if (zone->tz != NULL) {
        tz_resolve_local(zone->tz, local, &utc);
        return utc;
    }
    gint64 before = local - offset_at(zone->own, local - CIVIL_DAY_SECONDS, false);
    gint64 after = local - offset_at(zone->own, local + CIVIL_DAY_SECONDS, false);
    bool is_after =
        ics_zone_to_local(zone, before) != local && ics_zone_to_local(zone, after) == local;
    return is_after ? after : before;
}
