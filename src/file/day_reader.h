#pragma once

#include "file/fields.h"

/* Reads the list "days", with its slots and sessions; adds them to the agenda, and sets
 * nothing. */
FieldRead day_reader_read_days;
