#pragma once

#include "file/agenda_file.h"
#include "service/source/source_visit.h"

/*
 * Agenda files, and the sources that some of them name, read as one.
 */

/* The agenda of an id that was published last, by whose ids what comes from the source is called;
 * NULL if there is none. Lives until the file is read. */
typedef const Agenda *SourcedLike(const char *id, gpointer data);

/* As agenda_file_read; a source is visited, and what is left out of it is told. An error is also
 * that the source cannot be had. `like` may be NULL. */
AgendaFile *sourced_file_read(const char *path, SourcedLike *like, gpointer data, GError **error);

/* Whether a file names a source: what it comes to say cannot be written into it. */
bool sourced_file_is_one(const char *path);

/* Completes a file that waits for its source with what came from there. `like` is an agenda, or
 * NULL. Returns how many sessions are called otherwise at the source than they were in that. */
guint sourced_file_complete(AgendaFile *file, const SourceNews *news, const Agenda *like);
