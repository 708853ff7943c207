#include <stdio.h>

#include "base/suggest.h"
#include "cli/command.h"
#include "render/report/listing.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/terminal.h"

typedef struct ListOptions {
    bool as_json;
} ListOptions;

static const Option OPTIONS[] = {
    { .type = OPTION_FORMAT, .place = offsetof(ListOptions, as_json) },
};

static ExitStatus say_unknown(const char *word)
{
    g_auto(GStrv) words = listing_dup_words();
    g_autofree char *all = g_strjoinv(", ", words);
    const char *nearest = suggest_nearest(word, (const char *const *)words, g_strv_length(words));

    if (nearest != NULL) {
        message_error("list: there is no list of \"%s\" (did you mean \"%s\"?)", word, nearest);
    } else {
        message_error("list: there is no list of \"%s\"; there are: %s", word, all);
    }
    return EXIT_STATUS_USAGE;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const ListOptions *options = data;
    const Listing *listing = listing_find(operands[0]);
    ExitStatus status = EXIT_STATUS_OK;

    if (listing == NULL) {
        return say_unknown(operands[0]);
    }
    g_autoptr(Agenda) agenda = agendas_read(operands[1], &status);
    if (agenda == NULL) {
        return status;
    }
    if (options->as_json) {
        g_autofree char *json = listing_to_json(listing, agenda);
        fputs(json, stdout);
        return EXIT_STATUS_OK;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    /* True means UTF-8; other terminals get ASCII. */
    bool is_utf8 = g_get_charset(NULL);
    listing_append_text(text, listing, agenda, terminal_width(), !is_utf8);
    terminal_print(text->str);
    return EXIT_STATUS_OK;
}

const Command command_list = {
    .name = "list",
    .arguments = "WHAT FILE",
    .summary = "List agencies, people, rooms, … with their ids",
    .description =
        "WHAT is agencies, people, rooms, roles, sessions, round-tables, types, tags,\n"
        "languages or days. Each has a row with its id, by which the file and other\n"
        "commands name it; private ones, too.\n"
        "Texts are cut to the width of the terminal, or to COLUMNS; JSON has all of them.\n\n"
        "Exit status: 0 fine, 1 the agenda has errors, 2 wrong usage, 3 the file could\n"
        "not be read.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(ListOptions),
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
