#pragma once

#include "file/agenda_limits.h"
#include "file/extent.h"
#include "model/agenda/agenda.h"

/*
 * Reads agenda files: YAML 1.2 or JSON, UTF-8, the format of confeed-agenda(5), within the limits
 * of agenda_limits.h.
 */
/* An agenda as read from a file. */
typedef struct AgendaFile {
    Agenda *agenda;     /* NULL if there are errors */
    Findings *findings; /* mistakes only; clashes are found by clash.h */
    Extent *extent;     /* of its text; NULL if it is too large to be read */
    gint64 modified;    /* when the file was last changed, Unix seconds */
} AgendaFile;

/* Reads a file. Returns NULL only for a failure (the file cannot be opened or read, or G_FILE_ERROR
 * AGAIN: it changed meanwhile, and what was read may be half of either); mistakes in it are
 * findings. "-" is not special. */
AgendaFile *agenda_file_read(const char *path, GError **error);

/* The same from memory, which need not end in NUL; `name` is what findings call it. Never fails. */
AgendaFile *agenda_file_parse(const char *name, const char *data, gsize size);

void agenda_file_free(AgendaFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgendaFile, agenda_file_free)

/* Hands over the agenda. */
Agenda *agenda_file_steal_agenda(AgendaFile *file);
