#include <string.h>

#include "cli/command.h"
#include "cli/common/output_file.h"
#include "file/agenda_records.h"
#include "file/agenda_text.h"
#include "service/agendas.h"

typedef struct NewOptions {
    const char *from;
    const char *path;
} NewOptions;

static const Option OPTIONS[] = {
    { "from", 0, OPTION_PATH, offsetof(NewOptions, from),
      "Begin with the head and lists of this agenda", "FILE", NULL },
    { "output", 'o', OPTION_PATH, offsetof(NewOptions, path), "Write there, into a new file",
      "FILE", NULL },
};

/* --- the example ------------------------------------------------------------------------- */

/* src/assets/start.yaml, which the build puts into the program, with a NUL behind it. */
extern const char asset_start_yaml[];

/* --- the next conference ----------------------------------------------------------------- */

#define HEADING                                                                             \
    "# The agenda of the next conference. Change what was true of the last one only: the\n" \
    "# id, the title, the place, links. Then add the days.\n\n"
#define HEAD "\nagenda:\n"
#define HEAD_REMARK                                                                          \
    "  # Another id, please: it is a part of every address, and under the one of the last\n" \
    "  # conference this would replace it.\n"
#define NO_DAYS "days: []\n"
#define DAYS_REMARK                                             \
    "# In place of [], each day with its date and its slots:\n" \
    "#  - date: YYYY-MM-DD\n"                                   \
    "#    slots:\n"                                             \
    "#      - {start: \"09:00\", end: \"10:00\", plenary: {id: opening, title: Opening}}\n"

/* Whether a record is of one conference only. All others are taken along, whatever their kind. */
static bool is_of_one(const AgendaRecord *record)
{
    static const char *const KINDS[] = { "day", "session", "preparation", NULL };

    return g_strv_contains(KINDS, record->kind);
}

/* Puts a remark on the line after a piece of text that must be there. */
static void remark(GString *text, const char *piece, const char *words)
{
    const char *found = strstr(text->str, piece);

    g_assert(found != NULL);
    g_string_insert(text, (found - text->str) + (gssize)strlen(piece), words);
}

/* The next agenda after this one. It is not yet published, nor cancelled. */
static char *dup_next(Agenda *agenda)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GString) canonical = g_string_new(NULL);

    agenda->has_published = false;
    agenda->status = AGENDA_STATUS_CONFIRMED;
    g_autoptr(GArray) records = agenda_records_of(agenda, strings);
    for (guint i = records->len; i > 0; i--) {
        if (is_of_one(&g_array_index(records, AgendaRecord, i - 1))) {
            g_array_remove_index(records, i - 1);
        }
    }
    agenda_records_append_file(canonical, records);
    g_autofree char *plain = agenda_text_from_canonical(canonical->str, HEADING);
    GString *text = g_string_new(plain);
    remark(text, HEAD, HEAD_REMARK);
    /* Nothing follows the days. */
    g_assert(g_str_has_suffix(text->str, NO_DAYS));
    g_string_append(text, DAYS_REMARK);
    return g_string_free(text, FALSE);
}

/* --- the command ------------------------------------------------------------------------- */

static ExitStatus run(gconstpointer data, G_GNUC_UNUSED char **operands)
{
    const NewOptions *options = data;
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(Agenda) agenda = options->from != NULL ? agendas_read(options->from, &status) : NULL;

    if (status != EXIT_STATUS_OK) {
        return status;
    }
    g_autofree char *text = agenda != NULL ? dup_next(agenda) : g_strdup(asset_start_yaml);
    return output_file_write(options->path, text);
}

const Command command_new = {
    .name = "new",
    .arguments = "",
    .summary = "Begin an agenda",
    .description =
        "Writes a short example with comments, to standard output or into a new file.\n"
        "What is there already is never overwritten.\n\n"
        "With --from, it is the agenda of the next conference: it has the head of the\n"
        "last one, and its agencies, rooms, round tables and the like; days and\n"
        "preparations are left to you. Give it another id.\n\n"
        "Exit status: 0 fine, 1 the agenda has errors, 2 wrong usage, 3 a file could not\n"
        "be read or written.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(NewOptions),
    .min_operands = 0,
    .max_operands = 0,
    .run = run,
};
