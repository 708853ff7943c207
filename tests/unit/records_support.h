#pragma once

#include "file/agenda_records.h"
#include "support.h"

/* The records of an agenda, and what can be made of them. */
typedef struct RecordsSupport {
    GStringChunk *strings;
    GArray *array; /* of AgendaRecord */
    char *file;
    char *digest;
} RecordsSupport;

void records_support_init(RecordsSupport *records, const Agenda *agenda);
void records_support_clear(RecordsSupport *records);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RecordsSupport, records_support_clear)

/* The file of records (AgendaRecord); the caller's own. */
char *records_support_dup_file(const GArray *records);

/* "kind|id|place|text", a line for each record; the caller's own. */
char *records_support_dup_text(const RecordsSupport *records);

/* The agenda of a text that has no errors. */
Agenda *records_support_parse(const char *text);

/* The same, of one that was published in a zone. */
Agenda *records_support_parse_in(const char *text, Tz *tz);

/* Records, file and digest are the same. */
void records_support_assert_equal(const Agenda *left, const Agenda *right);

/* What is read back from the file of the records is the agenda again. */
void records_support_assert_round_trip(const Agenda *agenda);
