#pragma once

#include "render/workbook/book_pen.h"

/* Writes the matrix: sessions down, agencies across, in each cell what the agency contributes. */
void book_matrix_write(BookPen *pen, const Agenda *agenda);
