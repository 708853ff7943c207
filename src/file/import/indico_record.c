#include "file/import/indico_record.h"

#include <string.h>

#include "file/import/foreign_text.h"
#include "file/import/foreign_times.h"
#include "file/zone_file.h"

/* --- the reader -------------------------------------------------------------------------- */

static void free_zone(gpointer tz)
{
    if (tz != NULL) {
        tz_unref(tz);
    }
}

void indico_reader_init(IndicoReader *reader, ForeignSchedule *schedule)
{
    *reader = (IndicoReader){ .schedule = schedule };
    reader->zones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_zone);
}

void indico_reader_clear(IndicoReader *reader)
{
    g_hash_table_unref(reader->zones);
}

/* --- texts ------------------------------------------------------------------------------- */

const char *indico_record_name(IndicoReader *reader, const json_t *value)
{
    g_autofree char *text = json_source_dup_value(value);
    const char *title = json_source_line(reader->schedule, value, "title");

    if (text != NULL) {
        return foreign_line(reader->schedule, text);
    }
    return title != NULL ? title : json_source_line(reader->schedule, value, "name");
}

const char *indico_record_prose(IndicoReader *reader, const char *what, const json_t *object,
                                const char *name)
{
    g_autofree char *text = json_source_dup(object, name);

    return foreign_prose(reader->schedule, what, text);
}

bool indico_record_is_plenary(const char *title)
{
    static const char *const WORDS[] = { "plenary", "plénière", "plenaria" };
    g_autofree char *lower = title != NULL ? g_utf8_strdown(title, -1) : g_strdup("");
    g_auto(GStrv) words = g_strsplit(lower, " ", -1);
    guint n_words = g_strv_length(words);

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS) && n_words > 0; i++) {
        if (strcmp(words[0], WORDS[i]) == 0 || strcmp(words[n_words - 1], WORDS[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* --- times ------------------------------------------------------------------------------- */

/* The rules of a zone; NULL if there are none of that name. Borrowed from the reader. */
static Tz *find_zone(IndicoReader *reader, const char *name)
{
    gpointer tz = NULL;

    if (!g_hash_table_lookup_extended(reader->zones, name, NULL, &tz)) {
        tz = zone_file_read(name, NULL);
        g_hash_table_insert(reader->zones, g_strdup(name), tz);
    }
    return tz;
}

/* Reads {"date": "2025-02-01", "time": "09:00:00", "tz": "Europe/Zurich"}, or a stamp. */
static ForeignTime read_time(IndicoReader *reader, const json_t *value)
{
    g_autofree char *date = json_source_dup(value, "date");
    g_autofree char *clock = json_source_dup(value, "time");
    g_autofree char *stamp = date != NULL && clock != NULL ? g_strdup_printf("%sT%s", date, clock)
                                                           : json_source_dup_value(value);
    const char *zone = json_source_line(reader->schedule, value, "tz");
    ForeignTime time = foreign_times_parse(stamp);
    const Tz *tz = zone != NULL ? find_zone(reader, zone) : NULL;

    if (tz != NULL && time.type == FOREIGN_TIME_LOCAL) {
        reader->zone = reader->zone != NULL ? reader->zone : zone;
        time.type = FOREIGN_TIME_INSTANT;
        tz_resolve_local(tz, time.seconds, &time.seconds);
    }
    return time;
}

void indico_record_read_times(IndicoReader *reader, const json_t *object, ForeignEvent *event)
{
    gint64 minutes = json_source_number(object, "duration");

    event->start = read_time(reader, json_object_get(object, "startDate"));
    event->end = read_time(reader, json_object_get(object, "endDate"));
    if (event->end.type == FOREIGN_TIME_NONE) {
        event->end = event->start;
        event->end.seconds += CLAMP(minutes, 0, CIVIL_MAX_CLOCK) * 60;
    }
}

/* --- places ------------------------------------------------------------------------------ */

const char *indico_record_room(IndicoReader *reader, const json_t *object)
{
    const char *full = json_source_line(reader->schedule, object, "roomFullname");
    const char *name = full != NULL ? full : json_source_line(reader->schedule, object, "room");
    const char *venue = json_source_line(reader->schedule, object, "location");

    reader->venue = reader->venue != NULL ? reader->venue : venue;
    bool is_elsewhere = venue != NULL && strcmp(venue, reader->venue) != 0;
    if (!is_elsewhere) {
        return name != NULL ? foreign_add_room(reader->schedule, name)->name : NULL;
    }
    g_autofree char *both = name != NULL ? g_strdup_printf("%s (%s)", name, venue) : NULL;
    ForeignPlace *room = foreign_add_room(
        reader->schedule, both != NULL ? foreign_line(reader->schedule, both) : venue);
    const char *address = json_source_line(reader->schedule, object, "address");
    room->address = address != NULL ? address : both != NULL ? venue : NULL;
    return room->name;
}

/* --- people ------------------------------------------------------------------------------ */

/* The first of several members that says something. */
static const char *first_line(IndicoReader *reader, const json_t *object, const char *const *names)
{
    const char *line = NULL;

    for (; *names != NULL && line == NULL; names++) {
        line = json_source_line(reader->schedule, object, *names);
    }
    return line;
}

/* A name as people say it: exports have "Doe, Jane", too, and one with or without a title. */
static const char *name_of(IndicoReader *reader, const json_t *person)
{
    static const char *const FIRST[] = { "first_name", "firstName", NULL };
    static const char *const LAST[] = { "last_name", "familyName", NULL };
    static const char *const WHOLE[] = { "fullName", "name", NULL };
    const char *first = first_line(reader, person, FIRST);
    const char *last = first_line(reader, person, LAST);
    const char *whole = first_line(reader, person, WHOLE);
    const char *comma = whole != NULL ? strstr(whole, ", ") : NULL;

    if (first == NULL && last == NULL && comma == NULL) {
        return whole;
    }
    if (first == NULL && last == NULL) {
        g_autofree char *turned =
            g_strdup_printf("%s %.*s", comma + 2, (int)(comma - whole), whole);
        return foreign_line(reader->schedule, turned);
    }
    g_autofree char *joined =
        g_strdup_printf("%s %s", first != NULL ? first : "", last != NULL ? last : "");
    return foreign_line(reader->schedule, joined);
}

static const char *const PERSON[] = {
    "affiliation", "affiliation_id",
    "db_id",       "displayOrderKey",
    "familyName",  "firstName",
    "first_name",  "fullName",
    "id",          "last_name",
    "name",        "person_id",
    "title",       NULL,
};

static void add_person(IndicoReader *reader, const json_t *person, const IndicoRole *as,
                       ForeignEvent *event)
{
    const char *name = name_of(reader, person);

    if (name == NULL) {
        foreign_remark(reader->schedule, "a person", "is left out: it has no name", NULL);
        return;
    }
    ForeignParty *party = foreign_add_party(event, FOREIGN_PARTY_PERSON);
    party->name = name;
    party->organisation = json_source_line(reader->schedule, person, "affiliation");
    party->role = as->role;
    party->note = as->note;
}

bool indico_record_add_people(IndicoReader *reader, const json_t *people, const IndicoRole *as,
                              ForeignEvent *event)
{
    guint before = event != NULL ? event->parties->len : 0;
    gsize i;
    json_t *person;

    json_array_foreach (people, i, person) {
        json_source_leave_out(reader->schedule, "person", person, PERSON);
        if (event != NULL && i < as->most) {
            add_person(reader, person, as, event);
        } else if (event != NULL) {
            foreign_remark(reader->schedule, "a person", "is left out: there are too many", NULL);
        }
    }
    return event != NULL && event->parties->len > before;
}

/* --- links ------------------------------------------------------------------------------- */

static void add_files(IndicoReader *reader, const json_t *files, ForeignEvent *event)
{
    static const char *const ADDRESSES[] = { "link_url", "download_url", "url" };
    gsize i;
    json_t *file;

    json_array_foreach (files, i, file) {
        const char *title = indico_record_name(reader, file);
        const char *url = NULL;
        for (gsize n = 0; n < G_N_ELEMENTS(ADDRESSES) && url == NULL; n++) {
            url = json_source_url(reader->schedule, reader->base, file, ADDRESSES[n]);
        }
        if (url != NULL) {
            foreign_add_link(event, url, title);
        }
    }
}

static void add_folders(IndicoReader *reader, const json_t *folders, const char *name,
                        ForeignEvent *event)
{
    gsize i;
    json_t *folder;

    json_array_foreach (folders, i, folder) {
        add_files(reader, json_object_get(folder, name), event);
    }
}

void indico_record_add_links(IndicoReader *reader, const json_t *object, ForeignEvent *event)
{
    const json_t *attachments = json_object_get(object, "attachments");

    if (event->links->len > 0) {
        return;
    }
    add_files(reader, json_object_get(attachments, "files"), event);
    add_folders(reader, json_object_get(attachments, "folders"), "attachments", event);
    add_folders(reader, json_object_get(object, "folders"), "attachments", event);
    if (event->links->len == 0) {
        /* What older versions call them; newer ones say the same twice. */
        add_folders(reader, json_object_get(object, "material"), "resources", event);
    }
}

/* --- parts ------------------------------------------------------------------------------- */

/* Appends a line that no Markdown is read into. */
static void append_plain(GString *out, const char *line)
{
    for (const char *at = line; *at != '\0'; at++) {
        if (strchr("\\`*_[]<>#&", *at) != NULL) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *at);
    }
}

/* "- On things (20 minutes): Jane Doe, John Roe" */
static void append_part(IndicoReader *reader, GString *out, const json_t *part)
{
    const char *title = json_source_line(reader->schedule, part, "title");
    gint64 minutes = json_source_number(part, "duration");
    const char *between = ": ";
    gsize i;
    json_t *speaker;

    g_string_append(out, out->len > 0 ? "\n- " : "- ");
    append_plain(out, title);
    if (minutes > 0) {
        g_string_append_printf(out, " (%" G_GINT64_FORMAT " minutes)", minutes);
    }
    json_array_foreach (json_object_get(part, "speakers"), i, speaker) {
        const char *name = name_of(reader, speaker);
        if (name != NULL) {
            g_string_append(out, between);
            append_plain(out, name);
            between = ", ";
        }
    }
}

void indico_record_add_parts(IndicoReader *reader, const json_t *parts, ForeignEvent *event)
{
    g_autoptr(GString) list = g_string_new(NULL);
    const IndicoRole speaker = { .role = "speaker", .most = G_MAXUINT };
    gsize i;
    json_t *part;

    json_array_foreach (parts, i, part) {
        if (json_source_line(reader->schedule, part, "title") != NULL) {
            append_part(reader, list, part);
            indico_record_add_people(reader, json_object_get(part, "speakers"), &speaker, event);
        }
    }
    if (list->len > 0) {
        event->abstract =
            foreign_prose_join(reader->schedule, "contribution/subContributions", event->abstract,
                               foreign_intern(reader->schedule, list->str));
    }
}
