#include "render/page/page_table.h"
#include "render/page/page_time.h"
#include "render/table_words.h"
#include "render/web/html.h"

/* With no more columns than this, a sheet is only as wide as it needs to be. */
#define COLUMNS_FEW 6

/* --- cells --------------------------------------------------------------------------------- */

/* The same words as those of table_words_append_item, with links. */
static void append_person(GString *out, const PageView *view, const TableItem *item)
{
    Contributor who = item->contribution != NULL ? contribution_by(item->contribution)
                                                 : preparation_by(item->preparation);

    if (who.person == NULL) {
        return;
    }
    g_string_append(out, ": ");
    if (who.agency != NULL) {
        page_view_append_participant(out, view, who.person);
    } else {
        page_view_append_contributor(out, view, who);
    }
}

static void append_preparation(GString *out, const Preparation *preparation)
{
    const char *title = preparation_shown_title(preparation);

    if (preparation->url != NULL) {
        html_append(out, "<a href=\"{}\">{}</a>", preparation->url, title);
    } else {
        html_append_text(out, title);
    }
}

static void append_date(GString *out, const Preparation *preparation)
{
    if (preparation->timing != PREPARATION_UNDATED) {
        g_string_append(out, preparation->timing == PREPARATION_DUE ? ", due " : ", ");
        page_time_append_date(out, preparation->date);
    }
}

/* How firm it is stands in words, and the class only adds to them. */
static void append_item(GString *out, const PageView *view, const PageTable *page,
                        const TableItem *item)
{
    g_autoptr(GString) firmness = g_string_new(NULL);

    table_words_append_firmness(firmness, item);
    g_string_append(out, item->clash != NULL ? "<p class=\"clash\" dir=\"auto\">"
                         : firmness->len > 0 ? "<p class=\"unsure\" dir=\"auto\">"
                                             : "<p dir=\"auto\">");
    if (item->preparation != NULL) {
        append_preparation(out, item->preparation);
    } else {
        html_append_text(out, text_get(&item->contribution->role->label, NULL));
    }
    append_person(out, view, item);
    if (item->preparation != NULL) {
        append_date(out, item->preparation);
    }
    if (firmness->len > 0) {
        html_append(out, " <i>{}</i>", firmness->str + 1);
    }
    g_string_append(out, "</p>");
    if (page->form->with_notes) {
        html_append_element(out, "p", "note",
                            item->contribution != NULL ? &item->contribution->note
                                                       : &item->preparation->note);
    }
}

static void append_cell(GString *out, const PageView *view, const PageTable *page, guint row,
                        guint column)
{
    TableCell cell = table_cell(page->table, row, column);

    g_string_append(out, "<td>");
    for (guint i = 0; i < cell.n_items; i++) {
        append_item(out, view, page, &cell.items[i]);
    }
    g_string_append(out, "</td>");
}

/* --- heads --------------------------------------------------------------------------------- */

static void append_place(GString *out, const PageView *view, const Session *session)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    g_string_append(out, " <span class=\"place\">");
    page_time_append_date(out, first);
    g_string_append(out, ", ");
    page_time_append_hours(out, session);
    if (session->room != NULL) {
        g_string_append(out, " · ");
        page_view_append_room(out, view, session->room);
    }
    g_string_append(out, "</span>");
}

static void append_session(GString *out, const PageView *view, const PageTable *page,
                           const TableLine *line, bool is_row)
{
    g_autofree char *state = table_words_dup_state(page->table, line);

    g_string_append(out, "<span");
    html_append_language(out, &line->session->title);
    g_string_append(out, ">");
    page_view_append_session(out, view, line->session);
    g_string_append(out, "</span>");
    if (*state != '\0') {
        html_append(out, " <i>{}</i>", state + 1);
    }
    if (is_row) {
        append_place(out, view, line->session);
    }
}

/* With its full name where there is room for it. */
static void append_agency(GString *out, const PageView *view, const Participant *agency,
                          bool is_row)
{
    const char *name = text_get(&agency->name, NULL);

    g_string_append(out, "<bdi>");
    page_view_append_participant(out, view, agency);
    g_string_append(out, "</bdi>");
    if (is_row && name != NULL && !g_str_equal(name, participant_label(agency))) {
        g_string_append_c(out, ' ');
        html_append_element(out, "span", "place", &agency->name);
    }
}

static void append_head(GString *out, const PageView *view, const PageTable *page,
                        const TableLine *line, bool is_row)
{
    g_string_append(out, is_row ? "<th scope=\"row\">" : "<th scope=\"col\">");
    if (line->kind == TABLE_LINE_SESSION) {
        append_session(out, view, page, line, is_row);
    } else if (line->kind == TABLE_LINE_AGENCY) {
        append_agency(out, view, line->agency, is_row);
    } else {
        g_autofree char *words = table_words_dup_line(line);
        html_append_text(out, words);
    }
    g_string_append(out, "</th>");
}

/* A group by its name, or a round table as a link to its page with its title. */
static void append_group(GString *out, const PageView *view, const Table *table,
                         const TableGroup *group, bool with_title)
{
    if (group->round_table == NULL) {
        g_autofree char *words = table_words_dup_group(table, group);
        html_append_text(out, words);
        return;
    }
    page_view_append_table(out, view, group->round_table);
    if (with_title && group->round_table->title.n_variants > 0) {
        g_string_append_c(out, ' ');
        html_append_element(out, "span", NULL, &group->round_table->title);
    }
}

/* --- columns ------------------------------------------------------------------------------- */

/* The group of columns from one on, as far as the sheet has them. */
static const TableGroup *next_group(const Table *table, const TableSheet *sheet, guint column,
                                    guint *out_end)
{
    const TableGroup *group =
        &g_array_index(table->columns.groups, TableGroup, table_column(table, column)->group);

    *out_end = MIN(group->end, sheet->end);
    return group;
}

/* What the heads of groups stand for (HTML, "column group"). */
static void append_column_groups(GString *out, const Table *table, const TableSheet *sheet)
{
    guint end;

    g_string_append(out, "<colgroup class=\"first\"></colgroup>\n");
    for (guint column = sheet->first; column < sheet->end; column = end) {
        next_group(table, sheet, column, &end);
        g_string_append_printf(out, "<colgroup span=\"%u\"></colgroup>\n", end - column);
    }
}

static void append_group_heads(GString *out, const PageView *view, const Table *table,
                               const TableSheet *sheet)
{
    guint end;

    for (guint column = sheet->first; column < sheet->end; column = end) {
        const TableGroup *group = next_group(table, sheet, column, &end);
        html_append(out, "<th scope=\"colgroup\" class=\"{}\"",
                    page_view_colour(view, group->round_table));
        g_string_append_printf(out, " colspan=\"%u\">", end - column);
        append_group(out, view, table, group, false);
        g_string_append(out, "</th>");
    }
    g_string_append(out, "</tr>\n<tr>");
}

/* Groups of columns have heads if there are several in the whole table. */
static void append_column_heads(GString *out, const PageView *view, const PageTable *page,
                                const TableSheet *sheet)
{
    const Table *table = page->table;
    bool has_groups = table->columns.groups->len > 1;
    const char *corner =
        table->is_transposed ? agenda_noun(view->agenda, NOUN_AGENCY_LABEL) : "Session";

    html_append(out,
                has_groups ? "<thead>\n<tr><th scope=\"col\" rowspan=\"2\">{}</th>"
                           : "<thead>\n<tr><th scope=\"col\">{}</th>",
                corner);
    if (has_groups) {
        append_group_heads(out, view, table, sheet);
    }
    for (guint column = sheet->first; column < sheet->end; column++) {
        append_head(out, view, page, table_column(table, column), false);
    }
    g_string_append(out, "</tr>\n</thead>\n");
}

/* --- rows ---------------------------------------------------------------------------------- */

static void append_row_group(GString *out, const PageView *view, const Table *table, guint index,
                             guint n_columns)
{
    const TableGroup *group = &g_array_index(table->rows.groups, TableGroup, index);

    html_append(out, "<tr class=\"group {}\"><th scope=\"rowgroup\"",
                page_view_colour(view, group->round_table));
    g_string_append_printf(out, " colspan=\"%u\"><div>", n_columns + 1);
    append_group(out, view, table, group, true);
    g_string_append(out, "</div></th></tr>\n");
}

static void append_rows(GString *out, const PageView *view, const PageTable *page,
                        const TableSheet *sheet)
{
    const Table *table = page->table;
    guint last = G_MAXUINT;

    for (guint i = 0; i < sheet->rows->len; i++) {
        guint row = g_array_index(sheet->rows, guint, i);
        const TableLine *line = table_row(table, row);
        if (line->group != last) {
            g_string_append(out, i > 0 ? "</tbody>\n<tbody>\n" : "<tbody>\n");
            if (table->rows.groups->len > 1) {
                append_row_group(out, view, table, line->group, sheet->end - sheet->first);
            }
            last = line->group;
        }
        g_string_append(out, "<tr>");
        append_head(out, view, page, line, true);
        for (guint column = sheet->first; column < sheet->end; column++) {
            append_cell(out, view, page, row, column);
        }
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody>\n");
}

/* --- the whole ----------------------------------------------------------------------------- */

/* On narrow screens the table scrolls within a box, to which a keyboard must come. */
static void append_sheet(GString *out, const PageView *view, const PageTable *page, guint index)
{
    const TableSheet *sheet = page->plan->sheets->pdata[index];
    g_autofree char *span = table_words_dup_span(page->table, sheet->first, sheet->end);
    bool is_narrow = sheet->end - sheet->first <= COLUMNS_FEW;
    guint number = index + 1;

    g_string_append_printf(out,
                           "<section class=\"sheet%s\" id=\"t-%u\">\n<div class=\"scroll\" "
                           "tabindex=\"0\" role=\"region\" aria-labelledby=\"c-%u\">\n<table>\n"
                           "<caption id=\"c-%u\" dir=\"auto\">",
                           is_narrow ? " few" : "", number, number, number);
    html_append(out, "{}</caption>\n", span);
    append_column_groups(out, page->table, sheet);
    append_column_heads(out, view, page, sheet);
    append_rows(out, view, page, sheet);
    g_string_append(out, "</table>\n</div>\n</section>\n");
}

void page_table_append_sheets(GString *out, const PageView *view, const PageTable *page)
{
    for (guint i = 0; i < page->plan->sheets->len; i++) {
        if (((const TableSheet *)page->plan->sheets->pdata[i])->part == page->part) {
            append_sheet(out, view, page, i);
        }
    }
}
