#pragma once

#include <stdbool.h>

/*
 * The formats in which feeds stand at their addresses. A new one is a row in format.c, what renders
 * it, and the line in site/resource_maker.c that brings the two together: whatever takes, makes,
 * counts or names an address asks the row.
 */
typedef enum Format {
    FORMAT_ICS,
    FORMAT_HTML,
    FORMAT_ATOM,
    FORMAT_CHANGES_JSON,
    FORMAT_CHANGES_TEXT,
    N_FORMATS, /* also: none of them */
} Format;

/* What a feed in a format is. */
typedef enum FormatKind {
    FORMAT_KIND_CALENDAR, /* its events: a file that has a name when it is saved */
    FORMAT_KIND_PAGE,     /* the same for people, and more than that */
    FORMAT_KIND_CHANGES,  /* what changed in it: a file, too */
} FormatKind;

/* What an address can take behind its question mark, as bits of a set; serve/http/query reads it.
 * None but PARAMETER_SELECTION is more than one parameter. */
typedef enum Parameter {
    PARAMETER_SELECTION = 1 << 0, /* agency, role, round-table, …: what a feed is narrowed to */
    PARAMETER_PLENARY = 1 << 1,
    PARAMETER_BREAKS = 1 << 2,
    PARAMETER_WORDS = 1 << 3, /* that what is shown must have: it is a form that asks for them */
    PARAMETER_LANG = 1 << 4,
    PARAMETER_ALARM = 1 << 5,
    PARAMETER_CANCELLED = 1 << 6,
    PARAMETER_REV = 1 << 7,
    PARAMETER_AT = 1 << 8,
    PARAMETER_DOWNLOAD = 1 << 9,
} Parameter;

typedef unsigned ParameterSet;

typedef struct FormatRow {
    const char *extension;  /* with its dot; what ends as several do is of the longest */
    const char *media_type; /* as a Content-Type field has it */
    FormatKind kind;
    bool is_ready; /* programs come for it again and again: a server has it ready for every feed;
                    * others are made when they are asked for */

    /* What addresses in this format take: those of feeds, of selections and of private calendars.
     * 0: there are none. */
    ParameterSet parameters;
    ParameterSet selection_parameters;
    ParameterSet private_parameters;
} FormatRow;

const FormatRow *format_row(Format format);

/* ".ics" */
const char *format_extension(Format format);

/* Whether only what has a history can be in it. */
bool format_needs_history(Format format);

/* The format of what a path ends as; N_FORMATS if that is none. */
Format format_of_path(const char *path);
