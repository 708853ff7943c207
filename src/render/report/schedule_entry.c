#include "render/report/schedule_private.h"

#include "model/agenda/participant.h"
#include "model/agenda/schema.h"
#include "render/markdown_plain.h"
#include "render/report/cells.h"
#include "render/wording.h"

/* The mark before each preparation, and the blank after it. */
#define BULLET_CELLS 2

const char *schedule_get(const Text *text)
{
    const char *value = text_get(text, NULL);

    return value == NULL ? "" : value;
}

void schedule_write_paragraph(View *view, const char *strong, Ink ink, const char *text)
{
    g_autofree char *flat_strong = cells_flatten(strong, view->style->ascii);
    g_autofree char *flat_text = cells_flatten(text, view->style->ascii);

    printer_paragraph(&view->printer, flat_strong, ink, flat_text);
}

void schedule_write_heading(View *view, Ink ink, const char *text)
{
    g_autofree char *flat = cells_flatten(text, view->style->ascii);

    printer_heading(&view->printer, ink, flat);
}

void schedule_write_label(View *view, Ink ink, const char *text)
{
    g_autofree char *flat = cells_flatten(text, view->style->ascii);

    printer_label(&view->printer, ink, flat);
}

void schedule_append_dot(const View *view, GString *text)
{
    if (text->len > 0) {
        g_string_append(text, view->style->ascii ? " - " : " · ");
    }
}

/* Appends " (requested)" and the like, glued to the word before; nothing for "confirmed". */
static void append_status(GString *text, ContributionStatus status)
{
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        g_string_append_printf(text, CELLS_GLUE "(%s)", contribution_status_word(status));
    }
}

/* Appends a mark to what only those who contribute may see; nothing to what is public. */
static void append_privacy(GString *text, Visibility visibility)
{
    if (visibility != VISIBILITY_PUBLIC) {
        g_string_append(text, CELLS_GLUE "(private)");
    }
}

/* --- ids --------------------------------------------------------------------------------- */

/* Appends the ids that records name under a key, each once: "agency ilo, iom"; nothing if there are
 * none. */
static void append_named(const View *view, GString *text, const SchemaField *field,
                         const GPtrArray *records)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < records->len; i++) {
        g_autofree char *id = schema_field_dup_text(field, records->pdata[i]);
        if (id != NULL && !g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL)) {
            g_ptr_array_add(ids, g_steal_pointer(&id));
        }
    }
    for (guint i = 0; i < ids->len; i++) {
        if (i == 0) {
            schedule_append_dot(view, text);
        }
        g_string_append_printf(text, "%s" CELLS_GLUE "%s", i == 0 ? field->key : ",",
                               (const char *)ids->pdata[i]);
    }
}

/* Appends what records say of ids: their own, then those that they and the records in their lists
 * name, key by key. */
static void append_ids(const View *view, GString *text, const SchemaRecord *schema,
                       const GPtrArray *records)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (field->type == FIELD_TYPE_CODE || field->type == FIELD_TYPE_REFERENCE) {
            append_named(view, text, field, records);
        }
        if (field->type == FIELD_TYPE_RECORDS && records->len == 1) {
            append_ids(view, text, field->of,
                       *(GPtrArray *const *)schema_field_member(field, records->pdata[0]));
        }
    }
}

/* "id 1.2 · room gold · round-table 1 · agency ilo, iom · role chair, speaker" */
static void write_ids(View *view, const SchemaRecord *schema, gconstpointer record)
{
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    g_autoptr(GString) text = g_string_new(NULL);

    g_ptr_array_add(records, (gpointer)record);
    append_ids(view, text, schema, records);
    schedule_write_paragraph(view, "", INK_DIM, text->str);
}

/* --- sessions ---------------------------------------------------------------------------- */

static bool has_narrower_time(const Session *session)
{
    return session->start != session->slot->start || session->end != session->slot->end;
}

/* The viewpoint's roles in a session, "[Rapporteur, Input (requested)]", or "". */
static char *dup_own_roles(const View *view, const Session *session)
{
    g_autoptr(GString) roles = g_string_new(NULL);

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution_is_first_in_role(session, i, view->style->viewpoint)) {
            g_string_append(roles, roles->len == 0 ? "[" : ", ");
            g_string_append(roles, schedule_get(&contribution->role->label));
            append_status(roles, contribution->status);
            append_privacy(roles, contribution->visibility);
        }
    }
    g_string_append(roles, roles->len == 0 ? "" : "]");
    return g_string_free(g_steal_pointer(&roles), FALSE);
}

/* The title with all that belongs to it. `inline_number`: the number has no column, and stands
 * here. */
static void write_title(View *view, const Session *session, bool inline_number)
{
    bool is_cancelled = session_status(session) == SESSION_STATUS_CANCELLED;
    g_autofree char *roles = dup_own_roles(view, session);
    g_autofree char *title =
        g_strconcat(wording_mark(session), inline_number ? session->id : "",
                    inline_number ? " " : "", schedule_get(&session->title),
                    session_status(session) == SESSION_STATUS_TENTATIVE ? " (tentative)" : "",
                    session->visibility != VISIBILITY_PUBLIC ? " (private)" : "", NULL);

    /* Ink may be missing: "Cancelled:" stands in the title in any case. */
    if (is_cancelled) {
        schedule_write_paragraph(view, roles, INK_STRUCK, title);
    } else if (roles[0] != '\0') {
        g_autofree char *strong = g_strconcat(roles, " ", title, NULL);
        schedule_write_paragraph(view, strong, INK_PLAIN, "");
    } else {
        schedule_write_paragraph(view, "",
                                 session->kind == SESSION_KIND_BREAK ? INK_DIM : INK_PLAIN, title);
    }
}

/* Days are named within what lasts for days. */
static void append_times(GString *text, const Session *session)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    g_autofree char *day = civil_date_to_words(first);
    g_autofree char *hours = civil_hours_to_text(session->start, session->end);
    if (first != session->day->date) {
        g_string_append_printf(text, "%s ", day);
    }
    if (!session->slot->all_day) {
        g_string_append(text, hours);
    } else {
        g_autofree char *until = civil_date_to_words(civil_last_day(session->end));
        g_string_append_printf(text, "all day, until %s", until);
    }
}

/* The hours, if they are not those of the slot, and the room. */
static void write_circumstances(View *view, const Session *session)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (has_narrower_time(session)) {
        append_times(text, session);
    }
    if (session->room != NULL) {
        schedule_append_dot(view, text);
        g_string_append(text, schedule_get(&session->room->name));
    }
    schedule_write_paragraph(view, "", INK_PLAIN, text->str);
}

/* Who contributes, by role: "Rapporteur: ILO; Input: UNCTAD, IOM (requested)". Leaves out the
 * viewpoint's own roles, which stand before the title; but who has them for an agency is said. */
static void write_contributions(View *view, const Session *session)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const Role *role = NULL;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contributor_main(contribution_by(contribution)) == view->style->viewpoint) {
            continue;
        }
        if (contribution->role != role) {
            role = contribution->role;
            g_string_append(text, text->len == 0 ? "" : "; ");
            g_string_append_printf(text, "%s:" CELLS_GLUE, schedule_get(&role->label));
        } else {
            g_string_append(text, ", ");
        }
        g_autofree char *who = contributor_dup_label(contribution_by(contribution));
        g_string_append(text, who);
        append_status(text, contribution->status);
        append_privacy(text, contribution->visibility);
    }
    schedule_write_paragraph(view, "", INK_DIM, text->str);
}

/* What else there is to know of a session, a paragraph for each line. */
static void write_details(View *view, const Session *session)
{
    g_autoptr(GString) text = g_string_new(NULL);
    WordSink sink = word_sink_plain(text);

    wording_append_details(&sink, session);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        schedule_write_paragraph(view, "", INK_DIM, lines[i]);
    }
}

/* The abstract, details, and each contribution with its note. */
static void write_notes(View *view, const Session *session)
{
    g_autofree char *abstract = markdown_plain_dup(schedule_get(&session->abstract));

    schedule_write_paragraph(view, "", INK_PLAIN, abstract);
    write_details(view, session);
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        const char *note = schedule_get(&contribution->note);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *who = contributor_dup_label(contribution_by(contribution));
        g_string_append_printf(text, "%s: %s", who, schedule_get(&contribution->role->label));
        append_status(text, contribution->status);
        append_privacy(text, contribution->visibility);
        g_string_append_printf(text, "%s%s", note[0] == '\0' ? "" : " – ", note);
        schedule_write_paragraph(view, "", INK_DIM, text->str);
    }
}

void schedule_write_session(View *view, const Session *session, bool inline_number)
{
    write_title(view, session, inline_number);
    schedule_write_paragraph(view, "", INK_PLAIN, schedule_get(&session->subtitle));
    write_circumstances(view, session);
    if (view->style->notes) {
        write_notes(view, session);
    } else {
        write_contributions(view, session);
    }
    if (view->style->ids) {
        write_ids(view, &SCHEMA_SESSIONS[session->kind], session);
    }
}

/* --- preparations ------------------------------------------------------------------------ */

/* "2007-05-15", "due 2007-06-01" or "". The caller's own. */
static char *dup_date(const Preparation *preparation)
{
    g_autofree char *date = civil_date_to_iso(preparation->date);

    switch (preparation->timing) {
    case PREPARATION_UNDATED:
        return g_strdup("");
    case PREPARATION_DATE:
        return g_steal_pointer(&date);
    case PREPARATION_DUE:
        return g_strdup_printf("due" CELLS_GLUE "%s", date);
    }
    g_assert_not_reached();
}

/* In the viewpoint's own list: the date as a label, then "[Comments (requested)] Comments on the
 * note". */
static void write_own_preparation(View *view, const Preparation *preparation)
{
    g_autofree char *date = dup_date(preparation);
    g_autoptr(GString) role = g_string_new("[");

    g_string_append(role, schedule_get(&preparation->role->label));
    append_status(role, preparation->status);
    append_privacy(role, preparation->visibility);
    g_string_append_c(role, ']');
    schedule_write_label(view, INK_LABEL, date);
    schedule_write_paragraph(view, role->str, INK_PLAIN, schedule_get(&preparation->title));
}

/* Under its agency: "Comments (requested): Comments on the note, due 2007-06-01". */
static void write_preparation(View *view, const Preparation *preparation)
{
    const char *title = schedule_get(&preparation->title);
    g_autofree char *date = dup_date(preparation);
    g_autoptr(GString) text = g_string_new(schedule_get(&preparation->role->label));

    append_status(text, preparation->status);
    append_privacy(text, preparation->visibility);
    g_string_append_printf(text, "%s%s", title[0] == '\0' ? "" : ": ", title);
    g_string_append_printf(text, "%s%s", date[0] == '\0' ? "" : ", ", date);
    schedule_write_paragraph(view, "", INK_PLAIN, text->str);
}

static gint64 index_of(const Participant *participant, gint64 without)
{
    return participant != NULL ? participant->index : without;
}

/* Agencies first, each by itself, then for each of its people. Within, the order of the agenda:
 * undated ones first, then by date. */
static gint compare_by_contributor(gconstpointer a, gconstpointer b)
{
    const Preparation *left = *(const Preparation *const *)a;
    const Preparation *right = *(const Preparation *const *)b;

    if (left->agency != right->agency) {
        return index_of(left->agency, G_MAXINT64) < index_of(right->agency, G_MAXINT64) ? -1 : 1;
    }
    if (left->person != right->person) {
        return index_of(left->person, -1) < index_of(right->person, -1) ? -1 : 1;
    }
    return left->index < right->index ? -1 : left->index > right->index;
}

void schedule_write_preparations(View *view, const GPtrArray *preparations)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy((GPtrArray *)preparations, NULL, NULL);
    Contributor who = { .agency = NULL };

    g_ptr_array_sort(sorted, compare_by_contributor);
    for (guint i = 0; i < sorted->len; i++) {
        const Preparation *preparation = sorted->pdata[i];
        bool is_other = !contributor_is_same(preparation_by(preparation), who);
        who = preparation_by(preparation);
        /* The viewpoint needs no label. */
        if (is_other && contributor_main(who) != view->style->viewpoint) {
            g_autofree char *label = contributor_dup_label(who);
            printer_finish(&view->printer);
            schedule_write_label(view, INK_LABEL, label);
        }
        /* In the viewpoint's list each date is a label, and must not wait for the next entry. */
        if (view->style->viewpoint != NULL) {
            printer_finish(&view->printer);
        }
        printer_lead(&view->printer, view->style->ascii ? "*" : "·", BULLET_CELLS);
        if (view->style->viewpoint != NULL) {
            write_own_preparation(view, preparation);
        } else {
            write_preparation(view, preparation);
        }
        if (view->style->notes) {
            schedule_write_paragraph(view, "", INK_DIM, schedule_get(&preparation->note));
        }
        if (view->style->ids) {
            write_ids(view, &SCHEMA_PREPARATION, preparation);
        }
    }
    printer_finish(&view->printer);
}
