#include "service/import/import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file/zone_file.h"
#include "service/exit_status.h"
#include "service/import/confinement.h"

#define MEMORY ((gsize)1024 * 1024 * 1024)
#define CPU_SECONDS 30
#define OUTPUT ((gsize)128 * 1024 * 1024)

/* Ends the process at once: what libraries do at the end may need what was given up. */
static void end(ExitStatus status) G_GNUC_NORETURN;
static void end(ExitStatus status)
{
    fflush(stdout);
    fflush(stderr);
    _exit((int)status);
}

static void fail(ExitStatus status, const char *message) G_GNUC_NORETURN;
static void fail(ExitStatus status, const char *message)
{
    fprintf(stderr, "%s\n", message);
    end(status);
}

/* --- the source -------------------------------------------------------------------------- */

/* Reads standard input to its end. */
static GByteArray *read_source(void)
{
    static guint8 chunk[64 * 1024];
    GByteArray *source = g_byte_array_new();

    for (;;) {
        ssize_t n = read(STDIN_FILENO, chunk, sizeof chunk);
        if (n == 0) {
            return source;
        }
        if (n < 0) {
            fail(EXIT_STATUS_ENVIRONMENT, g_strerror(errno));
        }
        if (source->len + (gsize)n > FOREIGN_MAX_SIZE) {
            fail(EXIT_STATUS_INPUT, "it has more than 64 MB, which is more than is read");
        }
        g_byte_array_append(source, chunk, (guint)n);
    }
}

/* --- what comes of it -------------------------------------------------------------------- */

/* "event/slug is left out: nothing in an agenda holds it (943 times, first "…")" */
static void print_remark(const ForeignRemark *remark)
{
    fprintf(stderr, "%s %s", remark->what, remark->why);
    if (remark->count > 1) {
        fprintf(stderr, " (%u times%s", remark->count, remark->example == NULL ? ")" : "");
    }
    if (remark->example != NULL) {
        fprintf(stderr, "%s\"%s\")", remark->count > 1 ? ", first " : " (", remark->example);
    }
    fputc('\n', stderr);
}

static void import(const ImportRequest *request) G_GNUC_NORETURN;
static void import(const ImportRequest *request)
{
    g_autoptr(GByteArray) source = read_source();
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;

    if (source->len == 0) {
        fail(EXIT_STATUS_INPUT, "it is empty");
    }
    schedule->hints = request->hints;
    schedule->options = &request->options;
    if (!request->format->read((const char *)source->data, source->len, schedule, &error)) {
        fail(EXIT_STATUS_INPUT, error->message);
    }
    g_autofree char *agenda = foreign_agenda_make(schedule, &request->options, &error);
    if (agenda == NULL) {
        fail(EXIT_STATUS_INPUT, error->message);
    }
    for (guint i = 0; i < schedule->remarks->len; i++) {
        print_remark(schedule->remarks->pdata[i]);
    }
    fputs(agenda, stdout);
    end(ferror(stdout) != 0 ? EXIT_STATUS_ENVIRONMENT : EXIT_STATUS_OK);
}

static const char *operand(char **operands, ImportOperand which)
{
    return *operands[which] != '\0' ? operands[which] : NULL;
}

static void read_request(char **operands, ImportRequest *out)
{
    *out = (ImportRequest){
        .format = foreign_format_find(operands[IMPORT_OPERAND_FORMAT]),
        .options = { .id = operand(operands, IMPORT_OPERAND_ID),
                     .title = operand(operands, IMPORT_OPERAND_TITLE),
                     .timezone = operand(operands, IMPORT_OPERAND_TIMEZONE) },
        .hints = { .columns = (const char *const *)&operands[IMPORT_OPERAND_COLUMNS],
                   .delimiter = *operands[IMPORT_OPERAND_DELIMITER] },
    };
    bool is_known =
        foreign_agencies_parse(operands[IMPORT_OPERAND_AGENCIES], &out->options.agencies);
    g_assert(is_known && out->format != NULL);
}

void import_serve(char **operands)
{
    const ConfinementLimits limits = { MEMORY, CPU_SECONDS, OUTPUT, zone_file_folder() };
    g_autoptr(GError) error = NULL;
    ImportRequest request;

    read_request(operands, &request);
    if (request.format->prepare != NULL) {
        request.format->prepare();
    }
    if (!confinement_enter(&limits, &error)) {
        fail(EXIT_STATUS_ENVIRONMENT, error->message);
    }
    import(&request);
}
