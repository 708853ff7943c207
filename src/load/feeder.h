#pragma once

#include "model/finding.h"

#include <sys/types.h>

/*
 * Hands a text to the YAML parser bit by bit, and no more than FEEDER_MAX_AHEAD octets beyond
 * what the parser has made of it so far: the parser keeps each token until it knows what it
 * belongs to, some hundred octets for each, and there is no end to the ways in which a text can
 * make it wait.
 *
 * Only the end of a line settles what a flow collection is. JSON is often all in one line: where
 * a text is JSON, long lines are broken after commas, and feeder_place tells where the parser's
 * positions are in the text as it was given.
 */
#define FEEDER_MAX_AHEAD (160 * 1024)

typedef struct Feeder {
    const char *data; /* borrowed */
    gsize size;
    gsize position; /* octets of the data given so far */
    gsize ahead;    /* octets given since the last feeder_progress */
    bool exceeded;  /* the parser wanted more than it may have */

    bool breaks_lines;
    bool in_string;
    bool escaped;
    bool break_due;
    guint32 out_line; /* from 0, as the parser counts */
    gsize out_length;
    guint32 line; /* from 0, in the data */
    guint32 column;
    GArray *breaks;
} Feeder;

/* data must be valid UTF-8; a byte order mark at its start is passed over. */
void feeder_init(Feeder *feeder, const char *data, gsize size);
void feeder_clear(Feeder *feeder);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Feeder, feeder_clear)

/* Gives up to `size` octets; returns how many, 0 at the end or when too many would be ahead. */
gsize feeder_read(Feeder *feeder, char *buffer, gsize size);

/* The parser has made something of what it got: it may have more. */
void feeder_progress(Feeder *feeder);

/* Where in the data the parser's line and column, both from 0, are. */
Place feeder_place(const Feeder *feeder, guint32 line, guint32 column);

/* The data between two of the parser's positions, counted in octets; NULL where line breaks were
 * added, as in JSON. */
const char *feeder_source(const Feeder *feeder, gsize start, gsize end);
