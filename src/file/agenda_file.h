#pragma once

#include "file/agenda_limits.h"
#include "file/agenda_source.h"
#include "file/extent.h"
#include "file/yaml/node_tree.h"
#include "model/agenda/agenda.h"

/*
 * Reads agenda files: YAML 1.2 or JSON in UTF-8, in the format of confeed-agenda(5), within the
 * limits of agenda_limits.h.
 */
/* What was read from a file. */
typedef struct AgendaFile {
    Agenda *agenda;       /* NULL if there are errors, or it waits for its source */
    Findings *findings;   /* mistakes and oddities; model/agenda/clash finds clashes */
    Extent *extent;       /* the extent of its text; NULL if it is too large to be read */
    gint64 modified;      /* when the file last changed, Unix seconds; 0 if read from memory */
    AgendaSource *source; /* where the rest of it comes from; NULL: it is whole */
    NodeTree *tree;       /* private: of a file that waits for its source */
} AgendaFile;

/* Reads a file. Returns NULL only if that fails: the file cannot be opened or read or, with
 * G_FILE_ERROR_AGAIN, it changed meanwhile, and what was read may be half old and half new.
 * Mistakes in it are findings. "-" is a file name like any other. */
AgendaFile *agenda_file_read(const char *path, GError **error);

/* Reads an agenda file from memory, which need not end with a NUL. Findings call it `name`. Never
 * fails. */
AgendaFile *agenda_file_parse(const char *name, const char *data, gsize size);

/* Reads one that was published once, in a zone whose rules were kept. `tz` is borrowed; if it is
 * NULL, or not the zone that the file names, the system's zone is taken. A time that clocks skip or
 * repeat is no mistake here: see tz_resolve_local. */
AgendaFile *agenda_file_parse_kept(const char *name, const char *data, gsize size, Tz *tz);

/* Completes a file that waits for its source with what came from there, an agenda file in JSON. */
void agenda_file_complete(AgendaFile *file, const char *imported, gsize size);

void agenda_file_free(AgendaFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgendaFile, agenda_file_free)

/* Hands over the agenda to the caller; NULL if there are errors. */
Agenda *agenda_file_steal_agenda(AgendaFile *file);
