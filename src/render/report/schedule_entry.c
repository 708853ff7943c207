#include "render/report/schedule_private.h"

#include "model/agenda/participant.h"
#include "render/report/cells.h"

/* The mark before each preparation, and the blank after it. */
#define BULLET_CELLS 2

const char *schedule_get(const View *view, const Text *text)
{
    const char *value = text_get(text, view->style->lang);

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
            g_string_append(roles, schedule_get(view, &contribution->role->label));
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
        g_strconcat(is_cancelled ? "Cancelled: " : "", inline_number ? session->id : "",
                    inline_number ? " " : "", schedule_get(view, &session->title),
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
        g_string_append(text, schedule_get(view, &session->room->name));
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
            g_string_append_printf(text, "%s:" CELLS_GLUE, schedule_get(view, &role->label));
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

/* The abstract, and each contribution with its note. */
static void write_notes(View *view, const Session *session)
{
    schedule_write_paragraph(view, "", INK_PLAIN, schedule_get(view, &session->abstract));
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        const char *note = schedule_get(view, &contribution->note);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *who = contributor_dup_label(contribution_by(contribution));
        g_string_append_printf(text, "%s: %s", who, schedule_get(view, &contribution->role->label));
        append_status(text, contribution->status);
        append_privacy(text, contribution->visibility);
        g_string_append_printf(text, "%s%s", note[0] == '\0' ? "" : " – ", note);
        schedule_write_paragraph(view, "", INK_DIM, text->str);
    }
}

void schedule_write_session(View *view, const Session *session, bool inline_number)
{
    write_title(view, session, inline_number);
    write_circumstances(view, session);
    if (view->style->notes) {
        write_notes(view, session);
    } else {
        write_contributions(view, session);
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

    g_string_append(role, schedule_get(view, &preparation->role->label));
    append_status(role, preparation->status);
    append_privacy(role, preparation->visibility);
    g_string_append_c(role, ']');
    schedule_write_label(view, INK_LABEL, date);
    schedule_write_paragraph(view, role->str, INK_PLAIN, schedule_get(view, &preparation->title));
}

/* Under its agency: "Comments (requested): Comments on the note, due 2007-06-01". */
static void write_preparation(View *view, const Preparation *preparation)
{
    const char *title = schedule_get(view, &preparation->title);
    g_autofree char *date = dup_date(preparation);
    g_autoptr(GString) text = g_string_new(schedule_get(view, &preparation->role->label));

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
            schedule_write_paragraph(view, "", INK_DIM, schedule_get(view, &preparation->note));
        }
    }
    printer_finish(&view->printer);
}
