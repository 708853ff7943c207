#include "serve/listen/unix_socket.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* Including the NUL at its end. */
#define PATH_OCTETS (sizeof((struct sockaddr_un *)NULL)->sun_path)

struct UnixSocketFile {
    char *path;
    /* Which file was made there: another may have taken its place by the end. */
    dev_t device;
    ino_t number;
};

static int new_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/* Whether a server answers there. One whose queue is full, or that may not be spoken to, does. */
static bool is_answered_on(const struct sockaddr_un *place)
{
    int fd = new_socket();
    bool is_refused = fd >= 0 && connect(fd, (const struct sockaddr *)place, sizeof *place) != 0 &&
                      (errno == ECONNREFUSED || errno == ENOENT);

    if (fd >= 0) {
        close(fd);
    }
    return !is_refused;
}

/* Removes a socket that was left by a program that could not clean up. */
static bool remove_stale(const struct sockaddr_un *place)
{
    struct stat status;

    return lstat(place->sun_path, &status) == 0 && S_ISSOCK(status.st_mode) &&
           !is_answered_on(place) && unlink(place->sun_path) == 0;
}

/* Binds a socket, in the place of a stale one if there is one. */
static bool bind_to(int fd, const struct sockaddr_un *place)
{
    const struct sockaddr *address = (const struct sockaddr *)place;

    if (bind(fd, address, sizeof *place) == 0) {
        return true;
    }
    if (errno != EADDRINUSE) {
        return false;
    }
    if (!remove_stale(place)) {
        /* What the attempt has set would mislead. */
        errno = EADDRINUSE;
        return false;
    }
    return bind(fd, address, sizeof *place) == 0;
}

static UnixSocketFile *file_new(const char *path)
{
    UnixSocketFile *file = g_new0(UnixSocketFile, 1);
    struct stat status = { 0 };

    file->path = g_strdup(path);
    /* If it cannot be seen, nothing will be removed. */
    if (lstat(path, &status) == 0) {
        file->device = status.st_dev;
        file->number = status.st_ino;
    }
    return file;
}

void unix_socket_file_remove(UnixSocketFile *file)
{
    struct stat status;

    if (lstat(file->path, &status) == 0 && status.st_dev == file->device &&
        status.st_ino == file->number) {
        unlink(file->path);
    }
    g_free(file->path);
    g_free(file);
}

/* What a person can do about it. */
static const char *remedy(int why, const char *path)
{
    struct stat status;

    switch (why) {
    case EADDRINUSE:
        return lstat(path, &status) == 0 && !S_ISSOCK(status.st_mode)
                   ? "; a file that is no socket lies there"
                   : "; stop the program that listens there, or choose another path";
    case ENOENT:
        return "; its folder has to be made first";
    case EACCES:
        return "; it needs a folder that this user may write to";
    default:
        return "";
    }
}

int unix_socket_open(const char *path, UnixSocketFile **out_file, GError **error)
{
    struct sockaddr_un place = { .sun_family = AF_UNIX };
    int fd;

    if (strlen(path) >= PATH_OCTETS) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_ADDRESS,
                    "\"unix:%s\" cannot be listened on: the path of a socket has at most %zu "
                    "octets, and this one has %zu",
                    path, PATH_OCTETS - 1, strlen(path));
        return -1;
    }
    memcpy(place.sun_path, path, strlen(path));
    fd = new_socket();
    if (fd < 0 || !bind_to(fd, &place) || listen(fd, SOMAXCONN) != 0) {
        int why = errno;

        g_set_error(error, SERVER_ERROR, SERVER_ERROR_FAILED, "cannot listen on unix:%s: %s%s",
                    path, g_strerror(why), remedy(why, path));
        if (fd >= 0) {
            close(fd);
        }
        return -1;
    }
    *out_file = file_new(path);
    return fd;
}

char *unix_socket_place_dup(int fd)
{
    struct sockaddr_un place = { 0 };
    socklen_t length = sizeof place;

    /* A socket that was never given a name has no path at all. */
    if (getsockname(fd, (struct sockaddr *)&place, &length) != 0 ||
        length <= offsetof(struct sockaddr_un, sun_path)) {
        return g_strdup("unix:");
    }
    /* An abstract name begins with a NUL, and is written with an @. */
    if (place.sun_path[0] == '\0') {
        place.sun_path[0] = '@';
    }
    length -= offsetof(struct sockaddr_un, sun_path);
    return g_strdup_printf("unix:%.*s", (int)length, place.sun_path);
}
