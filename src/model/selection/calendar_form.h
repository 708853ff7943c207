#pragma once

#include <glib.h>

#include "model/selection/cancelled_form.h"

/* The size of a list of languages, with its NUL. */
#define CALENDAR_FORM_LANGS_SIZE 64

/* The earliest alarm, in minutes before a session: four weeks. */
#define CALENDAR_FORM_ALARM_MAX 40320

/* How a calendar presents its entries. All zero is the form of calendars for which nothing is
 * asked. */
typedef struct CalendarForm {
    CancelledForm cancelled;
    bool has_alarm;
    guint alarm;                          /* minutes before each session */
    char langs[CALENDAR_FORM_LANGS_SIZE]; /* in lower case, best first: "fr-ca,fr"; "" for none */
} CalendarForm;

/* Whether a form is the one of calendars for which nothing is asked. */
bool calendar_form_is_plain(const CalendarForm *form);

/* Appends the parameters with which an address asks for a form, each after an ampersand; nothing
 * for the plain form. Two forms are written alike exactly if they are equal. */
void calendar_form_append(GString *out, const CalendarForm *form);
