#include "model/address/format.h"

#include <glib.h>
#include <string.h>

#define CHOICES (PARAMETER_PLENARY | PARAMETER_BREAKS)
#define PAST (PARAMETER_REV | PARAMETER_AT)

/* What every calendar of a feed as it is now accepts. */
#define NOW (CHOICES | PARAMETER_LANG | PARAMETER_ALARM | PARAMETER_CANCELLED | PARAMETER_DOWNLOAD)

/* What every table accepts. Forms ask for them, so a value may be left empty. */
#define TABLE                                                                                \
    (PARAMETER_SELECTION | CHOICES | PARAMETER_WORDS | PARAMETER_LANG | PARAMETER_DOWNLOAD | \
     PARAMETER_TRANSPOSE | PARAMETER_EMPTY | PARAMETER_NOTES)

/* And what sheets of paper accept. */
#define SHEETS                                                                            \
    (CHOICES | PARAMETER_LANG | PARAMETER_CANCELLED | PARAMETER_NOTES | PARAMETER_PAPER | \
     PARAMETER_DOWNLOAD)

static const FormatRow ROWS[N_FORMATS] = {
    [FORMAT_ICS] = {
        .extension = ".ics",
        .media_type = "text/calendar; charset=utf-8",
        .kind = FORMAT_KIND_CALENDAR,
        /* Calendar programs fetch it every few minutes; people open the others now and then. */
        .is_ready = true,
        .parameters = NOW | PAST,
        .selection_parameters = PARAMETER_SELECTION | NOW | PAST,
        /* Not PAST: a private calendar is offered as it is now only. */
        .private_parameters = NOW,
    },
    [FORMAT_HTML] = {
        .extension = ".html",
        .media_type = "text/html; charset=utf-8",
        .kind = FORMAT_KIND_PAGE,
        .parameters = PARAMETER_LANG | PARAMETER_DOWNLOAD,
        .selection_parameters = PARAMETER_SELECTION | CHOICES | PARAMETER_WORDS | PARAMETER_LANG |
                                PARAMETER_DOWNLOAD,
        .table_parameters = TABLE | PARAMETER_PART,
    },
    [FORMAT_ATOM] = {
        .extension = ".atom",
        .media_type = "application/atom+xml; charset=utf-8",
        .kind = FORMAT_KIND_CHANGES,
        .parameters = PARAMETER_LANG | PARAMETER_DOWNLOAD,
    },
    [FORMAT_CHANGES_JSON] = {
        .extension = ".changes.json",
        .media_type = "application/json; charset=utf-8",
        .kind = FORMAT_KIND_CHANGES,
        .parameters = PARAMETER_LANG | PARAMETER_DOWNLOAD,
    },
    [FORMAT_CHANGES_TEXT] = {
        .extension = ".changes.txt",
        .media_type = "text/plain; charset=utf-8",
        .kind = FORMAT_KIND_CHANGES,
        .parameters = PARAMETER_LANG | PARAMETER_DOWNLOAD,
    },
    [FORMAT_CSV] = {
        .extension = ".csv",
        .media_type = "text/csv; charset=utf-8",
        .kind = FORMAT_KIND_TABLE,
        .table_parameters = TABLE,
    },
    [FORMAT_PDF] = {
        .extension = ".pdf",
        .media_type = "application/pdf",
        .kind = FORMAT_KIND_PAPER,
        .is_compact = true,
        .parameters = SHEETS | PAST,
        .selection_parameters = PARAMETER_SELECTION | SHEETS | PAST,
        .private_parameters = SHEETS,
    },
};

const FormatRow *format_row(Format format)
{
    g_assert(format < N_FORMATS);
    return &ROWS[format];
}

const char *format_extension(Format format)
{
    return format_row(format)->extension;
}

bool format_needs_history(Format format)
{
    return format_row(format)->kind == FORMAT_KIND_CHANGES;
}

Format format_of_path(const char *path)
{
    gsize length = strlen(path);
    Format found = N_FORMATS;
    gsize longest = 0;

    for (Format format = 0; format < N_FORMATS; format++) {
        /* ".changes.json" must win over any ".json" that may come. */
        gsize octets = strlen(ROWS[format].extension);
        if (octets > longest && octets <= length &&
            memcmp(path + length - octets, ROWS[format].extension, octets) == 0) {
            found = format;
            longest = octets;
        }
    }
    return found;
}
