#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/suggest.h"
#include "cli/command.h"
#include "cli/common/output_file.h"
#include "cli/import_into.h"
#include "file/agenda_records.h"
#include "file/agenda_text.h"
#include "serve/http/host.h"
#include "service/agendas.h"
#include "service/fetch/fetch.h"
#include "service/import/import.h"
#include "service/import/import_fetch.h"
#include "service/message.h"

typedef struct ImportOptions {
    const char *format;
    const char *id;
    const char *title;
    const char *timezone;
    const char *agencies;
    const char *const *columns;
    const char *delimiter;
    const char *path;
    const char *into;
    const char *preferred;
    bool only_shows;
    bool accepts_loss;
} ImportOptions;

static const Option OPTIONS[] = {
    { "from", 0, OPTION_TEXT, offsetof(ImportOptions, format), "What it is: see below", "FORMAT",
      NULL },
    { "id", 0, OPTION_TEXT, offsetof(ImportOptions, id), "The id of the agenda", "ID", NULL },
    { "title", 0, OPTION_TEXT, offsetof(ImportOptions, title), "Its title", "TITLE", NULL },
    { "timezone", 0, OPTION_TEXT, offsetof(ImportOptions, timezone), "The zone of the conference",
      "ZONE", NULL },
    { "agencies", 0, OPTION_TEXT, offsetof(ImportOptions, agencies), "Who is an agency: see below",
      "WHO", NULL },
    { "map", 0, OPTION_TEXTS, offsetof(ImportOptions, columns), "What a column of a table holds",
      "NAME=KEY", NULL },
    { "delimiter", 0, OPTION_TEXT, offsetof(ImportOptions, delimiter),
      "What stands between the cells of CSV", "CHARACTER", NULL },
    { "output", 'o', OPTION_PATH, offsetof(ImportOptions, path), "Write there, into a new file",
      "FILE", NULL },
    { "into", 0, OPTION_PATH, offsetof(ImportOptions, into),
      "Put what has changed into a file that is there", "FILE", NULL },
    { "dry-run", 'n', OPTION_FLAG, offsetof(ImportOptions, only_shows),
      "Only report what --into would change", NULL, NULL },
    { "prefer", 0, OPTION_TEXT, offsetof(ImportOptions, preferred),
      "Whose word counts in a conflict: file or source", "SIDE", NULL },
    { "accept", 0, OPTION_FLAG, offsetof(ImportOptions, accepts_loss),
      "Though the source has lost more than a third", NULL, NULL },
};

/* --- options ----------------------------------------------------------------------------- */

static void say_unknown_format(const char *name)
{
    g_autoptr(GPtrArray) names = foreign_format_list_names();

    const char *nearest = suggest_nearest(name, (const char *const *)names->pdata, names->len);
    g_ptr_array_add(names, NULL);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    if (nearest != NULL) {
        message_error("import: there is no format \"%s\" (did you mean \"%s\"?)", name, nearest);
    } else {
        message_error("import: there is no format \"%s\"; expected one of %s", name, all);
    }
}

static bool read_agencies(const ImportOptions *options, ImportRequest *out)
{
    if (options->agencies == NULL ||
        foreign_agencies_parse(options->agencies, &out->options.agencies)) {
        return true;
    }
    message_error("import: --agencies is \"%s\"; expected organisations, speakers, tracks or none",
                  options->agencies);
    return false;
}

/* What is said of the columns of a table. */
static bool read_hints(const ImportOptions *options, ImportRequest *out)
{
    const char *delimiter = options->delimiter != NULL ? options->delimiter : "";
    const char *const *column = options->columns;
    bool is_tab = strcmp(delimiter, "tab") == 0;

    if ((column != NULL || *delimiter != '\0') && !out->format->is_table) {
        message_error("import: --map and --delimiter are for tables, and %s is none",
                      out->format->name);
        return false;
    }
    for (; column != NULL && *column != NULL; column++) {
        if (strchr(*column, '=') == NULL) {
            message_error("import: --map is \"%s\"; expected NAME=KEY, as in --map Topic=title",
                          *column);
            return false;
        }
    }
    if (strlen(delimiter) > 1 && !is_tab) {
        message_error("import: --delimiter is \"%s\"; expected one character, or tab", delimiter);
        return false;
    }
    out->hints = (ForeignHints){ options->columns, is_tab ? '\t' : *delimiter };
    return true;
}

static bool read_options(const ImportOptions *options, ImportRequest *out)
{
    *out = (ImportRequest){
        .options = { .id = options->id, .title = options->title, .timezone = options->timezone },
    };
    if (options->format == NULL) {
        message_error("import: say what it is, as in --from frab");
        return false;
    }
    out->format = foreign_format_find(options->format);
    if (out->format == NULL) {
        say_unknown_format(options->format);
        return false;
    }
    return read_agencies(options, out) && read_hints(options, out);
}

/* What is said of the file into which it goes. */
static bool read_into(const ImportOptions *options, IntoOptions *out)
{
    static const char *const SIDES[] = { "file", "source", NULL };
    const char *preferred = options->preferred != NULL ? options->preferred : SIDES[0];
    bool is_about_into = options->preferred != NULL || options->only_shows || options->accepts_loss;

    if (options->into == NULL && is_about_into) {
        message_error("import: --dry-run, --prefer and --accept are for --into");
        return false;
    }
    if (options->into != NULL && options->path != NULL) {
        message_error("import: expected --output, for a new file, or --into, for one that is "
                      "there, not both");
        return false;
    }
    if (!g_strv_contains(SIDES, preferred)) {
        message_error("import: --prefer is \"%s\"; expected file or source", preferred);
        return false;
    }
    *out = (IntoOptions){
        .path = options->into,
        .only_shows = options->only_shows,
        .prefers_source = g_str_equal(preferred, SIDES[1]),
        .accepts_loss = options->accepts_loss,
    };
    return true;
}

/* --- the import -------------------------------------------------------------------------- */

/* Reads a file. An error has been printed. */
static ExitStatus read_file(const char *source, int file, const ImportRequest *request, Import *out)
{
    g_autoptr(GError) error = NULL;

    if (import_run(file, -1, request, out, &error)) {
        return EXIT_STATUS_OK;
    }
    /* A workbook can have several mistakes. */
    g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        message_error("%s: %s", source, *line);
    }
    return g_error_matches(error, IMPORT_ERROR, IMPORT_ERROR_SOURCE) ? EXIT_STATUS_INPUT
                                                                     : EXIT_STATUS_ENVIRONMENT;
}

/* Fetches an address and reads what is there. */
static ExitStatus read_address(const char *source, const ImportRequest *request, Import *out)
{
    g_auto(ImportFetch) fetch = { 0 };
    g_autoptr(GError) error = NULL;

    if (!import_fetch(request->format, source, -1, &fetch, &error)) {
        message_error("%s: %s", source, error->message);
        return EXIT_STATUS_ENVIRONMENT;
    }
    for (guint i = 0; i < fetch.remarks->len; i++) {
        message_info("%s: %s", source, (const char *)fetch.remarks->pdata[i]);
    }
    return read_file(source, fetch.source, request, out);
}

/* Reads the source: a file, "-" for standard input, or an address. */
static ExitStatus read_source(const char *source, const ImportRequest *request, Import *out)
{
    if (host_skip_scheme(source) != NULL) {
        return read_address(source, request, out);
    }
    if (strcmp(source, "-") == 0) {
        return read_file(source, STDIN_FILENO, request, out);
    }
    int file = open(source, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        message_error("%s: cannot be opened: %s", source, g_strerror(errno));
        return EXIT_STATUS_ENVIRONMENT;
    }
    ExitStatus status = read_file(source, file, request, out);
    close(file);
    return status;
}

/* Writes the agenda as a file that people like to edit, and beside it what --into will need. */
static ExitStatus write_new(const ImportOptions *options, const Agenda *agenda,
                            const ForeignFormat *format)
{
    g_autofree char *canonical = agenda_records_dup_file(agenda);
    g_autofree char *heading =
        g_strdup_printf("# Imported by confeed from %s.\n\n", format->summary);
    g_autofree char *text = agenda_text_from_canonical(canonical, heading);
    g_autoptr(GError) error = NULL;
    ExitStatus status = output_file_write(options->path, text);

    if (status == EXIT_STATUS_OK && options->path != NULL &&
        !import_into_keep_base(options->path, canonical, &error)) {
        return command_fail(error);
    }
    return status;
}

static void print_summary(const char *source, const Agenda *agenda, char *const *remarks)
{
    for (; *remarks != NULL; remarks++) {
        message_info("%s: %s", source, *remarks);
    }
    message_info("%s: sessions: %u, agencies: %u, people: %u, rooms: %u", source,
                 agenda->sessions->len, agenda->agencies->len, agenda->people->len,
                 agenda->rooms->len);
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const ImportOptions *options = data;
    const char *source = operands[0];
    ImportRequest request;
    IntoOptions into;
    g_auto(Import) import = { 0 };

    if (!read_options(options, &request) || !read_into(options, &into)) {
        return EXIT_STATUS_USAGE;
    }
    ExitStatus status = read_source(source, &request, &import);
    if (status != EXIT_STATUS_OK) {
        return status;
    }
    g_autofree char *name = g_strconcat(source, " as an agenda", NULL);
    g_autoptr(AgendaFile) file = agenda_file_parse(name, import.agenda, import.size);
    if (file->agenda == NULL) {
        agendas_print_findings(file->findings);
        return EXIT_STATUS_INPUT;
    }
    status = into.path != NULL ? import_into(file->agenda, &into)
                               : write_new(options, file->agenda, request.format);
    if (status == EXIT_STATUS_OK) {
        print_summary(source, file->agenda, import.remarks);
    }
    return status;
}

const Command command_import = {
    .name = "import",
    .arguments = "SOURCE",
    .summary = "Make an agenda of another program's schedule",
    .description =
        "Formats:\n"
        "  frab           schedule.xml of frab, pretalx, wafer, Pentabarf and their kin\n"
        "  schedule-json  schedule.json of the same\n"
        "  pretalx        what the API of pretalx answers, or a widget's schedule: JSON\n"
        "                 documents, pages and endpoints joined in any order\n"
        "  indico         what the HTTP API of Indico exports: events, timetables\n"
        "  ics            any calendar (iCalendar): each event, each time that it recurs\n"
        "  csv            a table with a row for each session, below one that names the\n"
        "                 columns: title, date, start, end, room, organisations, speakers\n"
        "  workbook       the same of Excel or LibreOffice (.xlsx, .ods), or a whole\n"
        "                 agenda as \"confeed export\" writes it\n\n"
        "Agencies are the organisations that the source names, or with --agencies\n"
        "speakers, tracks or none. Speakers that are no agencies are people, and tracks\n"
        "that are none are round tables.\n\n"
        "Writes the agenda to standard output or into a new file, and tells what of the\n"
        "source is not in it, or not as it was. \"-\" reads standard input. The source is\n"
        "read by a process that can do nothing else.\n\n"
        "With --into, what the source changed since the last import is put into a file\n"
        "that is there. What people wrote into it stays, comments too; what both changed\n"
        "is a conflict, which is told. FILE.imported keeps what the source said.\n\n"
        "A source that begins with http:// or https:// is fetched. With --from pretalx or\n"
        "indico it may be the address of an event, as in a browser: what the API tells of\n"
        "it is fetched, all its pages.\n\n"
        "Exit status: 0 fine, 1 the source is not of that format or has errors, 2 wrong\n"
        "usage, 3 a file could not be read or written, or an address not be fetched.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(ImportOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};

/* --- the processes that read and fetch it ------------------------------------------------ */

static ExitStatus serve(G_GNUC_UNUSED gconstpointer options, char **operands)
{
    import_serve(operands);
}

const Command command_read_source = {
    .name = IMPORT_COMMAND,
    .arguments = "",
    .min_operands = IMPORT_OPERAND_COLUMNS,
    .max_operands = G_MAXUINT,
    .run = serve,
};

static ExitStatus fetch(G_GNUC_UNUSED gconstpointer options, G_GNUC_UNUSED char **operands)
{
    fetch_serve();
}

const Command command_fetch_address = {
    .name = FETCH_COMMAND,
    .arguments = "",
    .run = fetch,
};
