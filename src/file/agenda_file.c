#include "file/agenda_file.h"

#include "file/agenda_reader.h"
#include "file/overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static AgendaFile *agenda_file_new(const char *name)
{
    AgendaFile *file = g_new0(AgendaFile, 1);

    file->findings = findings_new(name);
    return file;
}

void agenda_file_free(AgendaFile *file)
{
    if (file == NULL) {
        return;
    }
    agenda_free(file->agenda);
    agenda_source_unref(file->source);
    node_tree_free(file->tree);
    findings_free(file->findings);
    extent_free(file->extent);
    g_free(file);
}

Agenda *agenda_file_steal_agenda(AgendaFile *file)
{
    return g_steal_pointer(&file->agenda);
}

static void report_size(AgendaFile *file)
{
    findings_add(file->findings, SEVERITY_ERROR, (Place){ 0 }, "too-large", NULL,
                 "the file is too large; expected at most %d octets", AGENDA_FILE_MAX_SIZE);
}

static NodeTree *parse_tree(AgendaFile *file, const char *data, gsize size)
{
    if (size > AGENDA_FILE_MAX_SIZE) {
        report_size(file);
        return NULL;
    }
    /* Of any text, even one with mistakes: a text that is cut short usually has some. */
    file->extent = extent_new(data, size);
    return node_tree_parse(data, size, file->findings);
}

static void read_root(AgendaFile *file, const Node *root, const KeptZone *kept)
{
    file->agenda = agenda_reader_read(root, kept, file->findings);
    /* Records are not read in the order of the file. */
    findings_sort(file->findings);
}

/* Reads the agenda, or only where it comes from. */
static void read_agenda(AgendaFile *file, NodeTree *take_tree, const KeptZone *kept)
{
    g_autoptr(NodeTree) tree = take_tree;

    if (tree == NULL) {
        findings_sort(file->findings);
    } else if (node_find(node_tree_root(tree), "source") == NULL) {
        read_root(file, node_tree_root(tree), kept);
    } else {
        file->source = agenda_source_read(node_tree_root(tree), file->findings);
        file->tree = file->source != NULL ? g_steal_pointer(&tree) : NULL;
    }
}

void agenda_file_complete(AgendaFile *file, const char *imported, gsize size)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(NodeTree) source = node_tree_parse(imported, size, file->findings);

    g_assert(file->tree != NULL && file->agenda == NULL);
    extent_mix(file->extent, imported, size);
    if (source != NULL) {
        read_root(
            file,
            overlay_lay(node_tree_root(source), node_tree_root(file->tree), arena, file->findings),
            NULL);
    }
    g_clear_pointer(&file->tree, node_tree_free);
}

static AgendaFile *parse(const char *name, const char *data, gsize size, const KeptZone *kept)
{
    AgendaFile *file = agenda_file_new(name);

    read_agenda(file, parse_tree(file, data, size), kept);
    return file;
}

AgendaFile *agenda_file_parse(const char *name, const char *data, gsize size)
{
    return parse(name, data, size, NULL);
}

AgendaFile *agenda_file_parse_kept(const char *name, const char *data, gsize size, Tz *tz)
{
    return parse(name, data, size, &(KeptZone){ .tz = tz });
}

/* --- from disk --------------------------------------------------------------------------- */

static bool fail(GError **error, int code, const char *path, const char *what)
{
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "%s: %s: %s", path, what,
                g_strerror(code));
    return false;
}

/* Opens a regular file. Anything else could block for ever, or never end. */
static bool open_regular(const char *path, int *out_fd, struct stat *out_status, GError **error)
{
    /* O_NONBLOCK: opening a FIFO would wait for a writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0) {
        return fail(error, errno, path, "cannot be opened");
    }
    if (fstat(fd, out_status) != 0) {
        int code = errno;
        close(fd);
        return fail(error, code, path, "cannot be examined");
    }
    if (!S_ISREG(out_status->st_mode)) {
        close(fd);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: not a regular file", path);
        return false;
    }
    *out_fd = fd;
    return true;
}

/* Reads to the end, but at most one octet more than allowed: the file may be growing. */
static bool read_all(int fd, const char *path, gsize expected, GByteArray *data, GError **error)
{
    /* One octet more than expected, so that the end is seen without another allocation. */
    gsize room = MIN(expected, AGENDA_FILE_MAX_SIZE) + 1;
    gsize length = 0;

    for (;;) {
        if (length == room) {
            room = MIN(2 * room, (gsize)AGENDA_FILE_MAX_SIZE + 1);
        }
        g_byte_array_set_size(data, (guint)room);
        ssize_t got = read(fd, data->data + length, room - length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(error, errno, path, "cannot be read");
        }
        length += (gsize)got;
        if (got == 0 || length > AGENDA_FILE_MAX_SIZE) {
            g_byte_array_set_size(data, (guint)length);
            return true;
        }
    }
}

/* Whether a file is still as it was before it was read. If somebody writes to it meanwhile, what
 * was read is neither the old text nor the new. */
static bool is_as_before(int fd, const char *path, const struct stat *before, gsize size,
                         GError **error)
{
    struct stat now;
    bool is_same = fstat(fd, &now) == 0 && now.st_size == before->st_size &&
                   (gsize)now.st_size == size && now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
                   now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;

    if (!is_same) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
                    "%s: changed while it was read: try again when it has been saved", path);
    }
    return is_same;
}

AgendaFile *agenda_file_read(const char *path, GError **error)
{
    g_autoptr(AgendaFile) file = agenda_file_new(path);
    g_autoptr(GByteArray) data = g_byte_array_new();
    struct stat status;
    int fd = -1;

    if (!open_regular(path, &fd, &status, error)) {
        return NULL;
    }
    /* The time before reading: is_as_before fails if it has changed since. */
    file->modified = status.st_mtim.tv_sec;
    /* A mistake in the file, and so a finding. */
    if (status.st_size > AGENDA_FILE_MAX_SIZE) {
        close(fd);
        report_size(file);
        return g_steal_pointer(&file);
    }
    bool done = read_all(fd, path, (gsize)status.st_size, data, error) &&
                is_as_before(fd, path, &status, data->len, error);
    close(fd);
    if (!done) {
        return NULL;
    }

    NodeTree *tree = parse_tree(file, (const char *)data->data, data->len);
    /* The tree keeps nothing of the text, so free that before the agenda needs memory. */
    g_clear_pointer(&data, g_byte_array_unref);
    read_agenda(file, tree, NULL);
    return g_steal_pointer(&file);
}
