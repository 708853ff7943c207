#pragma once

#include "model/agenda.h"

/*
 * The words in which an event is told, before any format: plain text, without escapes.
 *
 * `viewpoint` is the agency in whose own feed the event stands and that contributes to it: its
 * roles then come first, and the others are its partners. NULL is the general wording.
 */

void wording_append_summary(GString *out, const Session *session, const Agency *viewpoint);

/* Blocks of lines with an empty line between; nothing if there is nothing to say. */
void wording_append_description(GString *out, const Session *session, const Agency *viewpoint);

/* Comma-separated; within a category commas, semicolons and backslashes are left out. */
void wording_append_categories(GString *out, const Session *session, const Agency *viewpoint);

/* The room, then the place of the conference. */
void wording_append_location(GString *out, const Agenda *agenda, const Session *session);

/* A preparation's title, else the label of its role. */
const char *wording_preparation_title(const Preparation *preparation);

/* The same three for a preparation; viewpoint is its agency or NULL. */
void wording_append_preparation_summary(GString *out, const Preparation *preparation,
                                        const Agency *viewpoint);
void wording_append_preparation_description(GString *out, const Preparation *preparation);
void wording_append_preparation_categories(GString *out, const Preparation *preparation);
