#include "service/import/import.h"

#include <stdio.h>

#include "file/zone_file.h"
#include "service/helper/confinement.h"
#include "service/helper/helper.h"

#define MEMORY ((gsize)1024 * 1024 * 1024)
#define CPU_SECONDS 30
#define OUTPUT ((gsize)128 * 1024 * 1024)

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
    g_autoptr(GByteArray) source = helper_read_input(FOREIGN_MAX_SIZE);
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;

    if (source == NULL) {
        helper_fail(EXIT_STATUS_INPUT, "it has more than 64 MB, which is more than is read");
    }
    if (source->len == 0) {
        helper_fail(EXIT_STATUS_INPUT, "it is empty");
    }
    schedule->hints = request->hints;
    schedule->options = &request->options;
    if (!request->format->read((const char *)source->data, source->len, schedule, &error)) {
        helper_fail(EXIT_STATUS_INPUT, error->message);
    }
    g_autofree char *agenda = foreign_agenda_make(schedule, &request->options, &error);
    if (agenda == NULL) {
        helper_fail(EXIT_STATUS_INPUT, error->message);
    }
    for (guint i = 0; i < schedule->remarks->len; i++) {
        print_remark(schedule->remarks->pdata[i]);
    }
    fputs(agenda, stdout);
    helper_end(ferror(stdout) != 0 ? EXIT_STATUS_ENVIRONMENT : EXIT_STATUS_OK);
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
    const char *const readable[] = { zone_file_folder(), NULL };
    const ConfinementLimits limits = { MEMORY, CPU_SECONDS, OUTPUT, readable, false };
    g_autoptr(GError) error = NULL;
    ImportRequest request;

    helper_begin();
    read_request(operands, &request);
    if (request.format->prepare != NULL) {
        request.format->prepare();
    }
    if (!confinement_enter(&limits, &error)) {
        helper_fail(EXIT_STATUS_ENVIRONMENT, error->message);
    }
    import(&request);
}
