#include <unistd.h>

#include "cli/command.h"
#include "cli/common/output_file.h"
#include "render/workbook/book_file.h"
#include "service/agendas.h"
#include "service/message.h"

typedef struct ExportOptions {
    const char *path;
} ExportOptions;

static const Option OPTIONS[] = {
    { "output", 'o', OPTION_PATH, offsetof(ExportOptions, path), "Write there, into a new file",
      "FILE", NULL },
};

static ExitStatus run(gconstpointer data, char **operands)
{
    const ExportOptions *options = data;
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    if (options->path == NULL && isatty(STDOUT_FILENO)) {
        message_error("export: a workbook is nothing to look at on a terminal: say where to write "
                      "it, as in -o agenda.xlsx");
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(Agenda) agenda = agendas_read(operands[0], &status);
    if (agenda == NULL) {
        return status;
    }
    g_autoptr(GBytes) workbook = book_file_make(agenda, &error);
    if (workbook == NULL) {
        message_error("%s: %s", operands[0], error->message);
        return g_error_matches(error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_LIMIT)
                   ? EXIT_STATUS_INPUT
                   : EXIT_STATUS_ENVIRONMENT;
    }
    gsize size = 0;
    gconstpointer octets = g_bytes_get_data(workbook, &size);
    return output_file_write_octets(options->path, octets, size);
}

const Command command_export = {
    .name = "export",
    .arguments = "FILE",
    .summary = "Write an agenda as a workbook of Excel or LibreOffice",
    .description =
        "Writes a workbook (.xlsx) with a sheet for each list of the agenda (Agencies,\n"
        "Rooms, Sessions, Contributions and more) and a matrix of sessions and agencies,\n"
        "to standard output or into a new file. Private parts are in it: it is for the\n"
        "organisers.\n\n"
        "\"confeed import --from workbook\" makes the same agenda of it again, or what has\n"
        "become of it.\n\n"
        "Exit status: 0 fine, 1 the agenda has errors or is more than a workbook can\n"
        "hold, 2 wrong usage, 3 a file could not be read or written.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(ExportOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
