#include "file/zone_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/time/tzif.h"
#include "model/time/zone_alias.h"

#define DEFAULT_FOLDER "/usr/share/zoneinfo"

/* The most parts of a zone's name; America/Argentina/Buenos_Aires has three. */
#define MAX_SEGMENTS 4

/* What else lies beside the zones: other versions of them, links to the machine's own zone, a list,
 * a placeholder. */
static const char *const NO_ZONES[] = {
    "posix", "right", "localtime", "posixrules", "Factory", "leapseconds",
};

GQuark zone_file_error_quark(void)
{
    return g_quark_from_static_string("confeed-zone-file-error");
}

const char *zone_file_folder(void)
{
    const char *folder = g_getenv("TZDIR");

    /* A relative path would depend on where the program was started. */
    return folder != NULL && g_path_is_absolute(folder) ? folder : DEFAULT_FOLDER;
}

/* --- names ------------------------------------------------------------------------------- */

static bool is_segment(const char *segment, gsize length)
{
    /* Dots are not allowed, so a name cannot leave the folder. */
    if (length == 0 || segment[0] == '-') {
        return false;
    }
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(segment[i]) && strchr("_+-", segment[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static bool is_zone_name(const char *name)
{
    gsize first_length = strcspn(name, "/");
    gsize n_segments = 0;

    if (strlen(name) > ZONE_FILE_MAX_NAME) {
        return false;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(NO_ZONES); i++) {
        if (strlen(NO_ZONES[i]) == first_length && strncmp(name, NO_ZONES[i], first_length) == 0) {
            return false;
        }
    }
    for (const char *segment = name; segment != NULL; n_segments++) {
        const char *slash = strchr(segment, '/');
        gsize length = slash != NULL ? (gsize)(slash - segment) : strlen(segment);
        if (!is_segment(segment, length)) {
            return false;
        }
        segment = slash != NULL ? slash + 1 : NULL;
    }
    return n_segments <= MAX_SEGMENTS;
}

/* --- reading ----------------------------------------------------------------------------- */

static bool fail_unknown(const char *name, GError **error)
{
    g_set_error(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_UNKNOWN, "there is no time zone \"%s\"",
                name);
    return false;
}

static bool fail_errno(const char *path, int code, GError **error)
{
    g_set_error(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_FAILED, "%s: %s", path, g_strerror(code));
    return false;
}

/* Opens a regular file. Opening anything else must neither wait nor have an effect: $TZDIR may lead
 * anywhere. */
static bool open_zone(const char *name, const char *path, int *out_fd, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;

    if (fd < 0) {
        /* A component of the name may be a file where a folder is expected. */
        bool missing = errno == ENOENT || errno == ENOTDIR;
        return missing ? fail_unknown(name, error) : fail_errno(path, errno, error);
    }
    if (fstat(fd, &status) != 0) {
        int code = errno;
        close(fd);
        return fail_errno(path, code, error);
    }
    if (S_ISREG(status.st_mode)) {
        *out_fd = fd;
        return true;
    }
    close(fd);
    if (S_ISDIR(status.st_mode)) {
        return fail_unknown(name, error);
    }
    g_set_error(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_FAILED, "%s: not a regular file", path);
    return false;
}

/* Reads to the end, but at most `size` octets; -1 if that fails. */
static gssize read_up_to(int fd, guint8 *data, gsize size)
{
    gsize length = 0;

    while (length < size) {
        gssize n = read(fd, data + length, size - length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return -1;
        }
        if (n == 0) {
            break;
        }
        length += (gsize)n;
    }
    return (gssize)length;
}

/* The path of a zone's file; the caller's own. Where packages have old names apart and that one is
 * not installed, it is that of the canonical name: the rules are the same. */
static char *path_of(const char *name)
{
    char *path = g_build_filename(zone_file_folder(), name, NULL);
    const char *resolved = zone_alias_resolve(name);

    if (strcmp(resolved, name) != 0 && access(path, F_OK) != 0) {
        g_free(path);
        path = g_build_filename(zone_file_folder(), resolved, NULL);
    }
    return path;
}

Tz *zone_file_read(const char *name, GError **error)
{
    if (!is_zone_name(name)) {
        fail_unknown(name, error);
        return NULL;
    }

    g_autofree char *path = path_of(name);
    int fd;
    if (!open_zone(name, path, &fd, error)) {
        return NULL;
    }
    /* One octet more than a zone file may have, so that a file that is too large is noticed. */
    g_autofree guint8 *data = g_malloc(TZIF_MAX_SIZE + 1);
    gssize size = read_up_to(fd, data, TZIF_MAX_SIZE + 1);
    int code = errno;
    close(fd);
    if (size < 0) {
        fail_errno(path, code, error);
        return NULL;
    }

    g_autoptr(GError) cause = NULL;
    Tz *tz = tz_new_from_tzif(name, data, (gsize)size, &cause);
    if (tz == NULL) {
        g_set_error(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_FAILED, "%s: %s", path, cause->message);
    }
    return tz;
}

char *zone_file_dup_state(const char *name)
{
    g_autofree char *path = path_of(name);
    struct stat status;

    if (!is_zone_name(name) || stat(path, &status) != 0) {
        return g_strdup("");
    }
    return g_strdup_printf("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT
                           ".%09ld %" G_GINT64_FORMAT ".%09ld",
                           path, (guint64)status.st_ino, (guint64)status.st_size,
                           (gint64)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                           (gint64)status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
}

/* --- listing ----------------------------------------------------------------------------- */

/* Whether a file begins as zone files do (RFC 9636 §3.1). */
static bool has_magic(const char *name, const char *path)
{
    guint8 magic[4];
    int fd;

    if (!open_zone(name, path, &fd, NULL)) {
        return false;
    }
    gssize size = read_up_to(fd, magic, sizeof(magic));
    close(fd);
    return size == (gssize)sizeof(magic) && memcmp(magic, "TZif", sizeof(magic)) == 0;
}

/* Sorts the entries of a folder into zones and further folders. `folder` is named from the top,
 * which is "". */
static void list_folder(const char *top, const char *folder, GPtrArray *names, GQueue *folders)
{
    g_autofree char *folder_path = g_build_filename(top, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder_path, 0, NULL);
    const char *entry;

    while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL) {
        g_autofree char *name =
            *folder == '\0' ? g_strdup(entry) : g_strconcat(folder, "/", entry, NULL);
        g_autofree char *path = g_build_filename(top, name, NULL);
        struct stat status;
        /* Links to files are zones with another name; links to folders could lead in circles. */
        if (!is_zone_name(name) || lstat(path, &status) != 0) {
            continue;
        }
        /* Folders wait in a queue, so the depth of a tree costs no stack; is_zone_name limits
         * it. */
        if (S_ISDIR(status.st_mode)) {
            g_queue_push_tail(folders, g_steal_pointer(&name));
        } else if (has_magic(name, path)) {
            g_ptr_array_add(names, g_steal_pointer(&name));
        }
    }
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **zone_file_list(void)
{
    GPtrArray *names = g_ptr_array_new();
    GQueue folders = G_QUEUE_INIT;

    g_queue_push_tail(&folders, g_strdup(""));
    while (!g_queue_is_empty(&folders)) {
        g_autofree char *folder = g_queue_pop_head(&folders);
        list_folder(zone_file_folder(), folder, names, &folders);
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}
