#pragma once

#include "file/import/foreign_format.h"
#include "file/yaml/node.h"
#include "model/agenda/schema.h"

/*
 * Where an agenda comes from, as its file may say under "source": another program's schedule, which
 * is imported each time. What the file itself says is laid over it (overlay.h).
 */
typedef struct AgendaSource {
    const ForeignFormat *format;
    const char *url;  /* http or https; or NULL */
    const char *path; /* or else of a file, as it is written: from the folder of the agenda file */
    guint every;      /* seconds from one look at it to the next */
    ForeignOptions options;
    ForeignHints hints;
    Place place;

    struct Agenda *strings; /* private: owns them */
} AgendaSource;

/* How often an address is asked for at most, and at least, in seconds; and by default an address
 * and a file. */
#define AGENDA_SOURCE_EVERY_MIN 60
#define AGENDA_SOURCE_EVERY_MAX (24 * 60 * 60)
#define AGENDA_SOURCE_EVERY_URL (15 * 60)
#define AGENDA_SOURCE_EVERY_FILE 5

/* What the tree of a file says of its source; NULL if it has none, or with errors in the findings.
 * The caller owns a reference; it keeps nothing of the tree. Threads may share it. */
AgendaSource *agenda_source_read(const Node *root, Findings *findings);
AgendaSource *agenda_source_ref(AgendaSource *source);
void agenda_source_unref(AgendaSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgendaSource, agenda_source_unref)

/* Whether the same comes from two sources, and as often. */
bool agenda_source_equals(const AgendaSource *a, const AgendaSource *b);

/* The keys of "source", for those who describe the format. */
extern const SchemaRecord AGENDA_SOURCE_SCHEMA;
