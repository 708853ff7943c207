#include "file/import/column.h"

#include <string.h>

#include "file/import/foreign_text.h"
#include "file/import/id_pool.h"

#define AGENCY "agency:"
#define PERSON "person:"

typedef struct ColumnRow {
    const char *key;
    ColumnType type;
    gsize place;
} ColumnRow;

/* clang-format off */
static const ColumnRow ROWS[] = {
    { "id", COLUMN_LINE, offsetof(ForeignEvent, id) },
    { "source", COLUMN_LINE, offsetof(ForeignEvent, source) },
    { "title", COLUMN_LINE, offsetof(ForeignEvent, title) },
    { "subtitle", COLUMN_LINE, offsetof(ForeignEvent, subtitle) },
    { "abstract", COLUMN_PROSE, offsetof(ForeignEvent, abstract) },
    { "date", COLUMN_DATE, 0 },
    { "start", COLUMN_START, 0 },
    { "end", COLUMN_END, 0 },
    { "duration", COLUMN_DURATION, 0 },
    { "timezone", COLUMN_ZONE, 0 },
    { "room", COLUMN_LINE, offsetof(ForeignEvent, room) },
    { "round-table", COLUMN_LINE, offsetof(ForeignEvent, track) },
    { "type", COLUMN_TERM, offsetof(ForeignEvent, type) },
    { "tags", COLUMN_TERMS, offsetof(ForeignEvent, tags) },
    { "languages", COLUMN_LANGUAGES, offsetof(ForeignEvent, languages) },
    { "interpretation", COLUMN_LANGUAGES, offsetof(ForeignEvent, interpretation) },
    { "status", COLUMN_STATUS, 0 },
    { "kind", COLUMN_KIND, 0 },
    { "url", COLUMN_URL, offsetof(ForeignEvent, url) },
    { "links", COLUMN_LINKS, 0 },
    { "join", COLUMN_URL, offsetof(ForeignEvent, join) },
    { "contact", COLUMN_LINE, offsetof(ForeignEvent, contact) },
    { "image", COLUMN_URL, offsetof(ForeignEvent, image) },
    { "-", COLUMN_IGNORED, 0 },
};

/* What people call the same. */
static const struct {
    const char *name;
    const char *key;
} OTHER_NAMES[] = {
    { "code", "id" }, { "number", "id" }, { "no", "id" },
    { "guid", "source" }, { "uid", "source" },
    { "name", "title" }, { "session", "title" }, { "session-title", "title" }, { "event", "title" },
    { "description", "abstract" }, { "summary", "abstract" },
    { "day", "date" }, { "start-date", "date" },
    { "start-time", "start" }, { "from", "start" }, { "begin", "start" }, { "begins", "start" },
    { "end-time", "end" }, { "to", "end" }, { "until", "end" }, { "ends", "end" },
    { "length", "duration" },
    { "tz", "timezone" }, { "time-zone", "timezone" },
    { "location", "room" }, { "venue", "room" }, { "place", "room" },
    { "track", "round-table" }, { "stream", "round-table" }, { "theme", "round-table" },
    { "format", "type" }, { "session-type", "type" }, { "category", "type" },
    { "keywords", "tags" }, { "tag", "tags" }, { "language", "languages" },
    { "website", "url" }, { "web", "url" }, { "link", "url" },
    { "online", "join" }, { "meeting", "join" },
    { "organisation", AGENCY "participant" }, { "organisations", AGENCY "participant" },
    { "organization", AGENCY "participant" }, { "organizations", AGENCY "participant" },
    { "agency", AGENCY "participant" }, { "agencies", AGENCY "participant" },
    { "lead-organisation", AGENCY "organiser" }, { "lead-organization", AGENCY "organiser" },
    { "organiser", AGENCY "organiser" }, { "organisers", AGENCY "organiser" },
    { "organizer", AGENCY "organiser" }, { "organizers", AGENCY "organiser" },
    { "co-organisations", AGENCY "co-organiser" }, { "co-organizations", AGENCY "co-organiser" },
    { "co-organisers", AGENCY "co-organiser" }, { "co-organizers", AGENCY "co-organiser" },
    { "speaker", PERSON "speaker" }, { "speakers", PERSON "speaker" },
    { "presenter", PERSON "presenter" }, { "presenters", PERSON "presenter" },
    { "chair", PERSON "chair" }, { "chairs", PERSON "chair" },
    { "moderator", PERSON "moderator" }, { "moderators", PERSON "moderator" },
    { "discussant", PERSON "discussant" }, { "discussants", PERSON "discussant" },
    { "panellists", PERSON "panellist" }, { "panelists", PERSON "panellist" },
};
/* clang-format on */

/* Whether a word is the id of a built-in role. */
static bool is_role(const char *word)
{
    g_autoptr(Agenda) agenda = agenda_new("roles", NULL);

    return agenda_find_role(agenda, word) != NULL;
}

/* Whether a key names those who contribute in a built-in role. */
static bool read_role(ForeignSchedule *schedule, const char *key, Column *out)
{
    bool is_agency = g_str_has_prefix(key, AGENCY);
    const char *role = is_agency || g_str_has_prefix(key, PERSON) ? strchr(key, ':') + 1 : NULL;

    if (role == NULL || !is_role(role)) {
        return false;
    }
    out->type = is_agency ? COLUMN_AGENCIES : COLUMN_PEOPLE;
    out->role = foreign_intern(schedule, role);
    return true;
}

bool column_of_key(ForeignSchedule *schedule, const char *key, Column *out)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (strcmp(ROWS[i].key, key) == 0) {
            out->type = ROWS[i].type;
            out->place = ROWS[i].place;
            return true;
        }
    }
    return read_role(schedule, key, out);
}

Column column_of_name(ForeignSchedule *schedule, const char *name)
{
    g_autofree char *word = id_pool_dup_slug(name, "column");
    Column column = { .type = COLUMN_UNKNOWN, .name = foreign_line(schedule, name) };

    for (gsize i = 0; i < G_N_ELEMENTS(OTHER_NAMES); i++) {
        if (strcmp(OTHER_NAMES[i].name, word) == 0) {
            column_of_key(schedule, OTHER_NAMES[i].key, &column);
            return column;
        }
    }
    column_of_key(schedule, word, &column);
    return column;
}

char *column_dup_keys(void)
{
    g_autoptr(GString) keys = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        g_string_append_printf(keys, "%s, ", ROWS[i].key);
    }
    g_string_append(keys, "agency:ROLE, person:ROLE");
    return g_strdup(keys->str);
}
