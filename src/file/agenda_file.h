#pragma once

#include "file/extent.h"
#include "model/agenda/agenda.h"

/*
 * Reads agenda files: YAML 1.2 or JSON, UTF-8, the format of confeed-agenda(5).
 *
 * Limits, so that no file, however it is made, takes the program beyond AGENDA_FILE_MAX_MEMORY
 * octets while it is read, or long: its size, the number of its texts, lists and keys and the
 * octets of its texts (both with aliases counted as often as they are used), how deep they nest,
 * and how many blanks are in a row (yaml_bounds.h). An agenda of 100,000 sessions stays well below
 * them.
 */
#define AGENDA_FILE_MAX_MEMORY (512 * 1024 * 1024)
#define AGENDA_FILE_MAX_SIZE (64 * 1024 * 1024)
#define AGENDA_FILE_MAX_NODES (4 * 1000 * 1000)
#define AGENDA_FILE_MAX_DEPTH 32
#define AGENDA_FILE_MAX_TEXT (64 * 1024)

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
