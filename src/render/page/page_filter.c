#include "render/page/page_filter.h"

#include <string.h>

#include "model/revision/known_value.h"
#include "render/page/page_names.h"
#include "render/web/html.h"

/* More people than this are found by words, and their list is left out where it would only weigh:
 * the script, which finds one as somebody types, is at work where all sessions are on the page. */
#define PEOPLE_MAX 50

static const GPtrArray *chosen_ids(const PageView *view, SelectionName name)
{
    return view->filter != NULL ? view->filter->query->ids[name] : NULL;
}

static const GPtrArray *excluded_ids(const PageView *view, SelectionName name)
{
    return view->filter != NULL ? view->filter->query->excluded[name] : NULL;
}

static bool is_chosen(const GPtrArray *chosen, const char *id)
{
    return chosen != NULL &&
           g_ptr_array_find_with_equal_func((GPtrArray *)chosen, id, g_str_equal, NULL);
}

/* The form sends a single choice by the option of that value; several have one of their own. */
static bool is_single(const GPtrArray *chosen, const char *id)
{
    return chosen != NULL && chosen->len == 1 && is_chosen(chosen, id);
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

    append_option(out, id, label, is_single(chosen, id));
}

/* An option for several values at once, or for one that is gone. The form does not offer such, but
 * an address can have them, and sending the form again must keep them. */
static void append_others(GString *out, const PageView *view, SelectionName name)
{
    const GPtrArray *chosen = chosen_ids(view, name);
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GString) label = g_string_new(NULL);

    if (chosen == NULL || chosen->len == 0 ||
        (chosen->len == 1 && selection_name_find(name, view->agenda, chosen->pdata[0]) != NULL)) {
        return;
    }
    for (guint i = 0; i < chosen->len; i++) {
        g_autofree char *one = known_value_label(name, chosen->pdata[i], view->revision);
        g_string_append_printf(value, "%s%s", i > 0 ? "," : "", (const char *)chosen->pdata[i]);
        g_string_append_printf(label, "%s%s", i > 0 ? " or " : "", one);
    }
    append_option(out, value->str, label->str, true);
}

/* A value with a name, which the script finds by all of its names. */
static void append_named_value(GString *out, const PageName *name, bool is_selected)
{
    html_append(out, "<option value=\"{}\" data-find=\"{}\"{}>{}</option>\n", name->id,
                name->unseen, is_selected ? " selected" : "", name->label);
}

/* All records of a kind, or with `only_chosen` the one that an address chooses. */
static void append_named(GString *out, const PageView *view, SelectionName selection,
                         const char *label, bool only_chosen)
{
    const GPtrArray *chosen = chosen_ids(view, selection);
    g_autoptr(GPtrArray) names = page_names_new(view->agenda, selection_name_named(selection));

    if (names->len == 0 || (only_chosen && chosen == NULL)) {
        return;
    }
    begin_choice(out, label, selection_name_word(selection), "all");
    append_others(out, view, selection);
    for (guint i = 0; i < names->len; i++) {
        const PageName *name = names->pdata[i];
        bool is_selected = is_single(chosen, name->id);
        if (is_selected || !only_chosen) {
            append_named_value(out, name, is_selected);
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
    g_autoptr(GPtrArray) names = page_names_new(view->agenda, NAMED_ROUND_TABLE);

    if (names->len == 0) {
        return;
    }
    html_append(out, "<fieldset>\n<legend>Only these {}</legend>\n",
                agenda_noun(view->agenda, NOUN_ROUND_TABLES_INSIDE));
    for (guint i = 0; i < names->len; i++) {
        const PageName *name = names->pdata[i];
        const RoundTable *table = name->record;
        bool is_on = is_chosen(chosen_ids(view, SELECTION_ROUND_TABLE), table->id);
        html_append(out, "<label class=\"tick {}\">", page_view_colour(view, table));
        html_append(out,
                    "<input type=\"checkbox\" name=\"round-table\" value=\"{}\" data-label=\"{}\" "
                    "data-find=\"{}\"{}>",
                    table->id, name->label, name->unseen, is_on ? " checked" : "");
        if (table->title.n_variants > 0) {
            html_append(out, " <b>{}</b> ", table->id);
            html_append_element(out, "span", NULL, &table->title);
        } else {
            html_append(out, " <b>{}</b>", name->label);
        }
        g_string_append(out, "</label>\n");
    }
    g_string_append(out, "</fieldset>\n");
}

/* --- types, tags and languages --------------------------------------------------------------- */

/* A longer list is folded away until it is used. */
#define TICKS_SHOWN 12

static void append_tick(GString *out, const char *prefix, SelectionName name, const char *id,
                        const char *label, bool is_on)
{
    html_append(out,
                "<label class=\"tick\"><input type=\"checkbox\" name=\"{}{}\" value=\"{}\"{}> {}",
                prefix, selection_name_word(name), id, is_on ? " checked" : "", label);
    g_string_append(out, "</label>\n");
}

static void add_terms(GHashTable *used, const GPtrArray *terms)
{
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        g_hash_table_add(used, terms->pdata[i]);
    }
}

/* The terms that sessions have: a file may list more. */
static GHashTable *find_used_terms(const Agenda *agenda)
{
    GHashTable *used = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        if (session->type != NULL) {
            g_hash_table_add(used, (gpointer)session->type);
        }
        add_terms(used, session->tags);
        add_terms(used, session->languages);
        add_terms(used, session->interpretation);
    }
    return used;
}

/* The values that the form offers of a name (char *): what sessions have, and what an address asks
 * for besides, which is gone and must be kept when the form is sent again. */
static GPtrArray *list_ticks(const PageView *view, SelectionName name, GHashTable *used)
{
    const GPtrArray *terms = agenda_list_named(view->agenda, selection_name_named(name));
    const GPtrArray *chosen = chosen_ids(view, name);
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < terms->len; i++) {
        if (g_hash_table_contains(used, terms->pdata[i])) {
            g_ptr_array_add(ids,
                            selection_name_dup_value(name, ((const Term *)terms->pdata[i])->id));
        }
    }
    for (guint i = 0; chosen != NULL && i < chosen->len; i++) {
        if (!is_chosen(ids, chosen->pdata[i])) {
            g_ptr_array_add(ids, g_strdup(chosen->pdata[i]));
        }
    }
    return ids;
}

static void append_ticks(GString *out, const PageView *view, SelectionName name, GHashTable *used,
                         const char *legend)
{
    g_autoptr(GPtrArray) ids = list_ticks(view, name, used);
    const GPtrArray *chosen = chosen_ids(view, name);
    bool is_folded = ids->len > TICKS_SHOWN;

    if (ids->len == 0) {
        return;
    }
    html_append(out, "<fieldset>\n<legend>{}</legend>\n", legend);
    if (is_folded) {
        g_string_append_printf(out, "<details%s>\n<summary>%u</summary>\n",
                               chosen != NULL ? " open" : "", ids->len);
    }
    for (guint i = 0; i < ids->len; i++) {
        g_autofree char *label = known_value_label(name, ids->pdata[i], view->revision);
        append_tick(out, "", name, ids->pdata[i], label, is_chosen(chosen, ids->pdata[i]));
    }
    g_string_append(out, is_folded ? "</details>\n</fieldset>\n" : "</fieldset>\n");
}

static void append_terms(GString *out, const PageView *view)
{
    g_autoptr(GHashTable) used = find_used_terms(view->agenda);

    append_ticks(out, view, SELECTION_TYPE, used, "Only these types");
    append_ticks(out, view, SELECTION_TAG, used, "Only with these tags");
    append_ticks(out, view, SELECTION_LANGUAGE, used, "Only in these languages");
}

/* What an address leaves out. The form does not offer it, but sending the form again keeps it. */
static void append_excluded(GString *out, const PageView *view)
{
    bool any = false;

    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        const GPtrArray *ids = excluded_ids(view, name);
        for (guint i = 0; ids != NULL && i < ids->len; i++) {
            g_autofree char *label = known_value_label(name, ids->pdata[i], view->revision);
            g_string_append(out, any ? "" : "<fieldset>\n<legend>Left out</legend>\n");
            append_tick(out, SELECTION_NOT, name, ids->pdata[i], label, true);
            any = true;
        }
    }
    g_string_append(out, any ? "</fieldset>\n" : "");
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
    "days, {}, rooms and {} show less.</p>\n";
static const char NO_SCRIPT[] =
    "<noscript><p class=\"quiet\">To filter these files takes JavaScript.</p></noscript>\n";

/* What the script calls a round table, if the agenda has a word of its own for it. */
static void append_noun(GString *out, const Agenda *agenda)
{
    const char *own = text_get(&agenda->words.round_table.one, NULL);

    if (own != NULL) {
        html_append(out, " data-table=\"{}\"", own);
    }
}

void page_filter_append_fields(GString *out, const PageView *view, bool in_place)
{
    const SelectionQuery *query = view->filter != NULL ? view->filter->query : NULL;
    bool are_many_people = view->agenda->people->len > PEOPLE_MAX && !in_place;

    append_named(out, view, SELECTION_AGENCY, agenda_noun(view->agenda, NOUN_AGENCY_LABEL), false);
    append_named(out, view, SELECTION_PERSON, "Person", are_many_people);
    append_roles(out, view);
    append_named(out, view, SELECTION_ROOM, "Room", false);
    append_days(out, view);
    append_words(out, view);
    append_tables(out, view);
    append_terms(out, view);
    append_excluded(out, view);
    append_yes_or_no(out, "Plenaries", "plenary", query != NULL ? query->plenary : CHOICE_DEFAULT);
    append_yes_or_no(out, "Breaks", "breaks", query != NULL ? query->breaks : CHOICE_DEFAULT);
}

/* Opened if the page was asked for with a query, so that readers see why something is missing. */
void page_filter_append(GString *out, const PageView *view, bool in_place)
{
    const SelectionQuery *query = view->filter != NULL ? view->filter->query : NULL;

    if (view->is_file && !in_place) {
        html_append(out, NO_SERVICE, agenda_noun(view->agenda, NOUN_AGENCIES_INSIDE),
                    agenda_noun(view->agenda, NOUN_ROUND_TABLES_INSIDE));
        return;
    }
    html_append(out, "<details class=\"controls\" id=\"controls\"{}>\n",
                query != NULL ? " open" : "");
    html_append(out,
                "<summary>Filter</summary>\n"
                "<form class=\"fields\" id=\"filter\" role=\"search\" aria-label=\"Filter\" "
                "action=\"./\"{}{}",
                in_place ? " data-in-place" : "", view->is_file ? " data-file" : "");
    append_noun(out, view->agenda);
    g_string_append(out, ">\n");
    g_string_append(out, view->is_file ? NO_SCRIPT : "");
    page_filter_append_fields(out, view, in_place);
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
