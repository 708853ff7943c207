#pragma once

#include <glib.h>
#include <stdbool.h>

/* A place in a file. Lines and columns count from 1, columns in characters. Line 0 is the file as a
 * whole. */
typedef struct Place {
    guint line;
    guint column;
} Place;

typedef enum Severity {
    SEVERITY_ERROR,   /* the input is wrong, and nothing is made from it */
    SEVERITY_WARNING, /* a clash or an oddity */
} Severity;

/* One fault of an input file. */
typedef struct Finding {
    Place place;
    Severity severity;
    const char *rule; /* the word for the rule, static: "unknown-key" */
    char *text;       /* what is wrong, and what was expected */
    char *hint;       /* a suggestion, or NULL */
} Finding;

/* The findings about one file. At most FINDINGS_MAX errors and as many warnings are kept; any more
 * are only counted. */
#define FINDINGS_MAX 1000

typedef struct Findings Findings;

Findings *findings_new(const char *file);
void findings_free(Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

/* Adds a finding; takes the hint, which may be NULL. */
void findings_add(Findings *findings, Severity severity, Place place, const char *rule,
                  char *take_hint, const char *format, ...) G_GNUC_PRINTF(6, 7);

/* Sorts the findings by place, errors and warnings together; those without a place come last. */
void findings_sort(Findings *findings);

const char *findings_file(const Findings *findings);
gsize findings_length(const Findings *findings);
const Finding *findings_get(const Findings *findings, gsize index);

/* How many were added, including those beyond FINDINGS_MAX. */
guint findings_count(const Findings *findings, Severity severity);
