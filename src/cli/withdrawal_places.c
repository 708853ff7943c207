#include "cli/withdrawal_places.h"

#include <stdio.h>

#include "base/printable.h"

typedef struct Search {
    const Withdrawal *withdrawal;
    GArray *lines; /* guint, from 1; 0 for the file as a whole */
} Search;

static void look_at_record(const SchemaRecord *schema, gconstpointer record, gpointer data)
{
    Search *search = data;
    /* A part is reached with the record that has it. */
    bool is_part = schema->size != 0;

    if (!is_part && withdrawal_reaches(search->withdrawal, schema, record)) {
        /* The agenda itself has no place. */
        guint line = schema->place != 0 ? schema_place(schema, (gpointer)record)->line : 0;
        g_array_append_val(search->lines, line);
    }
}

/* Comments, too, are read by those who have the file. */
static void look_at_lines(Search *search, const char *path)
{
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        guint line = i + 1;
        if (g_utf8_validate(lines[i], -1, NULL) &&
            withdrawal_has_words(search->withdrawal, lines[i])) {
            g_array_append_val(search->lines, line);
        }
    }
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    guint left = *(const guint *)a;
    guint right = *(const guint *)b;

    return left < right ? -1 : left > right ? 1 : 0;
}

void withdrawal_places_print(const Withdrawal *withdrawal, const char *path, const AgendaFile *file)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *name = printable_dup(path);
    Search search = { withdrawal, lines };

    if (file->agenda != NULL) {
        look_at_record(&SCHEMA_AGENDA, file->agenda, &search);
        schema_walk(&SCHEMA_FILE, file->agenda, look_at_record, &search);
    }
    look_at_lines(&search, path);
    if (file->agenda == NULL) {
        printf("%s: has errors, so what it still has is not found: \"confeed check\" says more\n",
               name);
    }
    g_array_sort(lines, compare_lines);
    for (guint i = 0; i < lines->len; i++) {
        guint line = g_array_index(lines, guint, i);
        if (i > 0 && line == g_array_index(lines, guint, i - 1)) {
            continue;
        }
        g_autofree char *place = line > 0 ? g_strdup_printf(":%u", line) : g_strdup("");
        printf("%s%s: still has it: take it out before the file is published again\n", name, place);
    }
}
