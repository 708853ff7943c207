#pragma once

#include "file/fields.h"

/* Reads the contributions to a session of the agenda from the session's fields. */
void contribution_reader_read(Reader *reader, const Fields *fields, Session *session);

/* Reads a preparation into the agenda. `user` is not used. */
ItemRead contribution_reader_read_preparation;
