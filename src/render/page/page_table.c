#include "render/page/page_table.h"

#include <string.h>

#include "model/address/address.h"
#include "model/revision/known_value.h"
#include "render/page/page_filter.h"
#include "render/table_words.h"
#include "render/web/html.h"

/* The columns of a sheet: twelve, as Annex 2 has, fit a screen and A4 across. Notes want more room.
 */
#define COLUMNS_MAX 12
#define NOTED_COLUMNS_MAX 6
#define ROWS_MAX 400

/* The cells of a part. Chromium shows so many within half a second (contrib/doc/MEASUREMENTS.md).
 */
#define CELLS_MAX 6000U

/* A longer list of sheets is folded. */
#define SHEETS_UNFOLDED_MAX 12

TablePlan *page_table_plan_new(const Table *table, const TableForm *form, bool is_file)
{
    const TableBounds bounds = {
        .columns = form->with_notes ? NOTED_COLUMNS_MAX : COLUMNS_MAX,
        .rows = ROWS_MAX,
        .cells = is_file ? G_MAXUINT : CELLS_MAX,
    };

    return table_plan_new(table, &bounds);
}

/* --- addresses ----------------------------------------------------------------------------- */

/* The address of the table in a format and a form, with what is selected; the caller's own. */
static char *dup_address(const PageView *view, Format format, const TableForm *form)
{
    g_autofree char *path = address_dup_table(view->agenda->id, format);
    const PageFilter *filter = view->filter;
    g_autofree char *query = filter != NULL ? selection_query_to_text(filter->query) : NULL;
    g_autoptr(GString) asked = g_string_new(NULL);

    if (query != NULL && *query != '\0') {
        g_string_append_printf(asked, "&%s", query);
    }
    if (filter != NULL && filter->words != NULL) {
        g_string_append(asked, "&q=");
        html_append_url_component(asked, filter->words);
    }
    table_form_append(asked, form);
    if (asked->len > 0) {
        asked->str[0] = '?';
    }
    /* The page lies in the folder of its agenda. */
    return g_strconcat(strchr(path, '/') + 1, asked->str, NULL);
}

static void append_link(GString *out, const PageView *view, Format format, const TableForm *form,
                        const char *words)
{
    g_autofree char *address = dup_address(view, format, form);

    html_append(out, "<a href=\"{}\">{}</a>\n", address, words);
}

/* --- the heading --------------------------------------------------------------------------- */

/* What is selected, in words; nothing if that is everything. */
static void append_selection(GString *out, const PageView *view)
{
    const PageFilter *filter = view->filter;

    if (filter == NULL || !(selection_query_narrows(filter->query) || filter->words != NULL)) {
        return;
    }
    g_autofree char *words =
        selection_query_to_words(filter->query, known_value_label, view->revision);
    g_string_append(out, "<p class=\"what\"><b>");
    html_append_text(out, g_str_has_prefix(words, ", ") ? "everything" : "");
    html_append_text(out, words);
    if (filter->words != NULL) {
        html_append(out, *words != '\0' ? ", “{}”" : "“{}”", filter->words);
    }
    g_string_append(out, "</b></p>\n");
}

static guint count_kind(const TableAxis *axis, TableLineKind kind)
{
    guint count = 0;

    for (guint i = 0; i < axis->lines->len; i++) {
        count += g_array_index(axis->lines, TableLine, i).kind == kind ? 1 : 0;
    }
    return count;
}

/* "13 sessions, 8 kinds of preparation, 38 agencies". */
static void append_counts(GString *out, const PageView *view, const Table *table)
{
    guint roles = count_kind(table_programme(table), TABLE_LINE_ROLE);
    const char *agencies = agenda_noun(view->agenda, NOUN_AGENCIES_INSIDE);
    const char *agency = agenda_noun(view->agenda, NOUN_AGENCY_INSIDE);

    g_string_append(out, "<p class=\"facts\">");
    page_view_append_count(out, count_kind(table_programme(table), TABLE_LINE_SESSION), "session",
                           "sessions");
    if (roles > 0) {
        g_string_append(out, ", ");
        page_view_append_count(out, roles, "kind of preparation", "kinds of preparation");
    }
    guint count = count_kind(table_agencies(table), TABLE_LINE_AGENCY);
    g_string_append_printf(out, ", %u ", count);
    html_append_text(out, count == 1 ? agency : agencies);
    g_string_append(out, ".");
}

/* What is left out because nothing stands in it. */
static void append_hidden(GString *out, const Table *table)
{
    guint rows = table->rows.n_hidden;
    guint columns = table->columns.n_hidden;

    if (rows + columns > 0) {
        g_string_append(out, " Not shown, since nothing stands there: ");
        if (rows > 0) {
            page_view_append_count(out, rows, "row", "rows");
        }
        g_string_append(out, rows > 0 && columns > 0 ? " and " : "");
        if (columns > 0) {
            page_view_append_count(out, columns, "column", "columns");
        }
        g_string_append(out, ".");
    }
    g_string_append(out, "</p>\n");
}

/* The same table otherwise. In files there is only this one, and its CSV. */
static void append_ways(GString *out, const PageView *view, const PageTable *page)
{
    TableForm across = *page->form;
    TableForm empty = *page->form;
    TableForm notes = *page->form;
    TableForm whole = *page->form;

    across.part = empty.part = notes.part = whole.part = 0;
    across.is_transposed = !across.is_transposed;
    empty.with_empty = !empty.with_empty;
    notes.with_notes = !notes.with_notes;
    g_string_append(out, "<nav class=\"turn\" aria-label=\"The same table otherwise\">\n");
    if (!view->is_file) {
        append_link(out, view, FORMAT_HTML, &across, "Turn rows into columns");
        append_link(out, view, FORMAT_HTML, &notes,
                    notes.with_notes ? "With notes" : "Without notes");
        append_link(out, view, FORMAT_HTML, &empty,
                    empty.with_empty ? "With empty rows and columns"
                                     : "Without empty rows and columns");
    }
    append_link(out, view, FORMAT_CSV, &whole, "CSV, for spreadsheet programs");
    g_string_append(out, "</nav>\n");
}

/* --- the form ------------------------------------------------------------------------------ */

static void append_tick(GString *out, const char *name, const char *label, bool is_on)
{
    html_append(out,
                "<label class=\"tick\"><input type=\"checkbox\" name=\"{}\" value=\"yes\"{}> "
                "{}</label>\n",
                name, is_on ? " checked" : "", label);
}

/* It takes a service, and no script. */
static void append_form(GString *out, const PageView *view, const TableForm *form)
{
    if (view->is_file) {
        g_string_append(out, "<p class=\"quiet\">To choose rows and columns takes the service, or "
                             "the CSV.</p>\n");
        return;
    }
    html_append(out,
                "<details class=\"controls\" id=\"controls\"{}>\n"
                "<summary>Choose rows and columns</summary>\n"
                "<form class=\"fields\" id=\"choose\" role=\"search\" "
                "aria-label=\"Rows and columns\" action=\"table.html\">\n",
                view->filter != NULL ? " open" : "");
    page_filter_append_fields(out, view, false);
    g_string_append(out, "<fieldset>\n<legend>The table</legend>\n");
    append_tick(out, "transpose", "Agencies down, sessions across", form->is_transposed);
    append_tick(out, "empty", "With empty rows and columns", form->with_empty);
    append_tick(out, "notes", "With notes", form->with_notes);
    g_string_append(out, "</fieldset>\n"
                         "<p class=\"send\"><button type=\"submit\">Show</button> "
                         "<a href=\"table.html\">Show everything</a></p>\n</form>\n</details>\n");
}

/* --- parts --------------------------------------------------------------------------------- */

static void append_sheet_link(GString *out, const PageView *view, const PageTable *page,
                              guint index)
{
    const TableSheet *sheet = page->plan->sheets->pdata[index];
    g_autofree char *words = table_words_dup_span(page->table, sheet->first, sheet->end);
    bool is_here = sheet->part == page->part;
    TableForm form = *page->form;

    form.part = sheet->part;
    g_autofree char *address = is_here ? NULL : dup_address(view, FORMAT_HTML, &form);
    html_append(out, "<li><a href=\"{}#t-", is_here ? "" : address);
    g_string_append_printf(out, "%u\"><bdi>", index + 1);
    html_append(out, "{}</bdi></a></li>\n", words);
}

/* Links to all sheets, wherever they are. */
static void append_list(GString *out, const PageView *view, const PageTable *page)
{
    const GPtrArray *sheets = page->plan->sheets;
    bool is_folded = sheets->len > SHEETS_UNFOLDED_MAX;

    g_string_append(out, "<nav class=\"sheets\" aria-label=\"Columns\">\n");
    if (is_folded) {
        g_string_append_printf(out, "<details>\n<summary>Columns: %u tables</summary>\n",
                               sheets->len);
    }
    g_string_append(out, "<ul>\n");
    for (guint i = 0; i < sheets->len; i++) {
        append_sheet_link(out, view, page, i);
    }
    g_string_append(out, is_folded ? "</ul>\n</details>\n</nav>\n" : "</ul>\n</nav>\n");
}

static void append_part_link(GString *out, const PageView *view, const PageTable *page, guint part,
                             const char *rel)
{
    TableForm form = *page->form;

    form.part = part;
    g_autofree char *address = dup_address(view, FORMAT_HTML, &form);
    html_append(out, "<a rel=\"{}\" href=\"{}\">Part ", rel, address);
    g_string_append_printf(out, "%u</a>\n", part);
}

/* Says by which rule there is only a part, and leads to the others. */
static void append_parts(GString *out, const PageView *view, const PageTable *page)
{
    guint n_parts = page->plan->n_parts;

    if (n_parts == 1) {
        return;
    }
    g_string_append_printf(
        out,
        "<p>This is part %u of %u: the table is too large to be shown at once, so each part has "
        "the next columns, with up to %u cells. Choose rows and columns to have less, or take the "
        "CSV, which is whole.</p>\n"
        "<nav class=\"turn\" aria-label=\"Parts\">\n",
        page->part, n_parts, CELLS_MAX);
    if (page->part > 1) {
        append_part_link(out, view, page, page->part - 1, "prev");
    }
    if (page->part < n_parts) {
        append_part_link(out, view, page, page->part + 1, "next");
    }
    g_string_append(out, "</nav>\n");
}

/* --- the whole ----------------------------------------------------------------------------- */

static const char LEGEND[] =
    "<p class=\"quiet\">What has no mark is confirmed. What is <i>(offered)</i>, "
    "<i>(requested)</i> or <i>(tentative)</i> is not yet.</p>\n";

void page_table_append_heading(GString *out, const PageView *view, const PageTable *page)
{
    html_append(out, "<h1>Who contributes what</h1>\n<p class=\"subtitle\" dir=\"auto\">{}</p>\n",
                text_get(&view->agenda->title, NULL));
    append_selection(out, view);
    append_counts(out, view, page->table);
    append_hidden(out, page->table);
    append_ways(out, view, page);
    append_form(out, view, page->form);
    if (page->table->items->len == 0) {
        g_string_append(out, "<p class=\"empty\">Nobody contributes anything here.</p>\n");
    } else {
        g_string_append(out, LEGEND);
    }
    append_parts(out, view, page);
    if (page->plan->sheets->len > 1) {
        append_list(out, view, page);
    }
}
