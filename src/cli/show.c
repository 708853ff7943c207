#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "model/selection/selection_name.h"
#include "model/view/agenda_view.h"
#include "render/report/schedule.h"
#include "render/report/table_text.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/terminal.h"

/* An unknown value is answered with a list of the known ones, no longer than a person will read. */
#define MAX_LISTED 40

typedef struct ShowOptions {
    const char *const *filters[N_SELECTION_NAMES];  /* the values of each; NULL: any */
    const char *const *excluded[N_SELECTION_NAMES]; /* and of what is left out; NULL: nothing */
    const char *lang;
    bool with_notes;
    bool with_ids;
    bool with_private;
    bool as_table;
    bool is_transposed;
    bool with_empty;
    const char *color;
} ShowOptions;

static const Option OPTIONS[] = {
    { "agency", 'a', OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_AGENCY]),
      "Only what this agency is in, with the plenaries", "AGENCY", NULL },
    { "person", 0, OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_PERSON]),
      "Only what this person is in, with the plenaries", "PERSON", NULL },
    { "round-table", 't', OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_ROUND_TABLE]),
      "Only sessions of this round table", "ID", NULL },
    { "day", 'd', OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_DAY]), "Only this day",
      "YYYY-MM-DD", NULL },
    { "role", 'r', OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_ROLE]),
      "Only where somebody, or the agency, has this role", "ROLE", NULL },
    { "type", 0, OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_TYPE]),
      "Only sessions of this type", "TYPE", NULL },
    { "tag", 0, OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_TAG]),
      "Only sessions with this tag", "TAG", NULL },
    { "language", 0, OPTION_TEXTS, offsetof(ShowOptions, filters[SELECTION_LANGUAGE]),
      "Only where this is spoken or interpreted into", "LANGUAGE", NULL },
    { "not-agency", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_AGENCY]),
      "Without what this agency is in", "AGENCY", NULL },
    { "not-person", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_PERSON]),
      "Without what this person is in", "PERSON", NULL },
    { "not-round-table", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_ROUND_TABLE]),
      "Without this round table", "ID", NULL },
    { "not-day", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_DAY]),
      "Without this day", "YYYY-MM-DD", NULL },
    { "not-role", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_ROLE]),
      "Without where somebody, or who is chosen, has it", "ROLE", NULL },
    { "not-type", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_TYPE]),
      "Without this type", "TYPE", NULL },
    { "not-tag", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_TAG]),
      "Without this tag", "TAG", NULL },
    { "not-language", 0, OPTION_TEXTS, offsetof(ShowOptions, excluded[SELECTION_LANGUAGE]),
      "Without where this is spoken or interpreted into", "LANGUAGE", NULL },
    { "private", 'p', OPTION_FLAG, offsetof(ShowOptions, with_private),
      "With what only those who contribute may see", NULL, NULL },
    { "notes", 'n', OPTION_FLAG, offsetof(ShowOptions, with_notes), "With abstracts and notes",
      NULL, NULL },
    { "ids", 'i', OPTION_FLAG, offsetof(ShowOptions, with_ids),
      "With the ids of sessions and of what they name", NULL, NULL },
    { "table", 0, OPTION_FLAG, offsetof(ShowOptions, as_table),
      "As a table: sessions down, agencies across", NULL, NULL },
    { "transpose", 0, OPTION_FLAG, offsetof(ShowOptions, is_transposed),
      "The table with agencies down, sessions across", NULL, NULL },
    { "empty", 0, OPTION_FLAG, offsetof(ShowOptions, with_empty),
      "The table with rows and columns without anything", NULL, NULL },
    { "lang", 'l', OPTION_TEXT, offsetof(ShowOptions, lang),
      "The language of texts that have several", "LANG", NULL },
    { "color", 0, OPTION_TEXT, offsetof(ShowOptions, color), "auto (default), always or never",
      "WHEN", NULL },
};

/* --- what a filter can be set to ---------------------------------------------------------- */

/* What a filter does with a record of the agenda. */
typedef void (*Apply)(Selection *selection, SelectionName name, gconstpointer record);

/* By the names that agencies and people have, regardless of case. Names may be shared: then all of
 * that name are meant. */
static bool apply_by_name(Apply apply, SelectionName name, Selection *selection,
                          const GPtrArray *participants, const char *word)
{
    g_autofree char *folded = g_utf8_casefold(word, -1);
    bool any = false;

    for (guint i = 0; i < participants->len; i++) {
        const Participant *participant = participants->pdata[i];
        g_autofree char *label = g_utf8_casefold(participant_label(participant), -1);
        if (g_ascii_strcasecmp(participant->id, word) == 0 || strcmp(label, folded) == 0) {
            apply(selection, name, participant);
            any = true;
        }
    }
    return any;
}

static bool apply_value(Apply apply, SelectionName name, Selection *selection, const Agenda *agenda,
                        const char *word)
{
    gconstpointer record = selection_name_find(name, agenda, word);

    if (record != NULL) {
        apply(selection, name, record);
        return true;
    }
    return name == SELECTION_AGENCY
               ? apply_by_name(apply, name, selection, agenda->agencies, word)
               : name == SELECTION_PERSON &&
                     apply_by_name(apply, name, selection, agenda->people, word);
}

/* --- the selection ----------------------------------------------------------------------- */

static void say_unknown(SelectionName name, const Agenda *agenda, const char *word)
{
    g_autofree char *unknown = selection_name_tell_unknown(name, agenda, word, MAX_LISTED);

    message_error("show: there is %s", unknown);
}

/* Applies the values of a filter, each perhaps a comma-separated list; false if any is unknown. */
static bool apply_filter(Apply apply, SelectionName name, const char *const *values,
                         const Agenda *agenda, Selection *selection)
{
    bool are_known = true;

    for (const char *const *value = values; value != NULL && *value != NULL; value++) {
        g_auto(GStrv) words = g_strsplit(*value, ",", -1);
        /* g_strsplit() makes no word at all from "", not an empty one. */
        if (words[0] == NULL) {
            say_unknown(name, agenda, "");
            are_known = false;
        }
        for (char **word = words; *word != NULL; word++) {
            if (!apply_value(apply, name, selection, agenda, g_strstrip(*word))) {
                say_unknown(name, agenda, *word);
                are_known = false;
            }
        }
    }
    return are_known;
}

/* Plenaries and breaks are for everybody, but a filter for round tables, roles or terms asks for
 * those alone. The schedule of an agency or a person is that of their feed, without
 * breaks. */
static bool make_selection(const ShowOptions *options, const Agenda *agenda, Selection *selection)
{
    const char *const *const *filters = options->filters;
    bool are_known = true;

    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        are_known =
            apply_filter(selection_add, name, filters[name], agenda, selection) && are_known;
        are_known =
            apply_filter(selection_exclude, name, options->excluded[name], agenda, selection) &&
            are_known;
    }
    selection->plenaries = filters[SELECTION_ROUND_TABLE] == NULL &&
                           filters[SELECTION_ROLE] == NULL && filters[SELECTION_TYPE] == NULL &&
                           filters[SELECTION_TAG] == NULL && filters[SELECTION_LANGUAGE] == NULL;
    selection->breaks = selection->plenaries && filters[SELECTION_AGENCY] == NULL &&
                        filters[SELECTION_PERSON] == NULL;
    selection->undated = true;
    return are_known;
}

/* --- the command ------------------------------------------------------------------------- */

/* Reads --color; false if the value is unknown. */
static bool settle_colour(const char *color, bool *out_colour)
{
    if (color == NULL || strcmp(color, "auto") == 0) {
        *out_colour = terminal_has_colour();
        return true;
    }
    *out_colour = strcmp(color, "always") == 0;
    return *out_colour || strcmp(color, "never") == 0;
}

/* Reads the agenda as it is to be shown, and says what that leaves out. */
static Agenda *read_agenda(const char *path, bool with_private, ExitStatus *out_status)
{
    g_autoptr(Agenda) agenda = agendas_read(path, out_status);
    guint count = agenda != NULL && !with_private ? agenda_view_count_private(agenda) : 0;

    if (count == 0) {
        /* Nothing is private, or all of it is wanted. */
        return g_steal_pointer(&agenda);
    }
    message_info("%u private entr%s not shown; --private shows %s", count,
                 count == 1 ? "y is" : "ies are", count == 1 ? "it" : "them");
    return agenda_view_of_public(g_steal_pointer(&agenda));
}

static void append_table(GString *text, const Agenda *agenda, const Selection *selection,
                         const ShowOptions *options, const ScheduleStyle *style)
{
    TableForm form = { .is_transposed = options->is_transposed, .with_empty = options->with_empty };
    g_autoptr(Table) table = table_new(agenda, selection, &form, agenda->show_clashes);

    table_text_append(text, table, style);
}

/* Whether options are given that are for tables alone, and no table is asked for. */
static bool is_lost(const ShowOptions *options)
{
    return !options->as_table && (options->is_transposed || options->with_empty);
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const ShowOptions *options = data;
    const char *const langs[] = { options->lang, NULL };
    ScheduleStyle style = {
        .width = terminal_width(),
        .notes = options->with_notes,
        .ids = options->with_ids,
    };
    g_auto(Selection) selection;
    ExitStatus status = EXIT_STATUS_OK;

    selection_init(&selection);
    /* True means UTF-8; other terminals get ASCII. */
    style.ascii = !g_get_charset(NULL);
    if (!settle_colour(options->color, &style.colour)) {
        message_error("show: --color is auto, always or never, not \"%s\"", options->color);
        return EXIT_STATUS_USAGE;
    }
    if (is_lost(options)) {
        message_error("show: --transpose and --empty are for a table: add --table");
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(Agenda) whole = read_agenda(operands[0], options->with_private, &status);
    if (whole == NULL) {
        return status;
    }
    g_autoptr(Agenda) agenda = agenda_view_of_all(whole, langs);
    if (!make_selection(options, agenda, &selection)) {
        return EXIT_STATUS_USAGE;
    }
    /* A single person or agency is the viewpoint: their roles stand in the titles. */
    const GPtrArray *people = selection.values[SELECTION_PERSON];
    const GPtrArray *viewpoints = people != NULL ? people : selection.values[SELECTION_AGENCY];
    if (viewpoints != NULL && viewpoints->len == 1) {
        style.viewpoint = viewpoints->pdata[0];
    }
    g_autoptr(GString) text = g_string_new(NULL);
    if (options->as_table) {
        append_table(text, agenda, &selection, options, &style);
    } else {
        schedule_append(text, agenda, &selection, &style);
    }
    terminal_print(text->str);
    return EXIT_STATUS_OK;
}

const Command command_show = {
    .name = "show",
    .arguments = "FILE",
    .summary = "Print a schedule in the terminal",
    .description =
        "AGENCY is an agency's id or short name, PERSON an id or a name; the others are\n"
        "ids or, of types and tags, words. Each filter can be repeated or hold a\n"
        "comma-separated list: its values are alternatives, and different filters narrow\n"
        "each other. What --not-... names is left out. For a single agency or person,\n"
        "their roles stand before the titles. Without --private, private entries are left\n"
        "out and counted.\n\n"
        "A table has a column for each agency and a row for each kind of preparation and\n"
        "each session, as many columns beside each other as fit. Where nothing stands,\n"
        "there is no row and no column without --empty.\n\n"
        "What is printed is as wide as the terminal, or as COLUMNS says. Colour is for\n"
        "terminals only, and not used if NO_COLOR is set.\n\n"
        "Exit status: 0 fine, also if nothing matches, 1 the agenda has errors, 2 wrong\n"
        "usage, 3 the file could not be read.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(ShowOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
