#pragma once

#include "file/fields.h"

/* Reads a day with its slots and sessions into the agenda. `user` is not used. */
ItemRead day_reader_read;
