#include "file/agenda_records.h"

#include <string.h>

#include "base/json_text.h"
#include "model/agenda/schema.h"
#include "model/time/civil.h"

/* The length of "YYYY-MM-DD", with which the place of a session begins. */
#define DATE_LENGTH 10

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const AgendaRecord *left = *(const AgendaRecord *const *)a;
    const AgendaRecord *right = *(const AgendaRecord *const *)b;
    gint order = strcmp(left->place, right->place);

    return order != 0 ? order : strcmp(left->id, right->id);
}

/* The records of a kind (const AgendaRecord *), by place, then id. The caller owns the array. */
static GPtrArray *dup_records(const GArray *records, const char *kind)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; i < records->len; i++) {
        AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        if (strcmp(record->kind, kind) == 0) {
            g_ptr_array_add(found, record);
        }
    }
    g_ptr_array_sort(found, compare_places);
    return found;
}

/* Appends a text on a new line, after a comma unless it comes first in its list or is a key's
 * value. */
static void append_line(GString *out, const char *text)
{
    if (strchr("[:", out->str[out->len - 1]) == NULL) {
        g_string_append_c(out, ',');
    }
    g_string_append_c(out, '\n');
    g_string_append(out, text);
}

static void append_key(GString *out, const char *key)
{
    bool is_first = out->str[out->len - 1] == '{';

    g_string_append(out, is_first ? "\n\"" : ",\n\"");
    g_string_append(out, key);
    g_string_append(out, "\":");
}

static void append_head(GString *out, const GArray *records)
{
    g_autoptr(GPtrArray) heads = dup_records(records, "agenda");

    g_assert(heads->len <= 1);
    if (heads->len > 0) {
        append_key(out, "agenda");
        g_string_append(out, ((const AgendaRecord *)heads->pdata[0])->text);
    }
}

/* Appends a list of records; nothing if there are none. */
static void append_list(GString *out, const char *key, const GArray *records, const char *kind)
{
    g_autoptr(GPtrArray) found = dup_records(records, kind);

    if (found->len == 0) {
        return;
    }
    append_key(out, key);
    g_string_append_c(out, '[');
    for (guint i = 0; i < found->len; i++) {
        append_line(out, ((const AgendaRecord *)found->pdata[i])->text);
    }
    g_string_append(out, "\n]");
}

/* --- days -------------------------------------------------------------------------------- */

/* The sessions still to be written, which are by place and so by day and slot. */
typedef struct Sessions {
    const GPtrArray *records;
    guint next;
} Sessions;

/* The next session; NULL if there are no more. */
static const AgendaRecord *peek(const Sessions *sessions)
{
    return sessions->next < sessions->records->len ? sessions->records->pdata[sessions->next]
                                                   : NULL;
}

static bool is_of_day(const AgendaRecord *session, const char *date)
{
    return session != NULL && strncmp(session->place, date, DATE_LENGTH) == 0;
}

/* Appends the times of a slot and returns the key of its contents. `place` is "DATE START END KEY",
 * "DATE all-day KEY" or "DATE all-day UNTIL KEY", in parts. */
static const char *append_slot_head(GString *out, char *const *place)
{
    guint length = g_strv_length((char **)place);

    g_assert(length == 3 || length == 4);
    json_text_open(out, NULL, '{');
    if (strcmp(place[1], "all-day") == 0) {
        json_text_append_bool(out, "all-day", true);
        json_text_append_string(out, "until", length == 4 ? place[2] : NULL);
    } else {
        json_text_append_string(out, "start", place[1]);
        json_text_append_string(out, "end", place[2]);
    }
    return place[length - 1];
}

/* Appends a slot. Sessions with the same place share one; each plenary and each break has its
 * own. */
static void append_slot(GString *out, Sessions *sessions)
{
    const AgendaRecord *first = peek(sessions);
    g_auto(GStrv) place = g_strsplit(first->place, " ", -1);
    const char *key = append_slot_head(out, place);

    g_string_append_printf(out, ",\"%s\":", key);
    sessions->next++;
    if (strcmp(key, session_kind_key(SESSION_KIND_SESSION)) != 0) {
        append_line(out, first->text);
        g_string_append(out, "\n}");
        return;
    }
    g_string_append_c(out, '[');
    append_line(out, first->text);
    for (const AgendaRecord *next = peek(sessions);
         next != NULL && strcmp(next->place, first->place) == 0; next = peek(sessions)) {
        append_line(out, next->text);
        sessions->next++;
    }
    g_string_append(out, "\n]}");
}

/* Appends a day. Its slots become the last key of its record. */
static void append_day(GString *out, const char *text, const char *date, Sessions *sessions)
{
    append_line(out, text);
    if (!is_of_day(peek(sessions), date)) {
        return;
    }
    g_assert(g_str_has_suffix(text, "}"));
    g_string_truncate(out, out->len - 1);
    json_text_open(out, "slots", '[');
    while (is_of_day(peek(sessions), date)) {
        append_slot(out, sessions);
    }
    g_string_append(out, "\n]}");
}

/* Appends days for sessions whose own is missing: those before a date or, if it is NULL, all that
 * are left. The history reads the records of a departure without those of its day. */
static void append_made_days(GString *out, const char *before, Sessions *sessions)
{
    for (const AgendaRecord *next = peek(sessions);
         next != NULL && (before == NULL || strncmp(next->place, before, DATE_LENGTH) < 0);
         next = peek(sessions)) {
        g_autofree char *date = g_strndup(next->place, DATE_LENGTH);
        g_autofree char *text = g_strdup_printf("{\"date\":\"%s\"}", date);
        append_day(out, text, date, sessions);
    }
}

/* Appends the days. Every file needs the key, even without days. */
static void append_days(GString *out, const GArray *records)
{
    g_autoptr(GPtrArray) days = dup_records(records, "day");
    g_autoptr(GPtrArray) all_sessions = dup_records(records, "session");
    Sessions sessions = { .records = all_sessions };

    append_key(out, "days");
    g_string_append_c(out, '[');
    for (guint i = 0; i < days->len; i++) {
        const AgendaRecord *day = days->pdata[i];
        append_made_days(out, day->id, &sessions);
        append_day(out, day->text, day->id, &sessions);
    }
    append_made_days(out, NULL, &sessions);
    g_string_append(out, "\n]");
}

/* --- what is no record ------------------------------------------------------------------- */

/* Whether a text is "DATE START END KEY", "DATE all-day KEY" or "DATE all-day UNTIL KEY". */
static bool is_place_of_session(const char *text)
{
    const char *const keys[] = { session_kind_key(SESSION_KIND_SESSION),
                                 session_kind_key(SESSION_KIND_PLENARY),
                                 session_kind_key(SESSION_KIND_BREAK), NULL };
    g_auto(GStrv) place = g_strsplit(text, " ", -1);
    guint length = g_strv_length(place);
    CivilDate date;

    return (length == 4 || (length == 3 && strcmp(place[1], "all-day") == 0)) &&
           civil_parse_date(place[0], &date) && g_strv_contains(keys, place[length - 1]);
}

static bool is_kind(const char *kind)
{
    static const char *const OTHERS[] = { "agenda", "day", "session", "preparation", "zone", NULL };
    bool any = g_strv_contains(OTHERS, kind);

    for (gsize i = 0; i < N_NAMED_KINDS; i++) {
        any = any || strcmp(SCHEMA_NAMED[i]->word, kind) == 0;
    }
    return any;
}

static bool is_wellformed(const AgendaRecord *record)
{
    /* Histories can be damaged or forged. This is all that the writer above relies on; the reader
     * of the file finds whatever else is wrong. */
    bool is_in_place = strcmp(record->kind, "session") == 0 ? is_place_of_session(record->place)
                                                            : *record->place == '\0';

    return is_in_place && is_kind(record->kind) && g_str_has_prefix(record->text, "{") &&
           g_str_has_suffix(record->text, "}") && strchr(record->text, '\n') == NULL;
}

const AgendaRecord *agenda_records_find_malformed(const GArray *records)
{
    bool has_head = false;
    bool has_zone = false;

    for (guint i = 0; i < records->len; i++) {
        const AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        bool is_head = strcmp(record->kind, "agenda") == 0;
        bool is_zone = strcmp(record->kind, "zone") == 0;
        if (!is_wellformed(record) || (is_head && has_head) || (is_zone && has_zone)) {
            return record;
        }
        has_head = has_head || is_head;
        has_zone = has_zone || is_zone;
    }
    return NULL;
}

/* --- the zone ---------------------------------------------------------------------------- */

#define ZONE_PREFIX "{\"rules\":\""
#define ZONE_SUFFIX "\"}"

/* NULL if there is none. */
static const AgendaRecord *find_zone(const GArray *records)
{
    for (guint i = 0; i < records->len; i++) {
        const AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        if (strcmp(record->kind, "zone") == 0) {
            return record;
        }
    }
    return NULL;
}

/* No rules have a character that JSON would escape. */
Tz *agenda_record_read_zone(const AgendaRecord *record)
{
    if (!g_str_has_prefix(record->text, ZONE_PREFIX) ||
        !g_str_has_suffix(record->text, ZONE_SUFFIX)) {
        return NULL;
    }
    const char *rules = record->text + strlen(ZONE_PREFIX);
    gsize length = strlen(rules);
    g_autofree char *text = length < strlen(ZONE_SUFFIX)
                                ? g_strdup("")
                                : g_strndup(rules, length - strlen(ZONE_SUFFIX));
    return tz_new_from_rules(record->id, text, NULL);
}

/* --- the whole --------------------------------------------------------------------------- */

void agenda_records_append_file(GString *out, const GArray *records)
{
    g_string_append_c(out, '{');
    append_head(out, records);
    for (gsize i = 0; i < SCHEMA_FILE.n_fields; i++) {
        const SchemaField *list = &SCHEMA_FILE.fields[i];
        if (schema_is_named(list->of)) {
            append_list(out, list->key, records, list->of->word);
        }
    }
    append_days(out, records);
    append_list(out, "preparations", records, "preparation");
    g_string_append(out, "\n}\n");
}

char *agenda_records_dup_file(const Agenda *agenda)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) records = agenda_records_of(agenda, strings);
    g_autoptr(GString) file = g_string_new(NULL);

    agenda_records_append_file(file, records);
    return g_string_free(g_steal_pointer(&file), FALSE);
}

char *agenda_records_digest(const GArray *records)
{
    g_autoptr(GString) file = g_string_new(NULL);

    agenda_records_append_file(file, records);
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)file->str, file->len);
}

char *agenda_records_rules_digest(const GArray *records)
{
    const AgendaRecord *zone = find_zone(records);

    return zone != NULL ? g_compute_checksum_for_string(G_CHECKSUM_SHA256, zone->text, -1) : NULL;
}
