#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The options of a command, a row for each. What a command line gives goes into a struct of the
 * command's own, and nothing is kept from one run to the next.
 */

/* What an option takes, and in brackets the member of the struct that its value goes into. Those
 * from OPTION_FORMAT on are the same wherever a command has them: their row needs no name. */
typedef enum OptionType {
    OPTION_FLAG,       /* (bool) whether it is given */
    OPTION_NUMBER,     /* (int) */
    OPTION_TEXT,       /* (const char *) NULL unless given */
    OPTION_PATH,       /* (const char *) likewise */
    OPTION_TEXTS,      /* (const char *const *) ended by NULL; NULL unless given */
    OPTION_FORMAT,     /* (bool) --format: json, not text */
    OPTION_HISTORY,    /* (const char *) --history: where it is, whether given or not */
    OPTION_KEEP,       /* (gint64) --keep: how long cancelled entries stay, in seconds */
    OPTION_PUBLIC_URL, /* (const char *) --public-url: no slash at its end; NULL unless given */
} OptionType;

/* What a number may be. The initial value may lie outside: it then tells that none was given. */
typedef struct OptionRange {
    int initial;
    int least;
    int most;
    const char *least_means; /* told of the least, " (never)"; or NULL */
    const char *unit;        /* " days"; or NULL */
} OptionRange;

/* A row, in the order of a GOptionEntry. */
typedef struct Option {
    const char *name;
    char letter; /* its short name, or 0 */
    OptionType type;
    gsize place;              /* offsetof its member */
    const char *summary;      /* its line in --help */
    const char *value;        /* what --help calls its value, "PATH"; NULL for a flag */
    const OptionRange *range; /* of a number */
} Option;

/* The options of a command, and what a command line has given them. */
typedef struct OptionSet OptionSet;

/* Borrows the rows, which live longer. */
OptionSet *option_set_new(const Option *rows, guint length);
void option_set_free(OptionSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OptionSet, option_set_free)

/* For a GOptionContext, which fills them. */
const GOptionEntry *option_set_entries(const OptionSet *set);

/* Puts what was given, or what holds without, into the command's struct. The texts there are
 * borrowed from the set. False if a value is wrong, which has been said. */
bool option_set_read(OptionSet *set, const char *command, gpointer out_values);
