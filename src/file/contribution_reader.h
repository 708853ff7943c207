#pragma once

#include "file/fields.h"

/* Reads the contributions to a session of the agenda, whose fields these are. */
void contribution_reader_read(Reader *reader, const Fields *fields, Session *session);

/* Reads a preparation into the agenda. Takes nothing else. */
ItemRead contribution_reader_read_preparation;
