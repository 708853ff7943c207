#pragma once

#include <glib.h>
#include <stdbool.h>

#include "service/exit_status.h"

/* Runs a command. operands: what the command line holds besides options, ended by NULL. */
typedef ExitStatus (*CommandRun)(char **operands);

/* What the command line of a command looks like, and what runs it. */
typedef struct Command {
    const char *name;
    const char *arguments;   /* "FILE…" */
    const char *summary;     /* a line for the list of commands */
    const char *description; /* ends its --help */
    const GOptionEntry *options;
    guint min_operands;
    guint max_operands;
    CommandRun run;
} Command;

/* Runs the command that argv[1] names, with its options parsed. */
ExitStatus command_main(int argc, char **argv);

extern const Command command_check;
extern const Command command_build;
extern const Command command_serve;
extern const Command command_show;
extern const Command command_diff;
extern const Command command_publish;
extern const Command command_history;
extern const Command command_subscribers;
extern const Command command_token;
