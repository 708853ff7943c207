/* Covers src/load/, as far as it tells what is wrong: each tests/golden/mistakes/NAME.yaml must
 * give the messages of NAME.expected, all of them and no other. */
#include "file/agenda_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define FOLDER "tests/golden/mistakes"

/* As "confeed check" prints them, without the name of the file. */
static char *dup_messages(const Findings *findings)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < findings_length(findings); i++) {
        const Finding *finding = findings_get(findings, i);
        g_string_append_printf(text, "%u:%u: error: %s", finding->place.line, finding->place.column,
                               finding->text);
        if (finding->hint != NULL) {
            g_string_append_printf(text, " (%s)", finding->hint);
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void assert_messages(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = agenda_file_read(path, &error);
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".yaml"));
    g_autofree char *expected_path = g_strconcat(stem, ".expected", NULL);
    g_autofree char *expected = NULL;

    if (file == NULL || !g_file_get_contents(expected_path, &expected, NULL, &error)) {
        fail_msg("%s", error->message);
        return;
    }
    g_autofree char *messages = dup_messages(file->findings);
    if (strcmp(messages, expected) != 0) {
        fail_msg("%s: expected\n%sfound\n%s", path, expected, messages);
    }
    assert_null(file->agenda);
}

static void every_mistake_is_told_with_its_place_and_what_was_expected(void **state)
{
    g_autoptr(GDir) folder = g_dir_open(FOLDER, 0, NULL);
    const char *name;
    guint n_files = 0;

    assert_non_null(folder);
    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(FOLDER, name, NULL);
        if (g_str_has_suffix(name, ".yaml")) {
            assert_messages(path);
            n_files++;
        }
    }
    assert_true(n_files > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_told_with_its_place_and_what_was_expected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
