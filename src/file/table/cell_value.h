#pragma once

#include "file/table/number_format.h"
#include "file/table/table.h"

/*
 * Numbers, dates and times of workbooks as the texts of cells (CellKind, in table.h). Times are
 * rounded to the nearest second, and the seconds then dropped: what is computed as 08:59:59.9 is
 * 09:00. So 0.999999 of a day, which is nearer to its end than to its last second, is the time
 * 24:00; with a date it is 00:00 of the next one.
 */

/* Long enough for every text made here. */
#define CELL_VALUE_SIZE 32

/* Where serial numbers of days begin (ECMA-376-1 §18.17.4.1). */
typedef enum DateSystem {
    DATE_SYSTEM_1900, /* 1 is 1900-01-01, 60 the 29 February 1900 that never was */
    DATE_SYSTEM_1904, /* 0 is 1904-01-01 */
} DateSystem;

/* Writes what a format shows a number as, and returns its kind: CELL_NUMBER, too, where there is no
 * such date or duration (below 0, below 1 in the 1900 system, after the year 9999). A date and time
 * below 1 in the 1900 system is a time. */
CellKind cell_value_of_serial(double serial, NumberFormat format, DateSystem system,
                              char text[CELL_VALUE_SIZE]);

/* Writes a date, time of day, or date and time of ISO 8601: "2007-07-10", "09:00", "09:00:00.5",
 * "2007-07-10T09:00:00", and returns its kind; CELL_EMPTY if it is none, or of no year from 1 to
 * 9999. A zone at its end ("Z", "+02:00") is ignored, since cells have none. `format` leaves out
 * what it does not show; NUMBER_FORMAT_NUMBER leaves out nothing. */
CellKind cell_value_of_iso(const char *iso, NumberFormat format, char text[CELL_VALUE_SIZE]);

/* Writes a duration of XML Schema, "PT09H30M00S" or "P1DT2H", without months and years: as a time
 * of day if it ends within the day, since OpenDocument has the same form for both, and else as a
 * duration. CELL_EMPTY if it is none, negative, or longer than 99,999 hours. */
CellKind cell_value_of_period(const char *period, char text[CELL_VALUE_SIZE]);

/* Reads a decimal number, with an exponent or without. */
bool cell_value_parse(const char *text, double *out_number);
