#include "agenda_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"
#include "support.h"

static char *before;

int agenda_folder_enter(void **state)
{
    char *folder = scratch_new();

    g_unsetenv("SOURCE_DATE_EPOCH");
    before = g_get_current_dir();
    *state = folder;
    return chdir(folder);
}

int agenda_folder_leave(void **state)
{
    int status = chdir(before);

    scratch_remove(*state);
    g_free(*state);
    g_clear_pointer(&before, g_free);
    return status;
}

void agenda_folder_write(const char *path, const char *id, const char *more)
{
    const struct timespec changed = { .tv_sec = AGENDA_FOLDER_CHANGED };
    const struct timespec times[2] = { changed, changed };
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: %s, title: Forum, timezone: Europe/Brussels%s}\ndays: []\n", id, more);

    scratch_write(".", path, text);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}
