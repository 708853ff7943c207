#pragma once

#include "model/table/table.h"
#include "render/report/schedule.h"

/* Appends a table as lines of text (UTF-8, LF), none wider than the style allows: as many columns
 * beside one another as fit, with the heads of the rows, then the next ones below. Of the style,
 * `viewpoint` and `ids` play no part. Where nothing is in the table, one sentence says so. No
 * control character of the agenda reaches the terminal. */
void table_text_append(GString *out, const Table *table, const ScheduleStyle *style);
