/* Three agenda files, with a line "=====" between: what a source said, what it says, and the file
 * here. What comes of them is an agenda or has errors; the text of the file comes to say just that;
 * and where only one side has changed, it is as there. */
#include <stdint.h>
#include <string.h>

#include "file/agenda_file.h"
#include "file/agenda_records.h"
#include "file/agenda_text.h"
#include "file/merge/agenda_merge.h"

#define SEPARATOR "\n=====\n"

/* The text up to the next separator, or to the end, from where `*at` is moved on. */
static char *take_text(const char **at, const char *end)
{
    const char *next = memmem(*at, (gsize)(end - *at), SEPARATOR, strlen(SEPARATOR));
    const char *start = *at;
    const char *stop = next != NULL ? next : end;

    *at = next != NULL ? next + strlen(SEPARATOR) : end;
    return g_strndup(start, (gsize)(stop - start));
}

/* NULL if it has errors. */
static Agenda *parse(const char *text)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("fuzz", text, strlen(text));

    return agenda_file_steal_agenda(file);
}

static void check_text(const char *here, const Agenda *merged)
{
    g_autofree char *canonical = agenda_records_dup_file(merged);
    g_autofree char *text = agenda_text_update(canonical, here, strlen(here));
    g_autoptr(Agenda) again = parse(text);

    g_assert(again != NULL);
    g_autofree char *says = agenda_records_dup_file(again);
    g_assert(strcmp(says, canonical) == 0);
}

/* Where the source says what it said, the file stays as it is. */
static void check_still(const Agenda *source, const Agenda *here)
{
    g_auto(AgendaMerge) merge = { 0 };
    g_autofree char *before = agenda_records_dup_file(here);

    agenda_merge(&(AgendaSides){ source, source, here, false }, &merge);
    g_autoptr(Agenda) merged = parse(merge.canonical);
    g_assert(merged != NULL && merge.conflicts->len == 0);
    g_autofree char *after = agenda_records_dup_file(merged);
    g_assert(strcmp(before, after) == 0);
}

static void check(const Agenda *base, const Agenda *source, const Agenda *here, const char *text)
{
    for (guint prefers_source = 0; prefers_source <= 1; prefers_source++) {
        g_auto(AgendaMerge) merge = { 0 };
        agenda_merge(&(AgendaSides){ base, source, here, prefers_source == 1 }, &merge);
        g_autoptr(Agenda) next_base = parse(merge.next_base);
        g_autoptr(Agenda) merged = parse(merge.canonical);
        g_assert(next_base != NULL);
        if (merged != NULL) {
            check_text(text, merged);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *)data;
    const char *end = at + size;
    g_autofree char *base_text = take_text(&at, end);
    g_autofree char *source_text = take_text(&at, end);
    g_autofree char *here_text = take_text(&at, end);
    g_autoptr(Agenda) base = parse(base_text);
    g_autoptr(Agenda) source = parse(source_text);
    g_autoptr(Agenda) here = parse(here_text);

    if (source != NULL && here != NULL) {
        check_still(source, here);
        check(base, source, here, here_text);
    }
    return 0;
}
