#pragma once

#include <glib.h>

/* Exit statuses, the same for every command. */
typedef enum ExitStatus {
    EXIT_STATUS_OK = 0,
    EXIT_STATUS_INPUT = 1,       /* the input has errors or, with --strict, warnings */
    EXIT_STATUS_USAGE = 2,       /* wrong usage */
    EXIT_STATUS_ENVIRONMENT = 3, /* disk, network or database failed */
} ExitStatus;

/* Runs a command with the arguments after the command's name (argv[0] is the name itself);
 * argv may be reordered. */
typedef ExitStatus (*CommandRun)(int argc, char **argv);

typedef struct Command {
    const char *name;
    const char *arguments; /* "FILE… [-o FOLDER]" */
    const char *summary;   /* one line, for the list of commands */
    CommandRun run;
} Command;

/* Runs the command that argv[1] names. */
ExitStatus command_main(int argc, char **argv);

/* Parses the options of a command, with --help. Returns true if it is to go on; else the status to
 * end with is in out_status, everything having been said. What is left in argv after the name are
 * its operands. `entries` as for g_option_context_add_main_entries; `description` ends the help. */
gboolean command_parse(const char *name, const char *arguments, const char *summary,
                       const char *description, const GOptionEntry *entries, int *argc,
                       char ***argv, ExitStatus *out_status);

ExitStatus command_check(int argc, char **argv);
ExitStatus command_build(int argc, char **argv);
ExitStatus command_serve(int argc, char **argv);
ExitStatus command_show(int argc, char **argv);
