#include "cli/option.h"

#include <string.h>

#include "cli/common/history_file.h"
#include "cli/common/public_url.h"
#include "model/revision/revision.h"
#include "service/message.h"

/* A hundred years; for longer there is "always". */
#define MAX_KEEP_DAYS 36500

/* How GLib parses a type of option, and what all commands with an option of this type share. */
typedef struct TypeRow {
    GOptionArg arg;
    Option shared;
} TypeRow;

static const TypeRow TYPES[] = {
    [OPTION_FLAG] = { .arg = G_OPTION_ARG_NONE },
    [OPTION_NUMBER] = { .arg = G_OPTION_ARG_INT },
    [OPTION_TEXT] = { .arg = G_OPTION_ARG_STRING },
    [OPTION_PATH] = { .arg = G_OPTION_ARG_FILENAME },
    [OPTION_TEXTS] = { .arg = G_OPTION_ARG_STRING_ARRAY },
    [OPTION_FORMAT] = { .arg = G_OPTION_ARG_STRING,
                        .shared = { .name = "format",
                                    .letter = 'f',
                                    .value = "FORMAT",
                                    .summary = "How to print: text (default) or json" } },
    [OPTION_HISTORY] = { .arg = G_OPTION_ARG_FILENAME,
                         .shared = { .name = "history",
                                     .value = "PATH",
                                     .summary =
                                         "The history (default: " HISTORY_FILE_DEFAULT ")" } },
    [OPTION_KEEP] = { .arg = G_OPTION_ARG_STRING,
                      .shared = { .name = "keep",
                                  .value = "DAYS",
                                  .summary = "How long cancelled entries stay (default: 14)" } },
    [OPTION_PUBLIC_URL] = { .arg = G_OPTION_ARG_STRING,
                            .shared = { .name = "public-url", .value = "URL" } },
};

/* What the command line gave an option, in the form in which GLib stores it. */
typedef union Given {
    int number; /* also for a flag */
    char *text;
    char **texts;
} Given;

struct OptionSet {
    const Option *rows;
    guint length;
    Given *given;          /* one for each row */
    GOptionEntry *entries; /* one for each row, and one that ends them */
};

/* Fills in what a row leaves to its type. */
static Option complete(const Option *row)
{
    const Option *shared = &TYPES[row->type].shared;
    Option option = *row;

    option.name = row->name != NULL ? row->name : shared->name;
    option.letter = row->letter != 0 ? row->letter : shared->letter;
    option.value = row->value != NULL ? row->value : shared->value;
    option.summary = row->summary != NULL ? row->summary : shared->summary;
    return option;
}

static GOptionEntry entry_of(const Option *row, Given *given)
{
    Option option = complete(row);

    if (option.type == OPTION_NUMBER) {
        /* GLib writes here only if the option is given. */
        given->number = option.range->initial;
    }
    return (GOptionEntry){
        .long_name = option.name,
        .short_name = option.letter,
        .arg = TYPES[option.type].arg,
        .arg_data = given,
        .description = option.summary,
        .arg_description = option.value,
    };
}

OptionSet *option_set_new(const Option *rows, guint length)
{
    OptionSet *set = g_new0(OptionSet, 1);

    set->rows = rows;
    set->length = length;
    set->given = g_new0(Given, length);
    set->entries = g_new0(GOptionEntry, length + 1);
    for (guint i = 0; i < length; i++) {
        set->entries[i] = entry_of(&rows[i], &set->given[i]);
    }
    return set;
}

void option_set_free(OptionSet *set)
{
    for (guint i = 0; i < set->length; i++) {
        /* GLib allocates texts and arrays, and leaves it to the caller to free them. */
        GOptionArg arg = TYPES[set->rows[i].type].arg;
        if (arg == G_OPTION_ARG_STRING_ARRAY) {
            g_strfreev(set->given[i].texts);
        } else if (arg != G_OPTION_ARG_NONE && arg != G_OPTION_ARG_INT) {
            g_free(set->given[i].text);
        }
    }
    g_free(set->given);
    g_free(set->entries);
    g_free(set);
}

const GOptionEntry *option_set_entries(const OptionSet *set)
{
    return set->entries;
}

static bool read_number(const Option *row, int number, int *out_number)
{
    const OptionRange *range = row->range;

    /* The initial value may lie outside the range: it is what an option has that is not given. */
    if (number != range->initial && (number < range->least || number > range->most)) {
        message_error("--%s is %d, and should be %d%s to %d%s", row->name, number, range->least,
                      range->least_means != NULL ? range->least_means : "", range->most,
                      range->unit != NULL ? range->unit : "");
        return false;
    }
    *out_number = number;
    return true;
}

static bool read_format(const char *command, const char *text, bool *out_as_json)
{
    *out_as_json = g_strcmp0(text, "json") == 0;
    if (text != NULL && !*out_as_json && strcmp(text, "text") != 0) {
        message_error("%s: --format is text or json, not \"%s\"", command, text);
        return false;
    }
    return true;
}

/* NULL, "always", or a number of days. */
static bool read_keep(const char *text, gint64 *out_seconds)
{
    gint64 days;

    if (text == NULL) {
        *out_seconds = REVISION_KEEP_DEFAULT;
        return true;
    }
    if (strcmp(text, "always") == 0) {
        *out_seconds = REVISION_KEEP_ALWAYS;
        return true;
    }
    if (!g_ascii_string_to_signed(text, 10, 0, MAX_KEEP_DAYS, &days, NULL)) {
        message_error("--keep is \"%s\", and should be a number of days, or always", text);
        return false;
    }
    *out_seconds = days * CIVIL_DAY_SECONDS;
    return true;
}

/* The type of a row says what `out` points to: see OptionType. */
static bool read_value(const Option *row, const Given *given, const char *command, gpointer out)
{
    switch (row->type) {
    case OPTION_FLAG:
        *(bool *)out = given->number != 0;
        return true;
    case OPTION_NUMBER:
        return read_number(row, given->number, out);
    case OPTION_TEXT:
    case OPTION_PATH:
        *(const char **)out = given->text;
        return true;
    case OPTION_TEXTS:
        *(const char *const **)out = (const char *const *)given->texts;
        return true;
    case OPTION_FORMAT:
        return read_format(command, given->text, out);
    case OPTION_HISTORY:
        *(const char **)out = history_file_path(given->text);
        return true;
    case OPTION_KEEP:
        return read_keep(given->text, out);
    case OPTION_PUBLIC_URL:
        *(const char **)out = given->text;
        return public_url_settle(given->text);
    }
    g_assert_not_reached();
}

bool option_set_read(OptionSet *set, const char *command, gpointer out_values)
{
    for (guint i = 0; i < set->length; i++) {
        const Option *row = &set->rows[i];
        if (!read_value(row, &set->given[i], command, (char *)out_values + row->place)) {
            return false;
        }
    }
    return true;
}
