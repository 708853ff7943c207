#include "agenda_walk.h"

#include <string.h>

#include "file/agenda_file.h"
#include "file/agenda_records.h"
#include "random_agenda.h"
#include "support.h"

struct AgendaWalk {
    GRand *numbers;
    GStringChunk *strings;
    GArray *records; /* of AgendaRecord; none before the first agenda */
    GString *edits;
};

AgendaWalk *agenda_walk_new(guint32 seed)
{
    AgendaWalk *walk = g_new0(AgendaWalk, 1);

    walk->numbers = g_rand_new_with_seed(seed);
    walk->strings = g_string_chunk_new(65536);
    walk->records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    walk->edits = g_string_new(NULL);
    return walk;
}

void agenda_walk_free(AgendaWalk *walk)
{
    g_rand_free(walk->numbers);
    g_string_chunk_free(walk->strings);
    g_array_unref(walk->records);
    g_string_free(walk->edits, TRUE);
    g_free(walk);
}

const char *agenda_walk_edits(const AgendaWalk *walk)
{
    return walk->edits->str;
}

/* --- small tools ------------------------------------------------------------------------- */

static guint draw(AgendaWalk *walk, guint below)
{
    return (guint)g_rand_int_range(walk->numbers, 0, (gint32)below);
}

static AgendaRecord *record_at(GArray *records, guint i)
{
    return &g_array_index(records, AgendaRecord, i);
}

static bool is_event(const AgendaRecord *record)
{
    return strcmp(record->kind, "session") == 0 || strcmp(record->kind, "preparation") == 0;
}

/* A random record for which the question is answered with yes; NULL if there is none. */
static AgendaRecord *draw_record(AgendaWalk *walk, GArray *records,
                                 bool (*is_wanted)(const AgendaRecord *record))
{
    guint first = draw(walk, MAX(records->len, 1));

    for (guint i = 0; i < records->len; i++) {
        AgendaRecord *record = record_at(records, (first + i) % records->len);
        if (is_wanted(record)) {
            return record;
        }
    }
    return NULL;
}

/* Replaces the first occurrence in a text of a record; false if there is none. */
static bool replace(AgendaWalk *walk, const char **text, const char *from, const char *to)
{
    const char *found = strstr(*text, from);

    if (found == NULL) {
        return false;
    }
    g_autofree char *before = g_strndup(*text, (gsize)(found - *text));
    g_autofree char *whole = g_strconcat(before, to, found + strlen(from), NULL);
    *text = g_string_chunk_insert(walk->strings, whole);
    return true;
}

/* Removes what names something: all but the thing itself. */
static void remove_naming(GArray *records, const char *name)
{
    for (guint i = records->len; i > 0; i--) {
        if (strstr(record_at(records, i - 1)->text, name) != NULL) {
            g_array_remove_index(records, i - 1);
        }
    }
}

/* --- edits ------------------------------------------------------------------------------- */

/* The records of some other agenda. */
static GArray *dup_donor(AgendaWalk *walk)
{
    g_autoptr(Agenda) agenda = random_agenda_new(g_rand_int(walk->numbers), NULL);

    return agenda_records_of(agenda, walk->strings);
}

static bool add_event(AgendaWalk *walk, GArray *records)
{
    g_autoptr(GArray) donor = dup_donor(walk);
    const AgendaRecord *record = draw_record(walk, donor, is_event);

    if (record == NULL) {
        return false;
    }
    for (guint i = 0; i < records->len; i++) {
        if (strcmp(record_at(records, i)->kind, record->kind) == 0 &&
            strcmp(record_at(records, i)->id, record->id) == 0) {
            *record_at(records, i) = *record;
            return true;
        }
    }
    g_array_append_vals(records, record, 1);
    return true;
}

static bool remove_event(AgendaWalk *walk, GArray *records)
{
    const AgendaRecord *record = draw_record(walk, records, is_event);

    if (record == NULL) {
        return false;
    }
    g_array_remove_index(records, (guint)(record - record_at(records, 0)));
    return true;
}

static bool is_session(const AgendaRecord *record)
{
    return strcmp(record->kind, "session") == 0;
}

static bool call_off_or_on(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *record = draw_record(walk, records, is_session);

    return record != NULL &&
           (replace(walk, &record->text, "\"status\":\"cancelled\",", "") ||
            replace(walk, &record->text, "\"title\"", "\"status\":\"cancelled\",\"title\""));
}

static bool move(AgendaWalk *walk, GArray *records)
{
    static const char *const DATES[] = { "2007-07-09", "2007-07-10", "2007-07-11", "2007-07-16",
                                         "2007-08-01" };
    AgendaRecord *record = draw_record(walk, records, is_session);

    if (record == NULL) {
        return false;
    }
    g_autofree char *place =
        g_strconcat(DATES[draw(walk, G_N_ELEMENTS(DATES))], record->place + strlen(DATES[0]), NULL);
    record->place = g_string_chunk_insert(walk->strings, place);
    return true;
}

static bool change_kind(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *record = draw_record(walk, records, is_session);

    return record != NULL && (replace(walk, &record->place, " sessions", " plenary") ||
                              replace(walk, &record->place, " plenary", " sessions"));
}

static bool change_words(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *record = draw_record(walk, records, is_event);
    g_autofree char *title = g_strdup_printf("\"title\":\"%u ", draw(walk, 10));

    return record != NULL && replace(walk, &record->text, "\"title\":\"", title);
}

/* Also of who is responsible for a preparation. */
static bool change_agency(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *record = draw_record(walk, records, is_event);
    g_autofree char *from = g_strdup_printf("\"agency\":\"a%u\"", draw(walk, 8));
    g_autofree char *to = g_strdup_printf("\"agency\":\"a%u\"", draw(walk, 8));

    return record != NULL && replace(walk, &record->text, from, to);
}

static bool change_room(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *record = draw_record(walk, records, is_session);
    g_autofree char *from = g_strdup_printf("\"room\":\"room%u\"", draw(walk, 4));
    g_autofree char *to = g_strdup_printf("\"room\":\"room%u\"", draw(walk, 4));

    return record != NULL && replace(walk, &record->text, from, to);
}

static bool is_head(const AgendaRecord *record)
{
    return strcmp(record->kind, "agenda") == 0;
}

static bool change_zone(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *head = draw_record(walk, records, is_head);

    return draw(walk, 4) == 0 && (replace(walk, &head->text, "Europe/Brussels", "Asia/Tokyo") ||
                                  replace(walk, &head->text, "Asia/Tokyo", "Europe/Brussels"));
}

/* What round tables are called: ours, or one of two words. */
static bool change_noun(AgendaWalk *walk, GArray *records)
{
    static const char TRACK[] = "\"words\":{\"round-table\":{\"one\":\"Track\",\"many\":\"All\"}},";
    AgendaRecord *head = draw_record(walk, records, is_head);

    return (draw(walk, 2) == 0 && replace(walk, &head->text, TRACK, "")) ||
           replace(walk, &head->text, "Track", "Strand") ||
           replace(walk, &head->text, "Strand", "Track") ||
           replace(walk, &head->text, "\"title\"",
                   "\"words\":{\"round-table\":{\"one\":\"Track\",\"many\":\"All\"}},\"title\"");
}

static bool postpone_or_hold(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *head = draw_record(walk, records, is_head);

    return draw(walk, 4) == 0 &&
           (replace(walk, &head->text, "\"status\":\"postponed\",", "") ||
            replace(walk, &head->text, "\"title\"", "\"status\":\"postponed\",\"title\""));
}

static bool is_agency_or_room(const AgendaRecord *record)
{
    return strcmp(record->kind, "agency") == 0 || strcmp(record->kind, "room") == 0;
}

/* With all that names it; or else one that another agenda has. */
static bool remove_or_add_agency_or_room(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *record = draw_record(walk, records, is_agency_or_room);

    if (record != NULL && draw(walk, 2) == 0) {
        g_autofree char *name = g_strdup_printf("\"%s\":\"%s\"", record->kind, record->id);
        g_array_remove_index(records, (guint)(record - record_at(records, 0)));
        remove_naming(records, name);
        return true;
    }
    g_autoptr(GArray) donor = dup_donor(walk);
    g_array_append_vals(records, draw_record(walk, donor, is_agency_or_room), 1);
    return true;
}

static bool rename_agency_or_room(AgendaWalk *walk, GArray *records)
{
    AgendaRecord *record = draw_record(walk, records, is_agency_or_room);
    g_autofree char *name = g_strdup_printf("\"name\":\"%u ", draw(walk, 10));

    return record != NULL && replace(walk, &record->text, "\"name\":\"", name);
}

typedef struct Edit {
    const char *name;
    bool (*make)(AgendaWalk *walk, GArray *records);
} Edit;

static const Edit EDITS[] = {
    { "an event is added", add_event },
    { "an event is removed", remove_event },
    { "a session is called off or on", call_off_or_on },
    { "a session is moved", move },
    { "a session is of another kind", change_kind },
    { "an event has another title", change_words },
    { "an event has another agency", change_agency },
    { "a session has another room", change_room },
    { "another zone", change_zone },
    { "another word for round tables", change_noun },
    { "the conference is postponed or held", postpone_or_hold },
    { "an agency or a room comes or goes", remove_or_add_agency_or_room },
    { "an agency or a room has another name", rename_agency_or_room },
};

/* --- walking ----------------------------------------------------------------------------- */

/* NULL if the records make no agenda. */
static Agenda *parse(const GArray *records)
{
    g_autoptr(GString) text = g_string_new(NULL);

    agenda_records_append_file(text, records);
    g_autoptr(AgendaFile) file = agenda_file_parse("walk", text->str, text->len);
    return agenda_file_steal_agenda(file);
}

/* A part of a random agenda, small enough for things to come and go in it. */
static void begin(AgendaWalk *walk)
{
    g_autoptr(GArray) donor = dup_donor(walk);

    for (guint i = 0; i < donor->len; i++) {
        if (!is_event(record_at(donor, i)) || draw(walk, 4) == 0) {
            g_array_append_vals(walk->records, record_at(donor, i), 1);
        }
    }
}

static void edit(AgendaWalk *walk)
{
    const Edit *edit = &EDITS[draw(walk, G_N_ELEMENTS(EDITS))];
    g_autoptr(GArray) edited = g_array_copy(walk->records);
    g_autoptr(Agenda) agenda = edit->make(walk, edited) ? parse(edited) : NULL;

    if (agenda != NULL) {
        g_array_unref(walk->records);
        walk->records = g_steal_pointer(&edited);
        g_string_append_printf(walk->edits, "%s\n", edit->name);
    }
}

Agenda *agenda_walk_next(AgendaWalk *walk)
{
    g_string_truncate(walk->edits, 0);
    if (walk->records->len == 0) {
        begin(walk);
    } else {
        for (guint left = draw(walk, 8) == 0 ? 40 : 1 + draw(walk, 4); left > 0; left--) {
            edit(walk);
        }
    }
    Agenda *agenda = parse(walk->records);
    assert_non_null(agenda);
    return agenda;
}
