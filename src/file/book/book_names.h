#pragma once

#include "file/book/book_lists.h"

/* Names by which cells may call what a book lists: an id, or what people know it by (the label of
 * a role, the short name of an agency …) in any language, where that is no other's. */
typedef struct BookNames BookNames;

/* Of what the lists hold, and of the built-in roles. Borrows nothing. */
BookNames *book_names_new(const BookLists *lists);
void book_names_free(BookNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookNames, book_names_free)

/* The id of what a text names; the text itself if that is an id, or the name of none or of several.
 * Borrowed. */
const char *book_names_resolve(const BookNames *names, NamedKind kind, const char *text);

/* Whether a kind has a record of an id. */
bool book_names_has(const BookNames *names, NamedKind kind, const char *id);

/* A hint that names what is nearest to a text; NULL if nothing is. The caller owns it. */
char *book_names_suggest(const BookNames *names, NamedKind kind, const char *text);
