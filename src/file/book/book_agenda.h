#pragma once

#include "file/book/book_text.h"

/* The agenda that the lists of a book make, as a file in JSON, with the places of its values. What
 * is wrong with how they fit together is told; all else shows when the file is read. */
void book_agenda_append(BookText *text, const BookLists *lists);
