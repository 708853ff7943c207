#pragma once

#include "model/agenda/finding.h"

/* Appends one line for each finding: "FILE:LINE:COLUMN: error: TEXT (HINT)"; FILE alone where it
 * has no place; control characters as escapes. What was counted beyond FINDINGS_MAX is told in a
 * last line. */
void finding_report_append_text(GString *out, const Findings *findings);

/* A JSON array with an object for each Findings in the array: file, errors, warnings, findings
 * (line, column, severity, rule, text, hint or null); the caller's own, with a line break at its
 * end. */
char *finding_report_to_json(const GPtrArray *all_findings);
