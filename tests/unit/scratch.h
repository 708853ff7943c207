#pragma once

#include <glib.h>
#include <stdbool.h>

/* Folders for tests to write into. */

/* A new one; its path is the caller's own. */
char *scratch_new(void);

/* Removes a file, or a folder with all that is in it. */
void scratch_remove(const char *path);

/* What is in a folder, a line for each file: path, octets, inode, time of change, digest; those of
 * a symbolic link itself. Two equal texts: nothing was touched. The caller's own. */
char *scratch_describe(const char *path);

/* Writes a file into a folder, with the folders that lead to it; reads one, the caller's own;
 * whether there is one. */
void scratch_write(const char *folder, const char *path, const char *text);
char *scratch_read(const char *folder, const char *path);
bool scratch_has(const char *folder, const char *path);
