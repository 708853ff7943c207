#pragma once

#include <glib.h>

/* What a number format shows a number as. */
typedef enum NumberFormat {
    NUMBER_FORMAT_NUMBER, /* also text and whatever else */
    NUMBER_FORMAT_DATE,
    NUMBER_FORMAT_TIME, /* a time of day, or minutes and seconds */
    NUMBER_FORMAT_DATE_TIME,
    NUMBER_FORMAT_DURATION, /* hours, minutes or seconds that go on: [h]:mm */
} NumberFormat;

/* The formats that need no code: ids 14 to 22 and 45 to 47 (ECMA-376-1 §18.8.30). */
NumberFormat number_format_of_id(guint id);

/* The format of a code, going by its first section, which is for positive numbers: by its letters
 * y, m, d, h and s outside quotes, escapes and brackets (ECMA-376-1 §18.8.31). */
NumberFormat number_format_of_code(const char *code);
