#pragma once

#include <glib.h>

#include "model/selection/cancelled_form.h"

/* The octets of a list of languages, with its NUL. */
#define CALENDAR_FORM_LANGS_SIZE 64

/* Minutes: four weeks. */
#define CALENDAR_FORM_ALARM_MAX 40320

/* How a calendar tells what is in it. All zero is as calendars do unless asked. */
typedef struct CalendarForm {
    CancelledForm cancelled;
    bool has_alarm;
    guint alarm;                          /* minutes before each session */
    char langs[CALENDAR_FORM_LANGS_SIZE]; /* in small letters, best first: "fr-ca,fr"; "": none */
} CalendarForm;

/* Whether it is as calendars do unless asked. */
bool calendar_form_is_plain(const CalendarForm *form);

/* Appends the parameters that an address asks for it with, each behind an ampersand; nothing if it
 * is plain. Equal forms, and no others, are written alike. */
void calendar_form_append(GString *out, const CalendarForm *form);
