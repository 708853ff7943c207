#pragma once

#include <glib.h>
#include <stdbool.h>

/* Where in a file something stands: line and column count from 1, columns in characters;
 * line 0 is "the file as a whole". */
typedef struct Place {
    guint line;
    guint column;
} Place;

typedef enum Severity {
    SEVERITY_ERROR,   /* the input is wrong: nothing is made of it */
    SEVERITY_WARNING, /* a clash or an oddity */
} Severity;

/* One thing that is wrong with an input. */
typedef struct Finding {
    Place place;
    Severity severity;
    const char *rule; /* a static word that names the rule: "unknown-key" */
    char *text;       /* what is wrong, and what was expected */
    char *hint;       /* a suggestion, or NULL */
} Finding;

/* The findings about one file. At most FINDINGS_MAX errors and as many warnings are kept; the
 * rest is counted. */
#define FINDINGS_MAX 1000

typedef struct Findings Findings;

Findings *findings_new(const char *file);
void findings_free(Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

/* Adds a finding; takes hint (may be NULL). */
void findings_add(Findings *findings, Severity severity, Place place, const char *rule,
                  char *take_hint, const char *format, ...) G_GNUC_PRINTF(6, 7);

/* Puts the findings in the order of their places, errors and warnings mixed; those without a
 * place come last. */
void findings_sort(Findings *findings);

const char *findings_file(const Findings *findings);
gsize findings_length(const Findings *findings);
const Finding *findings_get(const Findings *findings, gsize index);

/* All that were added, also those beyond FINDINGS_MAX. */
guint findings_count(const Findings *findings, Severity severity);
