#include "scratch.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "support.h"

char *scratch_new(void)
{
    char *path = g_dir_make_tmp("confeed-XXXXXX", NULL);

    assert_non_null(path);
    return path;
}

void scratch_remove(const char *path)
{
    GStatBuf status;

    if (g_lstat(path, &status) != 0) {
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        const char *name;
        while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
            g_autofree char *inside = g_build_filename(path, name, NULL);
            scratch_remove(inside);
        }
    }
    assert_int_equal(g_remove(path), 0);
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void describe(const char *root, const char *path, GPtrArray *lines)
{
    g_autofree char *file = g_build_filename(root, path, NULL);
    g_autofree char *octets = NULL;
    GStatBuf status;
    gsize size = 0;

    assert_int_equal(g_lstat(file, &status), 0);
    if (S_ISDIR(status.st_mode)) {
        g_autoptr(GDir) dir = g_dir_open(file, 0, NULL);
        const char *name;
        while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
            g_autofree char *inside = g_build_filename(path, name, NULL);
            describe(root, inside, lines);
        }
        g_ptr_array_add(lines, g_strdup_printf("%s/", path));
        return;
    }
    g_autofree char *digest = NULL;
    if (S_ISREG(status.st_mode)) {
        assert_true(g_file_get_contents(file, &octets, &size, NULL));
        digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)octets, size);
    }
    g_ptr_array_add(lines, g_strdup_printf("%s %" G_GSIZE_FORMAT " %lu %ld.%09ld %s", path, size,
                                           (gulong)status.st_ino, (glong)status.st_mtim.tv_sec,
                                           (glong)status.st_mtim.tv_nsec, digest));
}

char *scratch_describe(const char *path)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

    describe(path, "", lines);
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

void scratch_write(const char *folder, const char *path, const char *text)
{
    g_autofree char *file = g_build_filename(folder, path, NULL);
    g_autofree char *parent = g_path_get_dirname(file);

    assert_int_equal(g_mkdir_with_parents(parent, 0777), 0);
    assert_true(g_file_set_contents(file, text, -1, NULL));
}

char *scratch_read(const char *folder, const char *path)
{
    g_autofree char *file = g_build_filename(folder, path, NULL);
    char *text = NULL;

    assert_true(g_file_get_contents(file, &text, NULL, NULL));
    return text;
}

bool scratch_has(const char *folder, const char *path)
{
    g_autofree char *file = g_build_filename(folder, path, NULL);
    GStatBuf status;

    return g_lstat(file, &status) == 0;
}
