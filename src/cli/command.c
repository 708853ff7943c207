#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "service/message.h"

/* In the order in which --help lists them. */
static const Command *const COMMANDS[] = {
    &command_new,         &command_import,        &command_export,      &command_check,
    &command_build,       &command_serve,         &command_show,        &command_list,
    &command_diff,        &command_publish,       &command_revert,      &command_withdraw,
    &command_retire,      &command_history,       &command_subscribers, &command_token,
    &command_read_source, &command_fetch_address,
};

static void print_commands(FILE *out)
{
    fprintf(out, "Usage: confeed COMMAND [OPTION…] …\n\n"
                 "Turns the agenda of a conference into calendar feeds.\n\nCommands:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        if (COMMANDS[i]->summary != NULL) {
            fprintf(out, "  %-11s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
        }
    }
    fprintf(out, "\n\"confeed COMMAND --help\" says more, as do the manual pages confeed(1) and\n"
                 "confeed-agenda(5).\n");
}

static const Command *find_command(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        if (strcmp(COMMANDS[i]->name, name) == 0) {
            return COMMANDS[i];
        }
    }
    return NULL;
}

static ExitStatus say_unknown(const char *name)
{
    const char *names[G_N_ELEMENTS(COMMANDS)];

    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        names[i] = COMMANDS[i]->name;
    }
    const char *nearest = suggest_nearest(name, names, G_N_ELEMENTS(names));
    if (nearest != NULL) {
        message_error("there is no command \"%s\" (did you mean \"%s\"?)", name, nearest);
    } else {
        message_error("there is no command \"%s\"; \"confeed --help\" lists them", name);
    }
    return EXIT_STATUS_USAGE;
}

static ExitStatus say_wrong_usage(const Command *command, const char *text)
{
    message_error("%s: %s", command->name, text);
    fprintf(stderr, "Usage: confeed %s [OPTION…]%s%s\n", command->name,
            *command->arguments != '\0' ? " " : "", command->arguments);
    return EXIT_STATUS_USAGE;
}

/* Describes the command line to GLib. Our --help replaces GLib's, which ends the program whether or
 * not it could print. */
static GOptionContext *make_context(const Command *command, const OptionSet *options,
                                    gboolean *wants_help)
{
    const GOptionEntry help_options[] = {
        { "help", 'h', 0, G_OPTION_ARG_NONE, wants_help, "Show this help", NULL },
        G_OPTION_ENTRY_NULL,
    };
    GOptionContext *context = g_option_context_new(command->arguments);

    g_option_context_set_summary(context, command->summary);
    g_option_context_set_description(context, command->description);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, option_set_entries(options), NULL);
    g_option_context_add_main_entries(context, help_options, NULL);
    return context;
}

static ExitStatus run_with(const Command *command, OptionSet *options, char **operands)
{
    g_autofree gpointer values = g_malloc0(command->options_size);
    guint n_operands = g_strv_length(operands);

    if (n_operands < command->min_operands) {
        return say_wrong_usage(command, "an operand is missing");
    }
    if (n_operands > command->max_operands) {
        return say_wrong_usage(command, "there are too many operands");
    }
    return option_set_read(options, command->name, values) ? command->run(values, operands)
                                                           : EXIT_STATUS_USAGE;
}

/* Parses the command line; argv[0] is the command's own name. */
static ExitStatus run_command(const Command *command, int argc, char **argv)
{
    g_autofree char *program = g_strdup_printf("confeed %s", command->name);
    g_autoptr(OptionSet) options = option_set_new(command->options, command->n_options);
    gboolean wants_help = FALSE;
    g_autoptr(GOptionContext) context = make_context(command, options, &wants_help);
    g_autoptr(GError) error = NULL;

    /* GLib shows it in the help. */
    g_set_prgname(program);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        return say_wrong_usage(command, error->message);
    }
    if (wants_help) {
        g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
        fputs(help, stdout);
        return EXIT_STATUS_OK;
    }
    /* GLib leaves the "--" that ended the options in argv; it is not an operand. */
    bool has_dashes = argc > 1 && strcmp(argv[1], "--") == 0;
    return run_with(command, options, argv + (has_dashes ? 2 : 1));
}

/* A result that could not be written is a failure. */
static ExitStatus finish(ExitStatus status)
{
    /* That the disk is full may show only when the buffer is written. */
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        message_error("cannot write to standard output");
        return EXIT_STATUS_ENVIRONMENT;
    }
    return status;
}

ExitStatus command_fail(const GError *error)
{
    message_error("%s", error->message);
    return EXIT_STATUS_ENVIRONMENT;
}

ExitStatus command_fail_so(const GError *error, const char *what_it_means)
{
    message_error("%s; %s", error->message, what_it_means);
    return EXIT_STATUS_ENVIRONMENT;
}

ExitStatus command_main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : NULL;

    if (name == NULL) {
        print_commands(stderr);
        return EXIT_STATUS_USAGE;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_commands(stdout);
        return finish(EXIT_STATUS_OK);
    }
    if (strcmp(name, "--version") == 0) {
        puts("confeed " CONFEED_VERSION);
        return finish(EXIT_STATUS_OK);
    }
    const Command *command = find_command(name);
    if (command == NULL) {
        return say_unknown(name);
    }
    return finish(run_command(command, argc - 1, argv + 1));
}
