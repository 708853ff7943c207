#pragma once

#include <glib.h>

#include "cli/option.h"
#include "service/exit_status.h"

/* Runs a command. options: its struct of option values, borrowed. operands: the rest of the command
 * line, ended by NULL. */
typedef ExitStatus (*CommandRun)(gconstpointer options, char **operands);

/* What the command line of a command looks like, and what runs it. */
typedef struct Command {
    const char *name;
    const char *arguments;   /* "FILE…" */
    const char *summary;     /* one line, for the list of commands; NULL: not for people */
    const char *description; /* the end of its --help */
    const Option *options;
    guint n_options;
    gsize options_size; /* octets of its struct of option values */
    guint min_operands;
    guint max_operands;
    CommandRun run;
} Command;

/* Runs the command that argv[1] names, with its options parsed. May be called again: only the
 * program's name is kept. */
ExitStatus command_main(int argc, char **argv);

/* Prints an error of the environment, and returns the exit status for the command to end with. */
ExitStatus command_fail(const GError *error);

/* The same, and says what that means: "nothing was published". */
ExitStatus command_fail_so(const GError *error, const char *what_it_means);

extern const Command command_new;
extern const Command command_import;
extern const Command command_export;
extern const Command command_read_source;   /* not for people: see service/import/import.h */
extern const Command command_fetch_address; /* likewise: see service/fetch/fetch.h */
extern const Command command_check;
extern const Command command_build;
extern const Command command_serve;
extern const Command command_show;
extern const Command command_list;
extern const Command command_diff;
extern const Command command_publish;
extern const Command command_history;
extern const Command command_revert;
extern const Command command_withdraw;
extern const Command command_retire;
extern const Command command_subscribers;
extern const Command command_token;
