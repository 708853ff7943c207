#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "model/selection/selection_name.h"
#include "model/view/agenda_view.h"
#include "render/report/schedule.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/terminal.h"

/* An unknown value is answered with a list of the known ones, no longer than a person will read. */
#define MAX_LISTED 40

typedef struct ShowOptions {
    const char *const *filters[N_SELECTION_NAMES]; /* the values of each; NULL: any */
    const char *lang;
    bool with_notes;
    bool with_private;
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
    { "private", 'p', OPTION_FLAG, offsetof(ShowOptions, with_private),
      "With what only those who contribute may see", NULL, NULL },
    { "notes", 'n', OPTION_FLAG, offsetof(ShowOptions, with_notes), "With abstracts and notes",
      NULL, NULL },
    { "lang", 'l', OPTION_TEXT, offsetof(ShowOptions, lang),
      "The language of texts that have several", "LANG", NULL },
    { "color", 0, OPTION_TEXT, offsetof(ShowOptions, color), "auto (default), always or never",
      "WHEN", NULL },
};

/* --- what a filter can be set to ---------------------------------------------------------- */

/* Adds an agency or a person by id or by name. */
static bool add_participant(SelectionName name, Selection *selection, const Agenda *agenda,
                            const char *word)
{
    const GPtrArray *participants = name == SELECTION_AGENCY ? agenda->agencies : agenda->people;
    g_autofree char *folded = g_utf8_casefold(word, -1);
    bool is_known = selection_name_add(name, selection, agenda, word);
    bool any = false;

    /* Regardless of case, names may be shared: then all of that name are meant. */
    for (guint i = 0; !is_known && i < participants->len; i++) {
        const Participant *participant = participants->pdata[i];
        g_autofree char *label = g_utf8_casefold(participant_label(participant), -1);
        if (g_ascii_strcasecmp(participant->id, word) == 0 || strcmp(label, folded) == 0) {
            any = selection_name_add(name, selection, agenda, participant->id);
        }
    }
    return is_known || any;
}

static bool add_value(SelectionName name, Selection *selection, const Agenda *agenda,
                      const char *word)
{
    return name == SELECTION_AGENCY || name == SELECTION_PERSON
               ? add_participant(name, selection, agenda, word)
               : selection_name_add(name, selection, agenda, word);
}

/* --- the selection ----------------------------------------------------------------------- */

static void say_unknown(SelectionName name, const Agenda *agenda, const char *word)
{
    g_autofree char *unknown = selection_name_tell_unknown(name, agenda, word, MAX_LISTED);

    message_error("show: there is %s", unknown);
}

/* Adds the values of a filter, each perhaps a comma-separated list; false if any is unknown. */
static bool apply_filter(SelectionName name, const char *const *values, const Agenda *agenda,
                         Selection *selection)
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
            if (!add_value(name, selection, agenda, g_strstrip(*word))) {
                say_unknown(name, agenda, *word);
                are_known = false;
            }
        }
    }
    return are_known;
}

/* Plenaries and breaks are for everybody, but a filter for round tables or roles asks for those
 * alone. The schedule of an agency or a person is that of their feed, without breaks. */
static bool make_selection(const ShowOptions *options, const Agenda *agenda, Selection *selection)
{
    static const SelectionName NAMES[] = { SELECTION_AGENCY, SELECTION_PERSON,
                                           SELECTION_ROUND_TABLE, SELECTION_DAY, SELECTION_ROLE };
    const char *const *const *filters = options->filters;
    bool are_known = true;

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        are_known = apply_filter(NAMES[i], filters[NAMES[i]], agenda, selection) && are_known;
    }
    selection->plenaries =
        filters[SELECTION_ROUND_TABLE] == NULL && filters[SELECTION_ROLE] == NULL;
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

static ExitStatus run(gconstpointer data, char **operands)
{
    const ShowOptions *options = data;
    ScheduleStyle style = {
        .width = terminal_width(),
        .notes = options->with_notes,
        .lang = options->lang,
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
    g_autoptr(Agenda) agenda = read_agenda(operands[0], options->with_private, &status);
    if (agenda == NULL) {
        return status;
    }
    if (!make_selection(options, agenda, &selection)) {
        return EXIT_STATUS_USAGE;
    }
    /* A single person or agency is the viewpoint: their roles stand in the titles. */
    const GPtrArray *viewpoints = selection.people != NULL ? selection.people : selection.agencies;
    if (viewpoints != NULL && viewpoints->len == 1) {
        style.viewpoint = viewpoints->pdata[0];
    }
    g_autoptr(GString) text = g_string_new(NULL);
    schedule_append(text, agenda, &selection, &style);
    terminal_print(text->str);
    return EXIT_STATUS_OK;
}

const Command command_show = {
    .name = "show",
    .arguments = "FILE",
    .summary = "Print a schedule in the terminal",
    .description =
        "AGENCY is an agency's id or short name, PERSON an id or a name; the others are\n"
        "ids. Each filter can be repeated or hold a comma-separated list: its values are\n"
        "alternatives, and different filters narrow each other. For a single agency or\n"
        "person, their roles stand before the titles. Without --private, private entries\n"
        "are left out and counted.\n\n"
        "The schedule is as wide as the terminal, or as COLUMNS says. Colour is for\n"
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
