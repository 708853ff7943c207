#pragma once

#include "file/fields.h"

/* Reads a list of contributions to a session, a `Session *` of the agenda. */
void contribution_reader_read(Reader *reader, const Node *list, Session *session);

/* Reads the list "preparations"; adds them to the agenda, and sets nothing. */
FieldRead contribution_reader_read_preparations;
