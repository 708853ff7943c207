#pragma once

#include "file/import/foreign_agenda.h"

/* A format from which agendas are imported. */
typedef struct ForeignFormat {
    const char *name;    /* on the command line: "frab" */
    const char *summary; /* for help: "schedule.xml of frab, pretalx, …" */
    /* Reads a source into an empty schedule. `data` need not end with a NUL. False if it is not of
     * the format, or not sound. */
    bool (*read)(const char *data, gsize size, ForeignSchedule *schedule, GError **error);
    /* Has libraries load what reading will need, before the process gives up opening files; or
     * NULL. */
    void (*prepare)(void);
    bool is_table; /* whether the hints of the schedule are for it */
} ForeignFormat;

/* The greatest size of a source, in octets. */
#define FOREIGN_MAX_SIZE (64 * 1024 * 1024)

/* All formats, ended by one without a name. */
extern const ForeignFormat FOREIGN_FORMATS[];

/* Their names (const char *); the caller owns the array. */
GPtrArray *foreign_format_list_names(void);

/* NULL if there is none of that name. */
const ForeignFormat *foreign_format_find(const char *name);
