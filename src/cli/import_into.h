#pragma once

#include "model/agenda/agenda.h"
#include "service/exit_status.h"

/* What an import keeps beside the file into which it writes: what the source said, as an agenda. */
#define IMPORT_BASE_SUFFIX ".imported"

/* How an agenda that was imported is put into a file that is there. */
typedef struct IntoOptions {
    const char *path;
    bool only_shows;     /* what would change */
    bool prefers_source; /* whose word counts where both changed something */
    bool accepts_loss;   /* though the source has far less than before */
} IntoOptions;

/* Puts what the source changed into the file, and tells conflicts. Errors have been printed. */
ExitStatus import_into(const Agenda *source, const IntoOptions *options);

/* Keeps what a source said beside a file, in canonical form. */
bool import_into_keep_base(const char *path, const char *canonical, GError **error);
