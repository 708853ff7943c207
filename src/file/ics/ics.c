#include "file/ics/ics.h"

#include <string.h>

#include "file/ics/ics_parse.h"
#include "file/ics/ics_series.h"
#include "file/import/foreign_text.h"

/* --- the calendar ------------------------------------------------------------------------ */

/* What becomes of a property of the calendar. */
typedef enum Use {
    USE_LINE,
    USE_PROSE,
    USE_URL,
    USE_NONE, /* of the file, or read elsewhere */
} Use;

typedef struct Row {
    const char *name;
    Use use;
    gsize place; /* offset of the member of ForeignSchedule */
} Row;

static const Row ROWS[] = {
    { "NAME", USE_LINE, offsetof(ForeignSchedule, title) },
    { "X-WR-CALNAME", USE_LINE, offsetof(ForeignSchedule, title) },
    { "DESCRIPTION", USE_PROSE, offsetof(ForeignSchedule, description) },
    { "X-WR-CALDESC", USE_PROSE, offsetof(ForeignSchedule, description) },
    { "URL", USE_URL, offsetof(ForeignSchedule, url) },
    { "SOURCE", USE_URL, offsetof(ForeignSchedule, url) },
    { "IMAGE", USE_URL, offsetof(ForeignSchedule, image) },
    { "VERSION", USE_NONE, 0 },
    { "PRODID", USE_NONE, 0 },
    { "CALSCALE", USE_NONE, 0 },
    { "METHOD", USE_NONE, 0 },
    { "UID", USE_NONE, 0 },
    { "LAST-MODIFIED", USE_NONE, 0 },
    { "REFRESH-INTERVAL", USE_NONE, 0 },
    { "X-PUBLISHED-TTL", USE_NONE, 0 },
    { "X-WR-TIMEZONE", USE_NONE, 0 },
    { "X-LIC-ERROR", USE_NONE, 0 },
    { ICS_PARSE_ORIGIN, USE_NONE, 0 },
};

static const Row *find_row(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (strcmp(ROWS[i].name, name) == 0) {
            return &ROWS[i];
        }
    }
    return NULL;
}

static const char *read_value(icalproperty *property, Use use, ForeignSchedule *schedule)
{
    g_autofree char *text = ics_property_dup_text(property);

    switch (use) {
    case USE_LINE:
        return foreign_line(schedule, text);
    case USE_PROSE:
        return foreign_plain(schedule, "VCALENDAR/DESCRIPTION", text);
    case USE_URL:
        return foreign_url(schedule, "VCALENDAR/URL", text);
    case USE_NONE:
    default:
        return NULL;
    }
}

/* The first that says something stays. */
static void read_property(icalproperty *property, ForeignSchedule *schedule)
{
    const char *name = ics_property_name(property);
    const Row *row = find_row(name);

    if (row == NULL) {
        g_autofree char *what = g_strconcat("VCALENDAR/", name, NULL);
        foreign_leave_out(schedule, foreign_intern(schedule, what),
                          read_value(property, USE_LINE, schedule));
        return;
    }
    const char **member = G_STRUCT_MEMBER_P(schedule, row->place);
    if (row->use != USE_NONE && *member == NULL) {
        *member = read_value(property, row->use, schedule);
    }
}

/* --- the zone ---------------------------------------------------------------------------- */

/* How often a TZID is that of an event. */
static void count(GHashTable *counts, const char *tzid)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, tzid));

    g_hash_table_insert(counts, (gpointer)tzid, GUINT_TO_POINTER(n + 1));
}

/* The TZID that most events have, the first of several; NULL if none has one. */
static const char *find_usual_tzid(const GArray *entries)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    const char *usual = NULL;
    guint most = 0;

    for (guint i = 0; i < entries->len; i++) {
        const IcsWhen *when = &g_array_index(entries, IcsEntry, i).when;
        if (when->tzid != NULL && when->zone != NULL) {
            count(counts, when->tzid);
        }
    }
    for (guint i = 0; i < entries->len; i++) {
        const char *tzid = g_array_index(entries, IcsEntry, i).when.tzid;
        guint n = tzid != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(counts, tzid)) : 0;
        usual = n > most ? tzid : usual;
        most = MAX(n, most);
    }
    return usual;
}

/* The zone of the conference, as the first calendar that names one has it, or most events. */
static void find_zone(const GPtrArray *calendars, const GArray *entries, const IcsZones *zones,
                      ForeignSchedule *schedule)
{
    g_autofree char *name = NULL;

    for (guint i = 0; i < calendars->len && name == NULL; i++) {
        icalproperty *zone = ics_property_find(calendars->pdata[i], "X-WR-TIMEZONE");
        name = zone != NULL ? ics_zones_dup_iana_name(zones, icalproperty_get_x(zone)) : NULL;
    }
    const char *usual = find_usual_tzid(entries);
    if (name == NULL && usual != NULL) {
        name = ics_zones_dup_iana_name(zones, usual);
    }
    schedule->timezone = foreign_intern(schedule, name);
}

/* --- the file ---------------------------------------------------------------------------- */

static void read_calendar(icalcomponent *calendar, ForeignSchedule *schedule)
{
    icalproperty *at = icalcomponent_get_first_property(calendar, ICAL_ANY_PROPERTY);

    for (; at != NULL; at = icalcomponent_get_next_property(calendar, ICAL_ANY_PROPERTY)) {
        read_property(at, schedule);
    }
    ics_parse_remark(calendar, schedule);
}

bool ics_read(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    g_autoptr(GPtrArray) calendars = ics_parse(data, size, schedule, error);

    if (calendars == NULL) {
        return false;
    }
    g_autoptr(IcsZones) zones = ics_zones_new(schedule, calendars);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(IcsEntry));
    for (guint i = 0; i < calendars->len; i++) {
        read_calendar(calendars->pdata[i], schedule);
        ics_entry_read_all(calendars->pdata[i], zones, schedule, entries);
    }
    find_zone(calendars, entries, zones, schedule);
    ics_series_read(entries, zones, schedule);
    return true;
}
