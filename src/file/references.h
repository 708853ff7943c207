#pragma once

#include "file/values.h"

/* Reads an id that must be that of a record read before, which it sets. */
ValueRead references_read;
