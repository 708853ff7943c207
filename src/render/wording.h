#pragma once

#include "model/agenda/agenda.h"

/*
 * The words in which an event is told, whatever the format.
 *
 * They are handed on in pieces: each is a string of the agenda's or a constant, stays where it is
 * as long as the agenda, and is text as people read it ("\n" ends a line). A format that escapes
 * text can so escape each piece once, however many events it stands in.
 *
 * `viewpoint` is the agency in whose own feed the event stands and that contributes to it: its
 * roles then come first, and the others are its partners. NULL is the general wording.
 */
typedef struct WordSink {
    GString *out;
    void (*append)(GString *out, const char *piece, gpointer data);
    gpointer data; /* for append */
    gsize start;   /* where in `out` the text begins */
} WordSink;

/* Takes pieces as they are. */
WordSink word_sink_plain(GString *out);

/* What stands before the summary of what is cancelled; wording_append_summary puts it there if the
 * session is so by itself. */
void wording_append_cancelled_mark(WordSink *sink);

void wording_append_summary(WordSink *sink, const Session *session, const Agency *viewpoint);

/* Blocks of lines with an empty line between; nothing if there is nothing to say. */
void wording_append_description(WordSink *sink, const Session *session, const Agency *viewpoint);

/* The room, then the place of the conference. */
void wording_append_location(WordSink *sink, const Agenda *agenda, const Room *room);

/* Comma-separated; each category once, and without commas, semicolons and
 * backslashes. */
void wording_append_categories(GString *out, const Session *session, const Agency *viewpoint);

/* The same for a preparation; viewpoint is its agency or NULL. */
void wording_append_preparation_summary(WordSink *sink, const Preparation *preparation,
                                        const Agency *viewpoint);
void wording_append_preparation_description(WordSink *sink, const Preparation *preparation);
void wording_append_preparation_categories(GString *out, const Preparation *preparation);
