#pragma once

#include "file/import/foreign.h"

/*
 * Schedules in tables: a CSV file, or the sheet "Sessions" of a workbook or else its first that is
 * not hidden, with a row for each session below one that names the columns (columns.h).
 */
bool sheets_read_csv(const char *data, gsize size, ForeignSchedule *schedule, GError **error);
bool sheets_read_workbook(const char *data, gsize size, ForeignSchedule *schedule, GError **error);
