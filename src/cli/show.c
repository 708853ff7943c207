#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "cli/agendas.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/terminal.h"
#include "render/schedule.h"

/* An unknown value is answered with what there is, as far as a person will read. */
#define MAX_LISTED 40

static char **agencies;
static char **round_tables;
static char **days;
static char **roles;
static char *lang;
static gboolean notes;
static char *color;

static const GOptionEntry OPTIONS[] = {
    { "agency", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &agencies,
      "Only what this agency is in, with the plenaries", "AGENCY" },
    { "round-table", 't', 0, G_OPTION_ARG_STRING_ARRAY, &round_tables,
      "Only sessions of this round table", "ID" },
    { "day", 'd', 0, G_OPTION_ARG_STRING_ARRAY, &days, "Only this day", "YYYY-MM-DD" },
    { "role", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &roles,
      "Only where somebody, or the agency, has this role", "ROLE" },
    { "notes", 'n', 0, G_OPTION_ARG_NONE, &notes, "With abstracts and notes", NULL },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "The language of texts that have several",
      "LANG" },
    { "color", 0, 0, G_OPTION_ARG_STRING, &color, "auto (default), always or never", "WHEN" },
    G_OPTION_ENTRY_NULL,
};

/* --- what a filter can be set to ---------------------------------------------------------- */

static bool add_agency(Selection *selection, const Agenda *agenda, const char *word)
{
    const Agency *agency = agenda_find_agency(agenda, word);
    g_autofree char *folded = g_utf8_casefold(word, -1);
    bool is_known = agency != NULL;

    if (is_known) {
        selection_add_agency(selection, agency);
        return true;
    }
    for (guint i = 0; i < agenda->agencies->len; i++) {
        agency = agenda->agencies->pdata[i];
        g_autofree char *short_name = g_utf8_casefold(agency->short_name, -1);
        if (g_ascii_strcasecmp(agency->id, word) == 0 || strcmp(short_name, folded) == 0) {
            selection_add_agency(selection, agency);
            is_known = true;
        }
    }
    return is_known;
}

static bool add_round_table(Selection *selection, const Agenda *agenda, const char *word)
{
    const RoundTable *round_table = agenda_find_round_table(agenda, word);

    if (round_table != NULL) {
        selection_add_round_table(selection, round_table);
    }
    return round_table != NULL;
}

static bool add_day(Selection *selection, const Agenda *agenda, const char *word)
{
    CivilDate date;
    const Day *day = civil_parse_date(word, &date) ? agenda_find_day(agenda, date) : NULL;

    if (day != NULL) {
        selection_add_day(selection, day);
    }
    return day != NULL;
}

static bool add_role(Selection *selection, const Agenda *agenda, const char *word)
{
    const Role *role = agenda_find_role(agenda, word);

    if (role != NULL) {
        selection_add_role(selection, role);
    }
    return role != NULL;
}

static void list_agencies(const Agenda *agenda, GPtrArray *words)
{
    for (guint i = 0; i < agenda->agencies->len; i++) {
        g_ptr_array_add(words, g_strdup(((const Agency *)agenda->agencies->pdata[i])->id));
    }
}

static void list_round_tables(const Agenda *agenda, GPtrArray *words)
{
    for (guint i = 0; i < agenda->round_tables->len; i++) {
        g_ptr_array_add(words, g_strdup(((const RoundTable *)agenda->round_tables->pdata[i])->id));
    }
}

static void list_days(const Agenda *agenda, GPtrArray *words)
{
    for (guint i = 0; i < agenda->days->len; i++) {
        g_ptr_array_add(words, civil_date_to_iso(((const Day *)agenda->days->pdata[i])->date));
    }
}

static void list_roles(const Agenda *agenda, GPtrArray *words)
{
    for (guint i = 0; i < agenda->roles->len; i++) {
        g_ptr_array_add(words, g_strdup(((const Role *)agenda->roles->pdata[i])->id));
    }
}

typedef struct Filter {
    const char *name; /* as a person calls it */
    char ***values;   /* of the option */
    bool (*add)(Selection *selection, const Agenda *agenda, const char *word);
    void (*list)(const Agenda *agenda, GPtrArray *words);
} Filter;

static const Filter FILTERS[] = {
    { "agency", &agencies, add_agency, list_agencies },
    { "round table", &round_tables, add_round_table, list_round_tables },
    { "day", &days, add_day, list_days },
    { "role", &roles, add_role, list_roles },
};

/* --- the selection ----------------------------------------------------------------------- */

/* Says that a value is unknown, which one may have been meant, and what there is. */
static void say_unknown(const Filter *filter, const Agenda *agenda, const char *word)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) text = g_string_new(NULL);

    filter->list(agenda, words);
    const char *nearest = suggest_nearest(word, (const char *const *)words->pdata, words->len);
    if (nearest != NULL) {
        g_string_append_printf(text, " (did you mean \"%s\"?)", nearest);
    }
    g_string_append(text, words->len == 0 ? "; there is none" : "; there are: ");
    for (guint i = 0; i < MIN(words->len, MAX_LISTED); i++) {
        g_string_append_printf(text, "%s%s", i == 0 ? "" : ", ", (const char *)words->pdata[i]);
    }
    if (words->len > MAX_LISTED) {
        g_string_append_printf(text, " and %u more", words->len - MAX_LISTED);
    }
    message_error("show: there is no %s \"%s\"%s", filter->name, word, text->str);
}

/* Adds the values of a filter, each perhaps a comma-separated list; false if one is unknown. */
static bool apply_filter(const Filter *filter, const Agenda *agenda, Selection *selection)
{
    bool are_known = true;

    for (char **value = *filter->values; value != NULL && *value != NULL; value++) {
        g_auto(GStrv) words = g_strsplit(*value, ",", -1);
        if (words[0] == NULL) {
            say_unknown(filter, agenda, "");
            are_known = false;
        }
        for (char **word = words; *word != NULL; word++) {
            if (!filter->add(selection, agenda, g_strstrip(*word))) {
                say_unknown(filter, agenda, *word);
                are_known = false;
            }
        }
    }
    return are_known;
}

/* Plenaries and breaks are for everybody, but who asks for round tables or roles asks for just
 * those; and an agency's schedule is that of its feed, without the breaks. */
static bool make_selection(const Agenda *agenda, Selection *selection)
{
    bool are_known = true;

    for (gsize i = 0; i < G_N_ELEMENTS(FILTERS); i++) {
        are_known = apply_filter(&FILTERS[i], agenda, selection) && are_known;
    }
    selection->plenaries = round_tables == NULL && roles == NULL;
    selection->breaks = selection->plenaries && agencies == NULL;
    selection->undated = true;
    return are_known;
}

/* --- the command ------------------------------------------------------------------------- */

/* Reads --color; false if it is something else. */
static bool settle_colour(bool *out_colour)
{
    if (color == NULL || strcmp(color, "auto") == 0) {
        *out_colour = terminal_has_colour();
        return true;
    }
    *out_colour = strcmp(color, "always") == 0;
    return *out_colour || strcmp(color, "never") == 0;
}

static ExitStatus run(char **operands)
{
    ScheduleStyle style = { .width = terminal_width(), .notes = notes, .lang = lang };
    g_auto(Selection) selection;
    ExitStatus status = EXIT_STATUS_OK;

    selection_init(&selection);
    style.ascii = !g_get_charset(NULL);
    if (!settle_colour(&style.colour)) {
        message_error("show: --color is auto, always or never, not \"%s\"", color);
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(Revision) revision = agendas_open(operands[0], &status);
    if (revision == NULL) {
        return status;
    }
    if (!make_selection(revision->agenda, &selection)) {
        return EXIT_STATUS_USAGE;
    }
    if (selection.agencies != NULL && selection.agencies->len == 1) {
        style.viewpoint = selection.agencies->pdata[0];
    }
    g_autoptr(GString) text = g_string_new(NULL);
    schedule_append(text, revision->agenda, &selection, &style);
    fputs(text->str, stdout);
    return EXIT_STATUS_OK;
}

const Command command_show = {
    .name = "show",
    .arguments = "FILE",
    .summary = "Print a schedule in the terminal",
    .description =
        "AGENCY is an agency's id or its short name, the others are ids. Each filter can\n"
        "be given several times or hold a comma-separated list: then any of its values\n"
        "will do, while different filters narrow each other. Of one agency, its roles\n"
        "stand before the titles.\n\n"
        "The schedule is as wide as the terminal, or as COLUMNS says. Colour is for\n"
        "terminals only, and not used if NO_COLOR is set.\n\n"
        "Exit status: 0 fine, also if nothing matches, 1 the agenda has errors, 2 wrong\n"
        "usage, 3 the file could not be read.",
    .options = OPTIONS,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
