/* Feeds files to a fuzz target, each once, without a fuzzer: so its corpus is part of every test
 * run, with any compiler. Arguments are files, and folders whose files are meant. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Larger inputs do not belong in a corpus. */
#define INPUT_MAX (1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The text is copied into a block of just its size, so that a sanitizer sees each octet too far. */
static void feed(const char *data, size_t size)
{
    uint8_t *exact = g_malloc(MAX(size, 1));

    memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    g_free(exact);
}

static bool replay_file(const char *path, GError **error)
{
    g_autofree char *data = NULL;
    gsize size = 0;
    GStatBuf status;

    if (g_stat(path, &status) == 0 && status.st_size > INPUT_MAX) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: larger than %d octets", path,
                    INPUT_MAX);
        return false;
    }
    if (!g_file_get_contents(path, &data, &size, error))
        return false;
    feed(data, size);
    return true;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In the order of the names, so that a run can be repeated. */
static bool replay_folder(const char *path, unsigned *count, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, error);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    if (folder == NULL)
        return false;
    while ((name = g_dir_read_name(folder)) != NULL)
        g_ptr_array_add(names, g_build_filename(path, name, NULL));
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        if (!replay_file(g_ptr_array_index(names, i), error))
            return false;
        *count += 1;
    }
    return true;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    unsigned count = 0;
    bool done = true;

    for (int i = 1; i < argc && done; i++) {
        if (g_file_test(argv[i], G_FILE_TEST_IS_DIR)) {
            done = replay_folder(argv[i], &count, &error);
        } else {
            done = replay_file(argv[i], &error);
            count++;
        }
    }
    if (!done) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    if (count == 0) {
        fprintf(stderr, "there are no inputs\n");
        return EXIT_FAILURE;
    }
    printf("%u inputs\n", count);
    return EXIT_SUCCESS;
}
