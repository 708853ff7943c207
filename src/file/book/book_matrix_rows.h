#pragma once

#include "file/book/book_names.h"

/* Reads the matrix of a book (model/book/book_cell.h) into the list of contributions; and sessions,
 * agencies and people into theirs, where these have no sheet. `names` has what the sheets list. */
void book_matrix_rows_read(BookLists *lists, const Sheet *sheet, const BookNames *names);

/* Whether a sheet could be such a matrix: its first row names the ids of sessions. */
bool book_matrix_rows_are_in(const Sheet *sheet);
