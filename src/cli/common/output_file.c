#include "cli/common/output_file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "service/message.h"

static ExitStatus fail_writing(const char *path)
{
    message_error("%s: cannot be written: %s", path, g_strerror(errno));
    return EXIT_STATUS_ENVIRONMENT;
}

ExitStatus output_file_write(const char *path, const char *text)
{
    return output_file_write_octets(path, text, strlen(text));
}

ExitStatus output_file_write_octets(const char *path, gconstpointer octets, gsize size)
{
    if (path == NULL) {
        fwrite(octets, 1, size, stdout);
        return EXIT_STATUS_OK;
    }
    /* "x": fails if there is anything of that name. */
    FILE *file = fopen(path, "wxe");
    if (file == NULL && errno == EEXIST) {
        message_error("%s is there already, and is left as it is", path);
        return EXIT_STATUS_ENVIRONMENT;
    }
    if (file == NULL) {
        return fail_writing(path);
    }
    bool is_written = fwrite(octets, 1, size, file) == size && fflush(file) == 0;
    /* A close may fail where the disk is somewhere else. */
    is_written = fclose(file) == 0 && is_written;
    if (!is_written) {
        ExitStatus status = fail_writing(path);
        unlink(path);
        return status;
    }
    return EXIT_STATUS_OK;
}
