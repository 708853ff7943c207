#include "render/wording.h"

#include <string.h>

/* "Input (requested)": what is not confirmed says so. */
static void append_role(GString *out, const Role *role, ContributionStatus status)
{
    g_string_append(out, text_get(&role->label, NULL));
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        g_string_append_printf(out, " (%s)", contribution_status_word(status));
    }
}

/* "ILO: Input (requested) – comments on the concept note" */
static void append_contribution(GString *out, const Agency *agency, const Role *role,
                                ContributionStatus status, const Text *note)
{
    g_string_append(out, agency->short_name);
    g_string_append(out, ": ");
    append_role(out, role, status);
    if (text_get(note, NULL) != NULL) {
        g_string_append(out, " – ");
        g_string_append(out, text_get(note, NULL));
    }
}

/* Begins a line; the first line of a block is set off from what stands before. */
static void begin_line(GString *out, bool *in_block)
{
    if (out->len > 0) {
        g_string_append(out, *in_block ? "\n" : "\n\n");
    }
    *in_block = true;
}

/* All roles of an agency in a session, comma-separated. */
static void append_roles(GString *out, const Session *session, const Agency *agency)
{
    const char *separator = "";

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution->agency == agency) {
            g_string_append(out, separator);
            append_role(out, contribution->role, contribution->status);
            separator = ", ";
        }
    }
}

void wording_append_summary(GString *out, const Session *session, const Agency *viewpoint)
{
    if (session->status == SESSION_STATUS_CANCELLED) {
        g_string_append(out, "Cancelled: ");
    }
    if (viewpoint != NULL) {
        g_string_append_c(out, '[');
        append_roles(out, session, viewpoint);
        g_string_append(out, "] ");
    }
    if (session_has_number(session)) {
        g_string_append(out, session->id);
        g_string_append_c(out, ' ');
    }
    g_string_append(out, text_get(&session->title, NULL));
}

static void append_round_table(GString *out, const RoundTable *round_table)
{
    const char *title = text_get(&round_table->title, NULL);

    g_string_append_printf(out, "Round Table %s", round_table->id);
    if (title != NULL) {
        g_string_append(out, ": ");
        g_string_append(out, title);
    }
}

/* A line for each contribution; of one agency only, or of all if NULL. */
static void append_contribution_lines(GString *out, const Session *session, const Agency *agency,
                                      bool *in_block)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (agency == NULL || contribution->agency == agency) {
            begin_line(out, in_block);
            append_contribution(out, contribution->agency, contribution->role, contribution->status,
                                &contribution->note);
        }
    }
}

static bool is_first_of_its_agency(const Session *session, guint index)
{
    const Contribution *contribution = session->contributions->pdata[index];

    for (guint i = 0; i < index; i++) {
        if (((const Contribution *)session->contributions->pdata[i])->agency ==
            contribution->agency) {
            return false;
        }
    }
    return true;
}

/* A line for each agency but the viewpoint, with its roles; under a heading. */
static void append_partners(GString *out, const Session *session, const Agency *viewpoint)
{
    bool in_block = false;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution->agency == viewpoint || !is_first_of_its_agency(session, i)) {
            continue;
        }
        if (!in_block) {
            begin_line(out, &in_block);
            g_string_append(out, "Partners:");
        }
        begin_line(out, &in_block);
        g_string_append(out, contribution->agency->short_name);
        g_string_append(out, ": ");
        append_roles(out, session, contribution->agency);
    }
}

static void append_block(GString *out, const char *text)
{
    bool in_block = false;

    if (text != NULL) {
        begin_line(out, &in_block);
        g_string_append(out, text);
    }
}

void wording_append_description(GString *out, const Session *session, const Agency *viewpoint)
{
    bool in_block = false;

    if (session->round_table != NULL) {
        begin_line(out, &in_block);
        append_round_table(out, session->round_table);
    }
    if (viewpoint != NULL) {
        append_contribution_lines(out, session, viewpoint, &in_block);
        append_partners(out, session, viewpoint);
    } else if (session->contributions->len > 0) {
        in_block = false;
        begin_line(out, &in_block);
        g_string_append(out, "Contributions:");
        append_contribution_lines(out, session, NULL, &in_block);
    }
    append_block(out, text_get(&session->abstract, NULL));
    append_block(out, session->url);
}

/* Appends to a list of categories, of which the first begins at `start`; one of which nothing is
 * left is none. */
static void append_category(GString *out, gsize start, const char *category)
{
    gsize before = out->len;

    if (out->len > start) {
        g_string_append_c(out, ',');
    }
    gsize begin = out->len;
    for (const char *c = category; *c != '\0'; c++) {
        if (strchr(",;\\", *c) == NULL) {
            g_string_append_c(out, *c);
        }
    }
    if (out->len == begin) {
        g_string_truncate(out, before);
    }
}

/* Whether an earlier contribution, of the viewpoint if there is one, has the same role. They stand
 * in the order of their roles. */
static bool repeats_role(const Session *session, guint index, const Agency *viewpoint)
{
    const Contribution *contribution = session->contributions->pdata[index];

    for (guint i = index; i > 0; i--) {
        const Contribution *earlier = session->contributions->pdata[i - 1];
        if (earlier->role != contribution->role) {
            return false;
        }
        if (viewpoint == NULL || earlier->agency == viewpoint) {
            return true;
        }
    }
    return false;
}

void wording_append_categories(GString *out, const Session *session, const Agency *viewpoint)
{
    static const char *const KINDS[] = {
        [SESSION_KIND_SESSION] = "Session",
        [SESSION_KIND_PLENARY] = "Plenary",
        [SESSION_KIND_BREAK] = "Break",
    };
    gsize start = out->len;

    if (session->round_table != NULL) {
        g_string_append_printf(out, "Round Table %s", session->round_table->id);
    }
    append_category(out, start, KINDS[session->kind]);
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if ((viewpoint == NULL || contribution->agency == viewpoint) &&
            !repeats_role(session, i, viewpoint)) {
            append_category(out, start, text_get(&contribution->role->label, NULL));
        }
    }
}

void wording_append_location(GString *out, const Agenda *agenda, const Session *session)
{
    if (session->room != NULL) {
        g_string_append(out, text_get(&session->room->name, NULL));
    }
    if (session->room != NULL && agenda->location != NULL) {
        g_string_append(out, ", ");
    }
    if (agenda->location != NULL) {
        g_string_append(out, agenda->location);
    }
}

const char *wording_preparation_title(const Preparation *preparation)
{
    const char *title = text_get(&preparation->title, NULL);

    return title != NULL ? title : text_get(&preparation->role->label, NULL);
}

void wording_append_preparation_summary(GString *out, const Preparation *preparation,
                                        const Agency *viewpoint)
{
    if (viewpoint != NULL) {
        g_string_append_c(out, '[');
        append_role(out, preparation->role, preparation->status);
        g_string_append(out, "] ");
    }
    if (preparation->timing == PREPARATION_DUE) {
        g_string_append(out, "Due: ");
    }
    g_string_append(out, wording_preparation_title(preparation));
    if (viewpoint == NULL) {
        g_string_append_printf(out, " (%s)", preparation->agency->short_name);
    }
}

void wording_append_preparation_description(GString *out, const Preparation *preparation)
{
    append_contribution(out, preparation->agency, preparation->role, preparation->status,
                        &preparation->note);
    append_block(out, preparation->url);
}

void wording_append_preparation_categories(GString *out, const Preparation *preparation)
{
    gsize start = out->len;

    append_category(out, start, "Preparation");
    append_category(out, start, text_get(&preparation->role->label, NULL));
}
