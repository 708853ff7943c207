#include "site/manifest.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"
#include "support.h"

/* Writes this text as a folder's manifest and reads it; NULL if that is refused. */
static Manifest *read_text(const char *text, gssize length, GError **error)
{
    g_autofree char *folder = scratch_new();
    g_autofree char *file = g_build_filename(folder, MANIFEST_NAME, NULL);

    assert_true(g_file_set_contents(file, text, length, NULL));
    Manifest *manifest = manifest_read(folder, error);
    scratch_remove(folder);
    return manifest;
}

static void what_is_written_is_read(void **state)
{
    g_autofree char *folder = scratch_new();
    g_autofree char *file = g_build_filename(folder, MANIFEST_NAME, NULL);
    g_autofree char *text = NULL;
    g_autoptr(Manifest) manifest = manifest_new("Forum – été");

    manifest_add(manifest, "sessions/1.2.ics");
    manifest_add(manifest, "agenda.ics");
    manifest_add(manifest, "agenda.ics");
    assert_true(manifest_write(manifest, folder, NULL));
    assert_true(g_file_get_contents(file, &text, NULL, NULL));
    assert_string_equal(text, "confeed manifest 1\ntitle Forum – été\nagenda.ics\n"
                              "sessions/1.2.ics\n");
    g_autoptr(Manifest) back = manifest_read(folder, NULL);
    assert_string_equal(back->title, "Forum – été");
    assert_true(manifest_has(back, "agenda.ics"));
    assert_true(manifest_has(back, "sessions/1.2.ics"));
    assert_false(manifest_has(back, "sessions"));
    assert_int_equal(g_hash_table_size(back->paths), 2);
    scratch_remove(folder);
}

static void a_folder_without_manifest_has_an_empty_one(void **state)
{
    g_autofree char *folder = scratch_new();
    g_autoptr(Manifest) manifest = manifest_read(folder, NULL);

    assert_string_equal(manifest->title, "");
    assert_int_equal(g_hash_table_size(manifest->paths), 0);
    scratch_remove(folder);
}

static void a_title_is_one_line(void **state)
{
    g_autofree char *folder = scratch_new();
    g_autoptr(Manifest) manifest = manifest_new("Forum\nprecious.txt\r\nx");

    assert_true(manifest_write(manifest, folder, NULL));
    g_autoptr(Manifest) back = manifest_read(folder, NULL);
    assert_non_null(back);
    assert_int_equal(g_hash_table_size(back->paths), 0);
    assert_string_equal(back->title, manifest->title);
    scratch_remove(folder);
}

static void what_is_not_ours_or_leads_out_of_the_folder_is_refused(void **state)
{
    static const char *const BAD[] = {
        "",
        "confeed manifest 1",
        "confeed manifest 1\n",
        "confeed manifest 2\ntitle x\n",
        "confeed manifest 1 \ntitle x\n",
        "confeed manifest 1\nTitle x\n",
        "confeed manifest 1\ntitle x\n../a\n",
        "confeed manifest 1\ntitle x\n/etc/passwd\n",
        "confeed manifest 1\ntitle x\na/../b\n",
        "confeed manifest 1\ntitle x\na/..\n",
        "confeed manifest 1\ntitle x\n./a\n",
        "confeed manifest 1\ntitle x\na//b\n",
        "confeed manifest 1\ntitle x\na/\n",
        "confeed manifest 1\ntitle x\n\na\n",
        "confeed manifest 1\ntitle x\na\n\n",
        "confeed manifest 1\ntitle x\na b\n",
        "confeed manifest 1\ntitle x\na\r\n",
        "confeed manifest 1\r\ntitle x\r\n",
        "confeed manifest 1\ntitle x\ncafé\n",
        "<<<<<<< HEAD\nconfeed manifest 1\ntitle x\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Manifest) manifest = read_text(BAD[i], -1, &error);
        if (manifest != NULL) {
            fail_msg("taken: %s", BAD[i]);
        }
        assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_INVAL));
        assert_non_null(strstr(error->message, MANIFEST_NAME));
    }
}

/* Cut short, a manifest would forget files, and a path that lost its end could name another. */
static void a_manifest_cut_short_is_refused(void **state)
{
    static const char WHOLE[] = "confeed manifest 1\ntitle x\nagenda.ics\nindex.html\n";

    for (gsize length = 0; length < strlen(WHOLE); length++) {
        g_autoptr(Manifest) manifest = read_text(WHOLE, (gssize)length, NULL);
        bool at_line_end = length > 0 && WHOLE[length - 1] == '\n';
        if (manifest != NULL && !at_line_end) {
            fail_msg("taken: %.*s", (int)length, WHOLE);
        }
    }
}

static void octets_behind_a_nul_are_not_hidden(void **state)
{
    static const char TEXT[] = "confeed manifest 1\ntitle x\nagenda.ics\n\0hidden\n";
    g_autoptr(Manifest) manifest = read_text(TEXT, sizeof TEXT - 1, NULL);

    assert_null(manifest);
}

static void a_manifest_that_is_a_folder_is_refused(void **state)
{
    g_autofree char *folder = scratch_new();
    g_autofree char *file = g_build_filename(folder, MANIFEST_NAME, NULL);
    g_autoptr(GError) error = NULL;

    assert_int_equal(g_mkdir_with_parents(file, 0777), 0);
    assert_null(manifest_read(folder, &error));
    assert_non_null(error);
    scratch_remove(folder);
}

/* Opening a pipe waits for somebody to write into it. */
static void a_manifest_that_is_a_pipe_or_a_link_is_refused(void **state)
{
    g_autofree char *folder = scratch_new();
    g_autofree char *file = g_build_filename(folder, MANIFEST_NAME, NULL);
    g_autoptr(GError) pipe_error = NULL;
    g_autoptr(GError) link_error = NULL;

    assert_int_equal(mkfifo(file, 0666), 0);
    assert_null(manifest_read(folder, &pipe_error));
    assert_non_null(pipe_error);
    assert_int_equal(unlink(file), 0);
    scratch_write(folder, "elsewhere", "confeed manifest 1\ntitle x\nagenda.ics\n");
    assert_int_equal(symlink("elsewhere", file), 0);
    assert_null(manifest_read(folder, &link_error));
    assert_non_null(link_error);
    scratch_remove(folder);
}

static void paths_are_listed_in_order(void **state)
{
    g_autoptr(Manifest) manifest = manifest_new("");
    g_autoptr(Manifest) other = manifest_new("");

    manifest_add(manifest, "b");
    manifest_add(other, "c");
    manifest_add(other, "a");
    manifest_add_all(manifest, other);
    g_autoptr(GPtrArray) paths = manifest_dup_paths(manifest);
    assert_int_equal(paths->len, 3);
    assert_string_equal(paths->pdata[0], "a");
    assert_string_equal(paths->pdata[1], "b");
    assert_string_equal(paths->pdata[2], "c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(a_folder_without_manifest_has_an_empty_one),
        cmocka_unit_test(a_title_is_one_line),
        cmocka_unit_test(what_is_not_ours_or_leads_out_of_the_folder_is_refused),
        cmocka_unit_test(a_manifest_cut_short_is_refused),
        cmocka_unit_test(octets_behind_a_nul_are_not_hidden),
        cmocka_unit_test(a_manifest_that_is_a_folder_is_refused),
        cmocka_unit_test(a_manifest_that_is_a_pipe_or_a_link_is_refused),
        cmocka_unit_test(paths_are_listed_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
