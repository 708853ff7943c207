#pragma once

#include "file/import/foreign_format.h"

/*
 * Imports. A source that strangers wrote is read by a helper (service/helper/helper.h). It hands
 * back an agenda file, which is then checked like any other.
 */
typedef struct ImportRequest {
    const ForeignFormat *format;
    ForeignOptions options;
    ForeignHints hints;
} ImportRequest;

typedef struct Import {
    char *agenda;   /* the agenda file, in JSON */
    gsize size;     /* its octets */
    char **remarks; /* a line for each thing that is not in it as in the source; ended by NULL */
} Import;

void import_clear(Import *import);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

typedef enum ImportError {
    IMPORT_ERROR_SOURCE,      /* the source is wrong, or more than can be read */
    IMPORT_ERROR_ENVIRONMENT, /* the process could not be started */
    IMPORT_ERROR_STOPPED,
} ImportError;

#define IMPORT_ERROR (import_error_quark())
GQuark import_error_quark(void);

/* Imports what a descriptor has from here to its end. Returns when the process has ended, which is
 * after a minute at the latest, or within a second once something can be read from `stop`, unless
 * that is -1. */
bool import_run(int source, int stop, const ImportRequest *request, Import *out, GError **error);

/* --- the other process ------------------------------------------------------------------- */

/* Its command, which is none for people. */
#define IMPORT_COMMAND "read-source"

/* What follows that on its command line; "" stands for none. */
typedef enum ImportOperand {
    IMPORT_OPERAND_FORMAT,
    IMPORT_OPERAND_AGENCIES,
    IMPORT_OPERAND_ID,
    IMPORT_OPERAND_TITLE,
    IMPORT_OPERAND_TIMEZONE,
    IMPORT_OPERAND_DELIMITER,
    IMPORT_OPERAND_COLUMNS, /* the first of any number of hints */
} ImportOperand;

/* What it does: reads standard input, writes the agenda file to standard output and to standard
 * error a line for each remark or, if it fails, what is wrong. Ends the process. */
void import_serve(char **operands) G_GNUC_NORETURN;
