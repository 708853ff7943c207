#include "render/table_words.h"

#include "model/agenda/participant.h"

/* --- items --------------------------------------------------------------------------------- */

char *table_words_dup_person(const TableItem *item)
{
    Contributor who = item->contribution != NULL ? contribution_by(item->contribution)
                                                 : preparation_by(item->preparation);

    if (who.person == NULL) {
        return NULL;
    }
    /* In the line of their agency people need not be said to be of it. */
    return who.agency != NULL ? g_strdup(participant_label(who.person))
                              : contributor_dup_label(who);
}

/* Begins or continues a list in parentheses. */
static void append_remark(GString *out, gsize start, const char *remark)
{
    g_string_append(out, out->len == start ? " (" : ", ");
    g_string_append(out, remark);
}

static void append_clash(GString *out, gsize start, const char *kind, const Clash *clash,
                         const Session *session)
{
    g_autoptr(GString) words = g_string_new(kind);
    const char *separator = " with ";

    for (guint i = 0; i < clash->sessions->len; i++) {
        const Session *other = clash->sessions->pdata[i];
        if (other != session) {
            g_string_append(words, separator);
            g_string_append(words,
                            session_has_number(other) ? other->id : text_get(&other->title, NULL));
            separator = ", ";
        }
    }
    append_remark(out, start, words->str);
}

/* How firm an item is, and who may see it. */
static void append_standing(GString *out, gsize start, ContributionStatus status,
                            Visibility visibility)
{
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        append_remark(out, start, contribution_status_word(status));
    }
    if (visibility != VISIBILITY_PUBLIC) {
        append_remark(out, start, "private");
    }
}

void table_words_append_firmness(GString *out, const TableItem *item)
{
    const Contribution *contribution = item->contribution;
    const Preparation *preparation = item->preparation;
    gsize start = out->len;

    if (contribution != NULL) {
        append_standing(out, start, contribution->status, contribution->visibility);
    } else if (preparation != NULL) {
        append_standing(out, start, preparation->status, preparation->visibility);
    }
    if (contribution != NULL && item->clash != NULL) {
        append_clash(out, start, "clash", item->clash, contribution->session);
    }
    g_string_append(out, out->len > start ? ")" : "");
}

static void append_date(GString *out, const Preparation *preparation)
{
    if (preparation->timing != PREPARATION_UNDATED) {
        g_autofree char *date = civil_date_to_words(preparation->date);
        g_string_append_printf(out, "%s%s",
                               preparation->timing == PREPARATION_DUE ? ", due " : ", ", date);
    }
}

void table_words_append_item(GString *out, const TableItem *item)
{
    g_autofree char *person = table_words_dup_person(item);

    g_string_append(out, item->contribution != NULL
                             ? text_get(&item->contribution->role->label, NULL)
                             : preparation_shown_title(item->preparation));
    if (person != NULL) {
        g_string_append_printf(out, ": %s", person);
    }
    if (item->preparation != NULL) {
        append_date(out, item->preparation);
    }
    table_words_append_firmness(out, item);
}

const char *table_words_note(const TableItem *item)
{
    return text_get(
        item->contribution != NULL ? &item->contribution->note : &item->preparation->note, NULL);
}

/* --- lines and groups ---------------------------------------------------------------------- */

static char *dup_session(const Session *session)
{
    const char *title = text_get(&session->title, NULL);

    return session_has_number(session) ? g_strconcat(session->id, " ", title, NULL)
                                       : g_strdup(title);
}

char *table_words_dup_line(const TableLine *line)
{
    switch (line->kind) {
    case TABLE_LINE_ROLE:
        return g_strdup(text_get(&line->role->label, NULL));
    case TABLE_LINE_SESSION:
        return dup_session(line->session);
    case TABLE_LINE_AGENCY:
        return g_strdup(participant_label(line->agency));
    case TABLE_LINE_PEOPLE:
        return g_strdup("People");
    }
    g_assert_not_reached();
}

static void append_state(GString *out, const Table *table, const Session *session)
{
    const Clash *clash = table_room_clash(table, session);

    if (session_is_postponed(session)) {
        append_remark(out, 0, "postponed");
    } else if (session_status(session) != SESSION_STATUS_CONFIRMED) {
        append_remark(out, 0, session_status_word(session_status(session)));
    }
    if (session->visibility != VISIBILITY_PUBLIC) {
        append_remark(out, 0, "private");
    }
    if (clash != NULL) {
        append_clash(out, 0, "room clash", clash, session);
    }
    g_string_append(out, out->len > 0 ? ")" : "");
}

char *table_words_dup_state(const Table *table, const TableLine *line)
{
    GString *out = g_string_new(NULL);

    if (line->kind == TABLE_LINE_SESSION) {
        append_state(out, table, line->session);
    }
    return g_string_free(out, FALSE);
}

char *table_words_dup_group(const Table *table, const TableGroup *group)
{
    static const char *const OF_KIND[] = {
        [AGENCY_KIND_AGENCY] = NULL, /* as the agenda calls them */
        [AGENCY_KIND_GOVERNMENT] = "Governments",
        [AGENCY_KIND_CIVIL_SOCIETY] = "Civil society",
        [AGENCY_KIND_PRIVATE] = "Private sector",
        [AGENCY_KIND_OTHER] = "Others",
    };
    const Agenda *agenda = table->agenda;

    switch (group->kind) {
    case TABLE_GROUP_PREPARATIONS:
        return g_strdup("Preparations");
    case TABLE_GROUP_ROUND_TABLE:
        return agenda_dup_round_table_label(agenda, group->round_table->id);
    case TABLE_GROUP_SESSIONS:
        return g_strdup(agenda->round_tables->len > 0 ? "Other sessions" : "Sessions");
    case TABLE_GROUP_AGENCIES:
        return g_strdup(OF_KIND[group->agency_kind] != NULL
                            ? OF_KIND[group->agency_kind]
                            : agenda_noun(agenda, NOUN_AGENCIES_LABEL));
    case TABLE_GROUP_PEOPLE:
        return g_strdup("People");
    }
    g_assert_not_reached();
}

/* A session by its number, if it has one: spans are short. */
static char *dup_short(const TableLine *line)
{
    return line->kind == TABLE_LINE_SESSION && session_has_number(line->session)
               ? g_strdup(line->session->id)
               : table_words_dup_line(line);
}

char *table_words_dup_span(const Table *table, guint first, guint end)
{
    g_autofree char *from = dup_short(table_column(table, first));
    g_autofree char *to = dup_short(table_column(table, end - 1));

    return first + 1 == end ? g_steal_pointer(&from) : g_strdup_printf("%s to %s", from, to);
}
