#pragma once

#include "file/values.h"

/* Reads an id and sets the member to its record, which must have been read before. */
ValueRead references_read;
