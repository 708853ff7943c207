#pragma once

#include "model/agenda/agenda.h"

/*
 * Lists of what an agenda has: a row for each agency, session, …, with its id and its names. What
 * is private is listed like all else.
 */
typedef struct Listing Listing;

/* The words for the lists, "agencies" and so on. The caller owns them. */
char **listing_dup_words(void);

/* The list that goes by a word; NULL if there is none. */
const Listing *listing_find(const char *word);

/* Appends a list as lines of text (UTF-8, LF) in columns: their heads, then the rows; or else a
 * sentence that there are none. Texts are cut to let the lines have `width` cells, ids are not.
 * With `ascii` texts are transliterated. */
void listing_append_text(GString *out, const Listing *listing, const Agenda *agenda, guint width,
                         bool ascii);

/* The same as JSON, an object for each row: an array, with a line break at its end. The caller
 * owns it. */
char *listing_to_json(const Listing *listing, const Agenda *agenda);
