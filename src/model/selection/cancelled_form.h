#pragma once

#include <stdbool.h>

/* How a calendar tells of what is cancelled. */
typedef enum CancelledForm {
    CANCELLED_MARK,  /* it is there, and marked as cancelled: as calendars do unless asked */
    CANCELLED_DROP,  /* it is left out */
    CANCELLED_TITLE, /* only its title says so: for apps that hide what is marked */
} CancelledForm;

/* Reads "mark", "drop" or "title". */
bool cancelled_form_parse(const char *word, CancelledForm *out_form);

const char *cancelled_form_word(CancelledForm form);
