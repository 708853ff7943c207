#pragma once

#include "model/agenda/finding.h"

/* Appends a line for each finding: "FILE:LINE:COLUMN: error: TEXT (HINT)", or just "FILE:" if it
 * has no place. Control characters are escaped. A last line for each severity says how many
 * findings beyond FINDINGS_MAX are not shown. */
void finding_report_append_text(GString *out, const Findings *findings);

/* A JSON array with an object for each Findings in `all_findings`: file, errors, warnings, and
 * findings (line, column, severity, rule, text, hint or null). It ends with a line break; the
 * caller's own. */
char *finding_report_to_json(const GPtrArray *all_findings);
