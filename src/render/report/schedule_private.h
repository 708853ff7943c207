#pragma once

#include "render/report/printer.h"
#include "render/report/schedule.h"

/* What the parts of schedule.h share: schedule.c lays out days and slots, and schedule_entry.c lays
 * out what stands in them. */
typedef struct View {
    Printer printer;
    const Agenda *agenda;
    const Selection *selection;
    const ScheduleStyle *style;
    GPtrArray *introduced; /* const RoundTable *: those whose titles have been shown */
} View;

/* A text as it is shown; "" if it is absent. */
const char *schedule_get(const Text *text);

/* Like the printer's functions, but for texts that are not flattened yet. */
void schedule_write_paragraph(View *view, const char *strong, Ink ink, const char *text);
void schedule_write_heading(View *view, Ink ink, const char *text);
void schedule_write_label(View *view, Ink ink, const char *text);

/* Appends a separator between two items of a list, unless the text is still empty. */
void schedule_append_dot(const View *view, GString *text);

/* Writes a session beside the printer's columns; `inline_number` puts its number into the title. */
void schedule_write_session(View *view, const Session *session, bool inline_number);

/* Writes preparations (const Preparation *): by agency or, if there is a viewpoint, its own as a
 * list by date. */
void schedule_write_preparations(View *view, const GPtrArray *preparations);
