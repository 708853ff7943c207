#pragma once

#include <stdbool.h>

#include "serve/server_error.h"

/* The file by which a UNIX socket is found. */
typedef struct UnixSocketFile UnixSocketFile;

/* Opens a UNIX socket that listens at this path; the file's permissions follow the umask. A socket
 * that lies there and that nobody answers on is replaced, anything else is not. Returns the
 * descriptor, or -1: SERVER_ERROR_ADDRESS for a path that is too long, else SERVER_ERROR_FAILED. */
int unix_socket_open(const char *path, UnixSocketFile **out_file, GError **error);

/* Removes the file, unless another has taken its place, and frees this. */
void unix_socket_file_remove(UnixSocketFile *file);

/* "unix:/run/confeed.sock", for a bound UNIX socket. The caller's own. */
char *unix_socket_place_dup(int fd);
