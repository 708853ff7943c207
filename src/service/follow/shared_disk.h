#pragma once

#include <stdbool.h>

/* Whether a file is where other machines, or programs outside the kernel, may write to it: in a
 * network file system or one of FUSE. What they write is not seen, nor when they are done. False if
 * that cannot be found out. */
bool shared_disk_holds(const char *path);

/* The same for a type of file system, as statfs(2) returns it. */
bool shared_disk_is_one(unsigned long type);
