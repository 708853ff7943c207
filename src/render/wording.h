#pragma once

#include "model/agenda/agenda.h"
#include "model/selection/feed.h"

/*
 * The wording of an event, the same in every format.
 *
 * The text is passed on in pieces. Each piece is a constant or a string of the agenda, keeps its
 * address as long as the agenda lives, and is text as people read it ("\n" ends a line). So a
 * format that escapes text need escape each piece only once, however many events it stands in.
 * Prose may hold Markdown, and is put in plain words by the sink: likewise only once.
 *
 * `viewpoint` is the agency or the person in whose own feed the event stands, provided that they
 * contribute to the event: their roles then come first, and all others are their partners. NULL
 * gives the general wording.
 */
typedef struct WordSink {
    GString *out;
    void (*append)(GString *out, const char *piece, gpointer data);
    void (*append_prose)(GString *out, const char *prose, gpointer data);
    gpointer data; /* for both */
    gsize start;   /* where in `out` the text begins */
} WordSink;

/* A sink that appends pieces unchanged, and prose in plain words. */
WordSink word_sink_plain(GString *out);

/* The mark that precedes the title of what does not take place, "Cancelled: " or "Postponed: ", or
 * "". Static. */
const char *wording_mark(const Session *session);

/* Appends that mark or, for NULL, that of an event that has left the agenda. */
void wording_append_mark(WordSink *sink, const Session *session);

/* Appends the title, after the roles of the viewpoint. */
void wording_append_title(WordSink *sink, const Session *session, const Participant *viewpoint);

/* Appends blocks of lines with an empty line between them; nothing if there is nothing to say. */
void wording_append_description(WordSink *sink, const Session *session,
                                const Participant *viewpoint);

/* Whom to ask about a session, or NULL: whom it names, or else whom the conference does. */
const char *wording_contact(const Session *session);

/* Appends blocks with what a session has beyond its title, its place, its parts and its abstract:
 * what kind it is, whom to ask, addresses. Nothing if there is nothing. */
void wording_append_details(WordSink *sink, const Session *session);

/* Appends the room (or NULL) with its floor, then its address or else the place of the conference.
 */
void wording_append_location(WordSink *sink, const Agenda *agenda, const Room *room);

/* The wording of a preparation; viewpoint is its agency, its person or NULL. */
void wording_append_preparation_summary(WordSink *sink, const Preparation *preparation,
                                        const Participant *viewpoint);
void wording_append_preparation_description(WordSink *sink, const Preparation *preparation);

/* What a feed holds, in plain words. Only that of the whole agenda is prose: sentences about others
 * hold names, which have no Markdown. The caller owns it. */
char *wording_dup_feed_description(const Agenda *agenda, const Feed *feed);

/* The title of what was withdrawn. */
void wording_append_withdrawn(WordSink *sink);
