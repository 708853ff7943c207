#pragma once

#include "file/fields.h"

/* Reads a day, with its slots and sessions, into the agenda. Takes nothing else. */
ItemRead day_reader_read;
