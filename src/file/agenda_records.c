#include "file/agenda_records.h"

#include "base/json_text.h"

#include <string.h>

typedef struct Writer {
    const Agenda *agenda;
    GArray *records;
    GStringChunk *strings;
    GString *text; /* of the record that is being written */
} Writer;

/* --- values ------------------------------------------------------------------------------ */

static void append_languages(GString *out, const Text *text)
{
    for (gsize i = 0; i < text->n_variants; i++) {
        g_assert(text->variants[i].lang != NULL);
        json_text_append_string(out, text->variants[i].lang, text->variants[i].value);
    }
}

static void append_text(GString *out, const char *key, const Text *text)
{
    if (text->n_variants == 1 && text->variants[0].lang == NULL) {
        json_text_append_string(out, key, text->variants[0].value);
    } else if (text->n_variants > 0) {
        json_text_open(out, key, '{');
        append_languages(out, text);
        json_text_close(out, '}');
    }
}

static void append_date(GString *out, const char *key, CivilDate date)
{
    g_autofree char *iso = civil_date_to_iso(date);

    json_text_append_string(out, key, iso);
}

/* The clock as the file has it: hours run on beyond the midnight after the day. */
static char *dup_clock(const Day *day, CivilTime time)
{
    CivilTime minutes = (time - civil_at(day->date, 0)) / 60;

    return g_strdup_printf("%02d:%02d", (gint)(minutes / 60), (gint)(minutes % 60));
}

static void append_clock(GString *out, const char *key, const Day *day, CivilTime time)
{
    g_autofree char *clock = dup_clock(day, time);

    json_text_append_string(out, key, clock);
}

static void append_contribution_status(GString *out, ContributionStatus status)
{
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        json_text_append_string(out, "status", contribution_status_word(status));
    }
}

static void append_visibility(GString *out, Visibility visibility)
{
    if (visibility != VISIBILITY_PUBLIC) {
        json_text_append_string(out, "visibility", visibility_word(visibility));
    }
}

/* --- records ----------------------------------------------------------------------------- */

static void begin_record(Writer *writer)
{
    g_string_truncate(writer->text, 0);
    json_text_open(writer->text, NULL, '{');
}

/* `kind` is not copied. Places are those of many sessions: each is kept once. */
static void end_record(Writer *writer, const char *kind, const char *id, const char *place)
{
    json_text_close(writer->text, '}');
    AgendaRecord record = {
        .kind = kind,
        .id = g_string_chunk_insert(writer->strings, id),
        .place = g_string_chunk_insert_const(writer->strings, place),
        .text = g_string_chunk_insert_len(writer->strings, writer->text->str,
                                          (gssize)writer->text->len),
    };
    g_array_append_val(writer->records, record);
}

static void add_head(Writer *writer)
{
    const Agenda *agenda = writer->agenda;
    g_autofree char *default_short_name = agenda_dup_default_short_name(agenda);
    bool is_default = g_strcmp0(agenda->short_name, default_short_name) == 0;
    g_autofree char *published =
        agenda->has_published ? civil_stamp_to_text(agenda->published) : NULL;

    begin_record(writer);
    json_text_append_string(writer->text, "id", agenda->id);
    append_text(writer->text, "title", &agenda->title);
    json_text_append_string(writer->text, "timezone", tz_name(agenda->tz));
    json_text_append_string(writer->text, "short", is_default ? NULL : agenda->short_name);
    append_text(writer->text, "description", &agenda->description);
    json_text_append_string(writer->text, "url", agenda->url);
    json_text_append_string(writer->text, "location", agenda->location);
    json_text_append_string(writer->text, "published", published);
    end_record(writer, "agenda", "", "");
}

/* One that is changed is told as a whole: it is then no matter of what is built in. */
static void add_role(Writer *writer, const Role *role)
{
    if (role_is_as_built_in(role)) {
        return;
    }
    begin_record(writer);
    json_text_append_string(writer->text, "id", role->id);
    append_text(writer->text, "label", &role->label);
    json_text_append_bool(writer->text, "present", role->present);
    end_record(writer, "role", role->id, "");
}

static void add_agency(Writer *writer, const Agency *agency)
{
    begin_record(writer);
    json_text_append_string(writer->text, "id", agency->id);
    json_text_append_string(writer->text, "short", agency->short_name);
    append_text(writer->text, "name", &agency->name);
    if (agency->kind != AGENCY_KIND_AGENCY) {
        json_text_append_string(writer->text, "kind", agency_kind_word(agency->kind));
    }
    if (agency->delegation != 1) {
        json_text_append_number(writer->text, "delegation", agency->delegation);
    }
    json_text_append_string(writer->text, "url", agency->url);
    end_record(writer, "agency", agency->id, "");
}

static void add_room(Writer *writer, const Room *room)
{
    begin_record(writer);
    json_text_append_string(writer->text, "id", room->id);
    append_text(writer->text, "name", &room->name);
    if (room->capacity != 0) {
        json_text_append_number(writer->text, "capacity", room->capacity);
    }
    end_record(writer, "room", room->id, "");
}

static void add_round_table(Writer *writer, const RoundTable *round_table)
{
    begin_record(writer);
    json_text_append_string(writer->text, "id", round_table->id);
    append_text(writer->text, "title", &round_table->title);
    end_record(writer, "round-table", round_table->id, "");
}

static void add_preparation(Writer *writer, const Preparation *preparation)
{
    g_autofree char *key = preparation_dup_key(preparation);

    begin_record(writer);
    json_text_append_string(writer->text, "agency", preparation->agency->id);
    json_text_append_string(writer->text, "role", preparation->role->id);
    json_text_append_string(writer->text, "id", preparation->id);
    append_text(writer->text, "title", &preparation->title);
    append_contribution_status(writer->text, preparation->status);
    append_visibility(writer->text, preparation->visibility);
    append_text(writer->text, "note", &preparation->note);
    json_text_append_string(writer->text, "url", preparation->url);
    if (preparation->timing != PREPARATION_UNDATED) {
        append_date(writer->text, preparation->timing == PREPARATION_DUE ? "due" : "date",
                    preparation->date);
    }
    end_record(writer, "preparation", key, "");
}

/* --- days -------------------------------------------------------------------------------- */

static void append_contributions(GString *out, const Session *session)
{
    if (session->contributions->len == 0) {
        return;
    }
    json_text_open(out, "contributions", '[');
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        json_text_open(out, NULL, '{');
        json_text_append_string(out, "agency", contribution->agency->id);
        json_text_append_string(out, "role", contribution->role->id);
        append_contribution_status(out, contribution->status);
        append_visibility(out, contribution->visibility);
        append_text(out, "note", &contribution->note);
        json_text_close(out, '}');
    }
    json_text_close(out, ']');
}

static void append_session(GString *out, const Session *session)
{
    json_text_append_string(out, "id", session->id);
    append_text(out, "title", &session->title);
    append_text(out, "abstract", &session->abstract);
    json_text_append_string(out, "room", session->room != NULL ? session->room->id : NULL);
    if (session->status != SESSION_STATUS_CONFIRMED) {
        json_text_append_string(out, "status", session_status_word(session->status));
    }
    json_text_append_string(out, "url", session->url);
    append_visibility(out, session->visibility);
    if (session->start != session->slot->start) {
        append_clock(out, "start", session->day, session->start);
    }
    if (session->end != session->slot->end) {
        append_clock(out, "end", session->day, session->end);
    }
    json_text_append_string(out, "round-table",
                            session->round_table != NULL ? session->round_table->id : NULL);
    append_contributions(out, session);
}

/* What the slot holds is the last word of a place: a key of the file. */
static const char *key_of_kind(SessionKind kind)
{
    return kind == SESSION_KIND_SESSION ? "sessions" : session_kind_word(kind);
}

/* "09:00 13:00" or "all-day". */
static char *dup_slot_times(const Slot *slot)
{
    if (slot->all_day) {
        return g_strdup("all-day");
    }
    g_autofree char *start = dup_clock(slot->day, slot->start);
    g_autofree char *end = dup_clock(slot->day, slot->end);
    return g_strconcat(start, " ", end, NULL);
}

static void add_sessions(Writer *writer, const char *date, const Slot *slot)
{
    g_autofree char *times = dup_slot_times(slot);

    for (guint i = 0; i < slot->sessions->len; i++) {
        const Session *session = slot->sessions->pdata[i];
        g_autofree char *place =
            g_strconcat(date, " ", times, " ", key_of_kind(session->kind), NULL);
        begin_record(writer);
        append_session(writer->text, session);
        end_record(writer, "session", session->id, place);
    }
}

static void add_day(Writer *writer, const Day *day)
{
    g_autofree char *date = civil_date_to_iso(day->date);

    begin_record(writer);
    json_text_append_string(writer->text, "date", date);
    append_text(writer->text, "title", &day->title);
    end_record(writer, "day", date, "");
    for (guint i = 0; i < day->slots->len; i++) {
        add_sessions(writer, date, day->slots->pdata[i]);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static void add_all(Writer *writer)
{
    const Agenda *agenda = writer->agenda;

    add_head(writer);
    for (guint i = 0; i < agenda->roles->len; i++) {
        add_role(writer, agenda->roles->pdata[i]);
    }
    for (guint i = 0; i < agenda->agencies->len; i++) {
        add_agency(writer, agenda->agencies->pdata[i]);
    }
    for (guint i = 0; i < agenda->rooms->len; i++) {
        add_room(writer, agenda->rooms->pdata[i]);
    }
    for (guint i = 0; i < agenda->round_tables->len; i++) {
        add_round_table(writer, agenda->round_tables->pdata[i]);
    }
    for (guint i = 0; i < agenda->days->len; i++) {
        add_day(writer, agenda->days->pdata[i]);
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        add_preparation(writer, agenda->preparations->pdata[i]);
    }
}

gint agenda_record_compare(gconstpointer a, gconstpointer b)
{
    const AgendaRecord *left = a;
    const AgendaRecord *right = b;
    gint order = strcmp(left->kind, right->kind);

    return order != 0 ? order : strcmp(left->id, right->id);
}

GArray *agenda_records_of(const Agenda *agenda, GStringChunk *strings)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Writer writer = {
        .agenda = agenda,
        .records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord)),
        .strings = strings,
        .text = text,
    };

    add_all(&writer);
    g_array_sort(writer.records, agenda_record_compare);
    return writer.records;
}
