#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The parts of a ZIP file in memory. A name is looked up in its directory and is nothing else: no
 * file is ever opened or written, so a part may be called "../x" or "/etc/passwd". What is unpacked
 * is counted as it comes, whatever the directory says of sizes: see table_limits.h.
 */
typedef struct ZipParts ZipParts;

/* A part being read. */
typedef struct ZipPart ZipPart;

/* Opens a ZIP file, which is borrowed. NULL, with a TABLE_ERROR, if it is damaged or has more parts
 * than TABLE_MAX_PARTS. */
ZipParts *zip_parts_open(const char *data, gsize size, GError **error);
void zip_parts_free(ZipParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipParts, zip_parts_free)

/* Whether there is a part of this name. Case counts for nothing (ECMA-376-2 §7.2.3.5). */
bool zip_parts_has(ZipParts *parts, const char *name);

/* Opens a part, to be closed before the parts are. NULL, with a TABLE_ERROR, if there is none, or
 * if it is encrypted or packed by a method that workbooks do not have. */
ZipPart *zip_part_open(ZipParts *parts, const char *name, GError **error);
void zip_part_close(ZipPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipPart, zip_part_close)

/* Reads the next octets of a part: how many, 0 at its end, -1, with a TABLE_ERROR, if they are
 * damaged or too many. */
gssize zip_part_read(ZipPart *part, char *buffer, gsize size, GError **error);

/* Counts an element of XML in a part. False, with a TABLE_ERROR, if all parts together have too
 * many. */
bool zip_part_count_element(ZipPart *part, GError **error);
