#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The options of a command, one row each. Values from the command line go into a struct of the
 * command's own; nothing is kept from one run to the next.
 */

/* What an option takes and, in brackets, the type of the member that holds its value. Those from
 * OPTION_FORMAT on are the same in every command, so their rows need no name. */
typedef enum OptionType {
    OPTION_FLAG,       /* (bool) whether it is given */
    OPTION_NUMBER,     /* (int) */
    OPTION_TEXT,       /* (const char *) NULL unless given */
    OPTION_PATH,       /* (const char *) NULL unless given */
    OPTION_TEXTS,      /* (const char *const *) ended by NULL; NULL unless given */
    OPTION_FORMAT,     /* (bool) --format: json, not text */
    OPTION_HISTORY,    /* (const char *) --history: the path, whether given or not */
    OPTION_KEEP,       /* (gint64) --keep: how long cancelled entries stay, in seconds */
    OPTION_PUBLIC_URL, /* (const char *) --public-url: no slash at its end; NULL unless given */
} OptionType;

/* The range of a number. The initial value may lie outside it: then none was given. */
typedef struct OptionRange {
    int initial;
    int least;
    int most;
    const char *least_means; /* shown after the least, " (never)"; or NULL */
    const char *unit;        /* " days"; or NULL */
} OptionRange;

/* One option. Its members stand in the order of GOptionEntry. */
typedef struct Option {
    const char *name;
    char letter; /* its short name, or 0 */
    OptionType type;
    gsize place;              /* offset of its member in the command's struct */
    const char *summary;      /* its line in --help */
    const char *value;        /* what --help calls its value, "PATH"; NULL for a flag */
    const OptionRange *range; /* of a number */
} Option;

/* The options of a command, and what a command line has given them. */
typedef struct OptionSet OptionSet;

/* Borrows the rows, which must outlive the set. */
OptionSet *option_set_new(const Option *rows, guint length);
void option_set_free(OptionSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OptionSet, option_set_free)

/* The entries for a GOptionContext. Parsing stores what is given in the set. */
const GOptionEntry *option_set_entries(const OptionSet *set);

/* Writes what was given, or else the defaults, into the command's struct. Texts there are borrowed
 * from the set. False if a value is wrong; the error has been printed. */
bool option_set_read(OptionSet *set, const char *command, gpointer out_values);
