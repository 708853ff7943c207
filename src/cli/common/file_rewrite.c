#include "cli/common/file_rewrite.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* Only root can give a file to somebody else; others have written one of their own. */
static bool give_back(const char *path, const struct stat *before, GError **error)
{
    bool is_given = chown(path, before->st_uid, before->st_gid) == 0 || geteuid() != 0;

    if (!is_given || chmod(path, before->st_mode & 07777) != 0) {
        g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(errno), "%s: %s", path,
                    g_strerror(errno));
        return false;
    }
    return true;
}

bool file_rewrite(const char *path, const char *old, gsize size, const char *text, GError **error)
{
    static const GFileSetContentsFlags SAFELY =
        G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE;
    g_autofree char *backup = g_strconcat(path, "~", NULL);
    struct stat status = { 0 };
    bool is_known = stat(path, &status) == 0;
    int mode = is_known ? (int)(status.st_mode & 0777) : 0666;

    return g_file_set_contents_full(backup, old, (gssize)size, SAFELY, mode, error) &&
           g_file_set_contents_full(path, text, -1, SAFELY, mode, error) &&
           (!is_known || give_back(path, &status, error));
}
