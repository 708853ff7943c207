/* Prints the canonical form of agenda files, one after the other: tool_canonical FILE… */
#include <stdio.h>
#include <stdlib.h>

#include "file/agenda_file.h"
#include "file/agenda_records.h"

static void print(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = agenda_file_read(path, &error);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GString) canonical = g_string_new(NULL);

    if (file == NULL || file->agenda == NULL) {
        fprintf(stderr, "%s: %s\n", path,
                error != NULL ? error->message : findings_get(file->findings, 0)->text);
        exit(EXIT_FAILURE);
    }
    g_autoptr(GArray) records = agenda_records_of(file->agenda, strings);
    agenda_records_append_file(canonical, records);
    fputs(canonical->str, stdout);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        print(argv[i]);
    }
    return EXIT_SUCCESS;
}
