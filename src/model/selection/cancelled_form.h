#pragma once

#include <stdbool.h>

/* How a calendar shows what is cancelled. */
typedef enum CancelledForm {
    CANCELLED_MARK,  /* it stays, marked as cancelled: unless asked otherwise */
    CANCELLED_DROP,  /* it is left out */
    CANCELLED_TITLE, /* it stays, and only its title says so: for apps that hide what is marked */
} CancelledForm;

/* Reads "mark", "drop" or "title". False for any other word. */
bool cancelled_form_parse(const char *word, CancelledForm *out_form);

const char *cancelled_form_word(CancelledForm form);
