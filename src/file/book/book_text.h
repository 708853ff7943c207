#pragma once

#include "file/book/book_names.h"

/* An agenda file in JSON that is made of a book, each of its values on a line of its own, so that a
 * line tells the cell. */
typedef struct BookText {
    GString *json;
    GArray *places; /* BookPlace: of each line */
    const BookNames *names;
    BookFaults *faults;
} BookText;

void book_text_init(BookText *text, const BookNames *names, BookFaults *faults);
void book_text_clear(BookText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BookText, book_text_clear)

/* Begins a line for what a cell says, to which json_text_… then append. */
void book_text_mark(BookText *text, BookPlace place);

/* Appends the keys of a record of a schema, from the entries (BookEntry) about BOOK_PART_RECORD
 * among these; what else the object holds is the caller's. References are by id then. */
void book_text_append_fields(BookText *text, const SchemaRecord *schema, const BookEntry *entries,
                             guint n_entries);

/* Appends a whole record as an item of a list. */
void book_text_append_record(BookText *text, const BookList *list, const BookRecord *record);
