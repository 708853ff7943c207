#pragma once

#include <stdbool.h>

/*
 * The formats in which feeds and tables are offered. A new format is a row in format.c, its
 * renderer, and a line in site/resource_maker.c that connects the two. Whatever accepts, makes,
 * counts or names an address goes by the row.
 */
typedef enum Format {
    FORMAT_ICS,
    FORMAT_HTML,
    FORMAT_ATOM,
    FORMAT_CHANGES_JSON,
    FORMAT_CHANGES_TEXT,
    FORMAT_CSV, /* of tables alone */
    FORMAT_PDF,
    N_FORMATS, /* also stands for none of them */
} Format;

/* What a feed in a format contains. */
typedef enum FormatKind {
    FORMAT_KIND_CALENDAR, /* its entries; browsers save it as a file, under a name */
    FORMAT_KIND_PAGE,     /* its entries and more, for people */
    FORMAT_KIND_CHANGES,  /* what changed in it; saved as a file, too */
    FORMAT_KIND_TABLE,    /* a table, for programs; saved as a file, too */
    FORMAT_KIND_PAPER,    /* its entries on sheets of paper; likewise. Not every program can make
                           * it, and a tree of files has it only where it is wanted */
} FormatKind;

/* What an address accepts after its question mark, as bits of a set. serve/http/query reads them.
 * Each is one parameter, except PARAMETER_SELECTION. */
typedef enum Parameter {
    PARAMETER_SELECTION = 1 << 0, /* agency, role, round-table, …: they narrow a feed */
    PARAMETER_PLENARY = 1 << 1,
    PARAMETER_BREAKS = 1 << 2,
    PARAMETER_WORDS = 1 << 3, /* what entries must contain; a form on the page asks for it */
    PARAMETER_LANG = 1 << 4,
    PARAMETER_ALARM = 1 << 5,
    PARAMETER_CANCELLED = 1 << 6,
    PARAMETER_REV = 1 << 7,
    PARAMETER_AT = 1 << 8,
    PARAMETER_DOWNLOAD = 1 << 9,
    PARAMETER_TRANSPOSE = 1 << 10, /* these three are for tables */
    PARAMETER_EMPTY = 1 << 11,
    PARAMETER_PART = 1 << 12,
    PARAMETER_NOTES = 1 << 13, /* for tables and for sheets of paper */
    PARAMETER_PAPER = 1 << 14,
} Parameter;

typedef unsigned ParameterSet;

typedef struct FormatRow {
    const char *extension;  /* with its dot; if a path ends in several, the longest counts */
    const char *media_type; /* the value of Content-Type */
    FormatKind kind;
    bool is_compact; /* its octets are compressed already: gzip would save nothing */
    bool is_ready; /* programs fetch it again and again, so a server keeps it ready for every feed;
                    * other formats are made when somebody asks */

    /* What addresses in this format accept, for feeds, selections, tables and private calendars. 0:
     * there are no such addresses. */
    ParameterSet parameters;
    ParameterSet selection_parameters;
    ParameterSet table_parameters;
    ParameterSet private_parameters;
} FormatRow;

const FormatRow *format_row(Format format);

/* ".ics" */
const char *format_extension(Format format);

/* Whether feeds are offered in a format only where there is a history. */
bool format_needs_history(Format format);

/* The format whose extension a path has; N_FORMATS if none. */
Format format_of_path(const char *path);
