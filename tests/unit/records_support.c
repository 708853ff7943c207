#include "records_support.h"

#include <string.h>

#include "file/agenda_file.h"
#include "model/change/difference.h"

void records_support_clear(RecordsSupport *records)
{
    g_clear_pointer(&records->array, g_array_unref);
    g_clear_pointer(&records->strings, g_string_chunk_free);
    g_clear_pointer(&records->file, g_free);
    g_clear_pointer(&records->digest, g_free);
}

char *records_support_dup_file(const GArray *records)
{
    GString *file = g_string_new(NULL);

    agenda_records_append_file(file, records);
    return g_string_free(file, FALSE);
}

void records_support_init(RecordsSupport *records, const Agenda *agenda)
{
    records->strings = g_string_chunk_new(4096);
    records->array = agenda_records_of(agenda, records->strings);
    records->file = records_support_dup_file(records->array);
    records->digest = agenda_records_digest(records->array);
}

char *records_support_dup_text(const RecordsSupport *records)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < records->array->len; i++) {
        const AgendaRecord *record = &g_array_index(records->array, AgendaRecord, i);
        g_string_append_printf(out, "%s|%s|%s|%s\n", record->kind, record->id, record->place,
                               record->text);
    }
    return g_string_free(out, FALSE);
}

static Agenda *agenda_of(AgendaFile *take_file, const char *text)
{
    g_autoptr(AgendaFile) file = take_file;

    if (file->agenda == NULL) {
        const Finding *finding = findings_get(file->findings, 0);
        fail_msg("%u:%u: %s\nin %.2000s", finding->place.line, finding->place.column, finding->text,
                 text);
    }
    return agenda_file_steal_agenda(file);
}

Agenda *records_support_parse(const char *text)
{
    return agenda_of(agenda_file_parse("test", text, strlen(text)), text);
}

Agenda *records_support_parse_in(const char *text, Tz *tz)
{
    return agenda_of(agenda_file_parse_kept("test", text, strlen(text), tz), text);
}

void records_support_assert_equal(const Agenda *left, const Agenda *right)
{
    g_auto(RecordsSupport) left_records;
    g_auto(RecordsSupport) right_records;

    records_support_init(&left_records, left);
    records_support_init(&right_records, right);
    g_autofree char *left_text = records_support_dup_text(&left_records);
    g_autofree char *right_text = records_support_dup_text(&right_records);
    assert_string_equal(left_text, right_text);
    assert_string_equal(left_records.file, right_records.file);
    assert_string_equal(left_records.digest, right_records.digest);
}

void records_support_assert_round_trip(const Agenda *agenda)
{
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    g_autoptr(Agenda) back = records_support_parse_in(records.file, agenda->tz);
    records_support_assert_equal(agenda, back);
    g_autoptr(Difference) difference = difference_new(agenda, back);
    assert_true(difference_is_empty(difference));
}
