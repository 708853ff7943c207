#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/suggest.h"
#include "cli/command.h"
#include "cli/common/output_file.h"
#include "file/agenda_records.h"
#include "file/agenda_text.h"
#include "service/agendas.h"
#include "service/import/import.h"
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
};

/* --- options ----------------------------------------------------------------------------- */

static void say_unknown_format(const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (const ForeignFormat *format = FOREIGN_FORMATS; format->name != NULL; format++) {
        g_ptr_array_add(names, (gpointer)format->name);
    }
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

/* --- the import -------------------------------------------------------------------------- */

/* Reads the source, "-" for standard input. An error has been printed. */
static ExitStatus read_source(const char *source, const ImportRequest *request, Import *out)
{
    g_autoptr(GError) error = NULL;
    bool is_input = strcmp(source, "-") == 0;
    int file = is_input ? STDIN_FILENO : open(source, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        message_error("%s: cannot be opened: %s", source, g_strerror(errno));
        return EXIT_STATUS_ENVIRONMENT;
    }
    bool is_read = import_run(file, request, out, &error);
    if (!is_input) {
        close(file);
    }
    if (is_read) {
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

/* The agenda as a file that people like to edit. The caller owns it. */
static char *dup_text(const Agenda *agenda, const ForeignFormat *format)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) records = agenda_records_of(agenda, strings);
    g_autoptr(GString) canonical = g_string_new(NULL);
    g_autofree char *heading =
        g_strdup_printf("# Imported by confeed from %s.\n\n", format->summary);

    agenda_records_append_file(canonical, records);
    return agenda_text_from_canonical(canonical->str, heading);
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
    g_auto(Import) import = { 0 };

    if (!read_options(options, &request)) {
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
    g_autofree char *text = dup_text(file->agenda, request.format);
    status = output_file_write(options->path, text);
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
        "Exit status: 0 fine, 1 the source is not of that format or has errors, 2 wrong\n"
        "usage, 3 a file could not be read or written.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(ImportOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};

/* --- the process that reads it ----------------------------------------------------------- */

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
