#pragma once

#include <stdbool.h>

/* Whether a file is where other machines, or programs outside of the kernel, may write to it: in a
 * network file system, or one of FUSE. False if it cannot be told. What is written there by others
 * is not seen, nor when they are done. */
bool shared_disk_holds(const char *path);

/* The same by the type of the file system, as of statfs(2). */
bool shared_disk_is_one(unsigned long type);
