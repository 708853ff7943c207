#pragma once

#include "file/book/book_lists.h"

/*
 * What belongs to what in a book: contributions and links to sessions, sessions to days. Records
 * are known by their numbers in their lists, days by those that they are given here.
 */
typedef struct BookOwners BookOwners;

/* No record. */
#define BOOK_OWNERS_NONE G_MAXUINT

/* Borrows the lists, and tells of what belongs to nothing. */
BookOwners *book_owners_new(const BookLists *lists);
void book_owners_free(BookOwners *owners);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookOwners, book_owners_free)

/* The dates of days (BookEntry), those first that have a row of their own; and the number of such a
 * row's day. Borrowed. */
const GArray *book_owners_days(const BookOwners *owners);
guint book_owners_day(const BookOwners *owners, const BookEntry *date);

/* The first record of a list that belongs to a session or, of the sessions, to a day; and the next
 * one. BOOK_OWNERS_NONE if there is none. */
guint book_owners_first(const BookOwners *owners, BookSheetKind kind, guint owner);
guint book_owners_next(const BookOwners *owners, BookSheetKind kind, guint record);
