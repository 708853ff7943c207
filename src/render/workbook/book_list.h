#pragma once

#include "render/workbook/book_pen.h"

/* Writes a sheet of a book: a list, with a row for each record below one with the headings, or the
 * head of the agenda, with a row for each of its keys. */
void book_list_write(BookPen *pen, BookSheetKind kind, const Agenda *agenda);
