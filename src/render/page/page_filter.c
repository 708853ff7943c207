#include "render/page/page_filter.h"

#include <string.h>

#include "model/revision/known_value.h"
#include "render/page/html.h"

/* A list of more people is of no use. */
#define PEOPLE_MAX 50

static const GPtrArray *chosen_ids(const PageView *view, SelectionName name)
{
    return view->filter != NULL ? view->filter->query->ids[name] : NULL;
}

static bool is_chosen(const GPtrArray *chosen, const char *id)
{
    return chosen != NULL &&
           g_ptr_array_find_with_equal_func((GPtrArray *)chosen, id, g_str_equal, NULL);
}

/* --- one of many ----------------------------------------------------------------------------- */

/* A form sends all of its fields: "" is how it says that nothing was chosen. */
static void begin_choice(GString *out, const char *label, const char *name, const char *all)
{
    html_append(out, "<label>{} <select name=\"{}\">\n<option value=\"\">{}</option>\n", label,
                name, all);
}

static void end_choice(GString *out)
{
    g_string_append(out, "</select></label>\n");
}

static void append_option(GString *out, const char *value, const char *label, bool is_selected)
{
    html_append(out,
                is_selected ? "<option value=\"{}\" selected>{}</option>\n"
                            : "<option value=\"{}\">{}</option>\n",
                value, label);
}

/* A value that the form offers. It is selected only if it is the single one chosen: several have an
 * option of their own. */
static void append_value(GString *out, const PageView *view, SelectionName name, const char *id)
{
    const GPtrArray *chosen = chosen_ids(view, name);
    g_autofree char *label = known_value_label(name, id, view->revision);

    append_option(out, id, label, chosen != NULL && chosen->len == 1 && is_chosen(chosen, id));
}

/* An option for several values at once, or for one that is gone. The form does not offer such, but
 * an address can have them, and sending the form again must keep them. */
static void append_others(GString *out, const PageView *view, SelectionName name)
{
    const GPtrArray *chosen = chosen_ids(view, name);
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GString) label = g_string_new(NULL);

    if (chosen == NULL || chosen->len == 0 ||
        (chosen->len == 1 && selection_name_has(name, view->agenda, chosen->pdata[0]))) {
        return;
    }
    for (guint i = 0; i < chosen->len; i++) {
        g_autofree char *one = known_value_label(name, chosen->pdata[i], view->revision);
        g_string_append_printf(value, "%s%s", i > 0 ? "," : "", (const char *)chosen->pdata[i]);
        g_string_append_printf(label, "%s%s", i > 0 ? " or " : "", one);
    }
    append_option(out, value->str, label->str, true);
}

static void append_agencies(GString *out, const PageView *view)
{
    const GPtrArray *agencies = view->agenda->agencies;

    if (agencies->len == 0) {
        return;
    }
    begin_choice(out, "Agency", "agency", "all");
    append_others(out, view, SELECTION_AGENCY);
    for (guint i = 0; i < agencies->len; i++) {
        append_value(out, view, SELECTION_AGENCY, ((const Participant *)agencies->pdata[i])->id);
    }
    end_choice(out);
}

/* So many that nobody would find one in a list have none. Those whom an address chooses stay. */
static void append_people(GString *out, const PageView *view)
{
    const GPtrArray *people = view->agenda->people;
    const GPtrArray *chosen = chosen_ids(view, SELECTION_PERSON);
    bool are_many = people->len > PEOPLE_MAX;

    if ((people->len == 0 || are_many) && chosen == NULL) {
        return;
    }
    begin_choice(out, "Person", "person", "all");
    append_others(out, view, SELECTION_PERSON);
    for (guint i = 0; i < people->len; i++) {
        const char *id = ((const Participant *)people->pdata[i])->id;
        if (!are_many || (chosen->len == 1 && is_chosen(chosen, id))) {
            append_value(out, view, SELECTION_PERSON, id);
        }
    }
    end_choice(out);
}

/* A mark for each role that somebody has, by the role's index; the caller's own. Built-in roles
 * that an agenda does not use would only clutter the form. */
static guint8 *dup_used_roles(const Agenda *agenda)
{
    guint8 *used = g_new0(guint8, agenda->roles->len + 1);

    for (guint i = 0; i < agenda->sessions->len; i++) {
        const GPtrArray *contributions =
            ((const Session *)agenda->sessions->pdata[i])->contributions;
        for (guint j = 0; j < contributions->len; j++) {
            used[((const Contribution *)contributions->pdata[j])->role->index] = 1;
        }
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        used[((const Preparation *)agenda->preparations->pdata[i])->role->index] = 1;
    }
    return used;
}

static void append_roles(GString *out, const PageView *view)
{
    const GPtrArray *roles = view->agenda->roles;
    g_autofree guint8 *used = dup_used_roles(view->agenda);

    if (memchr(used, 1, roles->len) == NULL) {
        return;
    }
    begin_choice(out, "Role", "role", "any");
    append_others(out, view, SELECTION_ROLE);
    for (guint i = 0; i < roles->len; i++) {
        if (used[i] != 0) {
            append_value(out, view, SELECTION_ROLE, ((const Role *)roles->pdata[i])->id);
        }
    }
    end_choice(out);
}

static void append_rooms(GString *out, const PageView *view)
{
    const GPtrArray *rooms = view->agenda->rooms;

    if (rooms->len == 0) {
        return;
    }
    begin_choice(out, "Room", "room", "all");
    append_others(out, view, SELECTION_ROOM);
    for (guint i = 0; i < rooms->len; i++) {
        append_value(out, view, SELECTION_ROOM, ((const Room *)rooms->pdata[i])->id);
    }
    end_choice(out);
}

static void append_days(GString *out, const PageView *view)
{
    const GPtrArray *days = view->agenda->days;

    if (days->len < 2) {
        return;
    }
    begin_choice(out, "Day", "day", "all");
    append_others(out, view, SELECTION_DAY);
    for (guint i = 0; i < days->len; i++) {
        g_autofree char *iso = civil_date_to_iso(((const Day *)days->pdata[i])->date);
        append_value(out, view, SELECTION_DAY, iso);
    }
    end_choice(out);
}

/* --- the others ------------------------------------------------------------------------------ */

static void append_tables(GString *out, const PageView *view)
{
    const GPtrArray *tables = view->agenda->round_tables;

    if (tables->len == 0) {
        return;
    }
    g_string_append(out, "<fieldset>\n<legend>Only these round tables</legend>\n");
    for (guint i = 0; i < tables->len; i++) {
        const RoundTable *table = tables->pdata[i];
        bool is_on = is_chosen(chosen_ids(view, SELECTION_ROUND_TABLE), table->id);
        html_append(out, "<label class=\"tick {}\">", page_view_colour(view, table));
        html_append(out,
                    is_on ? "<input type=\"checkbox\" name=\"round-table\" value=\"{}\" checked>"
                          : "<input type=\"checkbox\" name=\"round-table\" value=\"{}\">",
                    table->id);
        if (table->title.n_variants > 0) {
            html_append(out, " <b>{}</b> ", table->id);
            html_append_element(out, "span", NULL, &table->title);
        } else {
            html_append(out, " <b>Round Table {}</b>", table->id);
        }
        g_string_append(out, "</label>\n");
    }
    g_string_append(out, "</fieldset>\n");
}

static void append_yes_or_no(GString *out, const char *label, const char *name, Choice choice)
{
    begin_choice(out, label, name, "as usual");
    append_option(out, "yes", "with", choice == CHOICE_YES);
    append_option(out, "no", "without", choice == CHOICE_NO);
    end_choice(out);
}

static void append_words(GString *out, const PageView *view)
{
    const char *words = view->filter != NULL ? view->filter->words : NULL;

    html_append(out,
                "<label class=\"words\">Words <input type=\"search\" name=\"q\" maxlength=\"100\" "
                "value=\"{}\"></label>\n",
                words != NULL ? words : "");
}

/* Styles look at which of these is checked: it works without the script. */
static const char VIEWS[] =
    "<fieldset class=\"views\">\n<legend>View</legend>\n"
    "<label class=\"tick\"><input type=\"radio\" name=\"view\" value=\"grid\" checked> "
    "Grid</label>\n"
    "<label class=\"tick\"><input type=\"radio\" name=\"view\" value=\"list\" id=\"as-list\"> "
    "List</label>\n"
    "<label class=\"tick\"><input type=\"radio\" name=\"view\" value=\"compact\" id=\"compact\"> "
    "Compact</label>\n"
    "</fieldset>\n";

/* Where there is no service, the form cannot be sent. */
static const char NO_SERVICE[] =
    "<p class=\"quiet\">To filter so large an agenda takes the service. Of these files, the pages of "
    "days, agencies, rooms and round tables show less.</p>\n";
static const char NO_SCRIPT[] =
    "<noscript><p class=\"quiet\">To filter these files takes JavaScript.</p></noscript>\n";

/* Opened if the page was asked for with a query, so that readers see why something is missing. */
void page_filter_append(GString *out, const PageView *view, bool in_place)
{
    const SelectionQuery *query = view->filter != NULL ? view->filter->query : NULL;

    if (view->is_file && !in_place) {
        g_string_append(out, NO_SERVICE);
        return;
    }
    html_append(out, "<details class=\"controls\" id=\"controls\"{}>\n",
                query != NULL ? " open" : "");
    html_append(out,
                "<summary>Filter</summary>\n"
                "<form id=\"filter\" role=\"search\" aria-label=\"Filter\" action=\"./\"{}{}>\n",
                in_place ? " data-in-place" : "", view->is_file ? " data-file" : "");
    g_string_append(out, view->is_file ? NO_SCRIPT : "");
    append_agencies(out, view);
    append_people(out, view);
    append_roles(out, view);
    append_rooms(out, view);
    append_days(out, view);
    append_words(out, view);
    append_tables(out, view);
    append_yes_or_no(out, "Plenaries", "plenary", query != NULL ? query->plenary : CHOICE_DEFAULT);
    append_yes_or_no(out, "Breaks", "breaks", query != NULL ? query->breaks : CHOICE_DEFAULT);
    g_string_append(out, "<p class=\"send\"><button type=\"submit\">Show</button> "
                         "<a href=\"./\">Show everything</a></p>\n</form>\n</details>\n");
}

void page_filter_append_views(GString *out)
{
    g_string_append(out, VIEWS);
}

void page_filter_append_picks(GString *out)
{
    g_string_append(out, "<form id=\"picks\" class=\"picks\" action=\"./\">\n"
                         "<p><b>Pick your own:</b> tick sessions, then "
                         "<button type=\"submit\">show what I picked</button> to subscribe to just "
                         "these. <span id=\"picked\" role=\"status\"></span></p>\n</form>\n");
}
