#pragma once

#include "file/values.h"

/* Reads an id and sets the member to its record, which must have been read before; a term of which
 * the file has no list is made. */
ValueRead references_read;

/* Reads a list of them. */
ValueRead references_read_list;
