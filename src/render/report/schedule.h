#pragma once

#include "model/selection/selection.h"

/* How a schedule is laid out as text. */
typedef struct ScheduleStyle {
    guint width;                  /* cells of a line; taken as 40 if less */
    bool colour;                  /* with ANSI escapes */
    bool ascii;                   /* all in ASCII, with the agenda's texts transliterated */
    bool notes;                   /* with abstracts, and the note of each contribution */
    bool ids;                     /* with ids, as the agenda file has them */
    const Participant *viewpoint; /* whose roles stand before the titles, or NULL */
} ScheduleStyle;

/* Appends the selected part of an agenda as lines of text (UTF-8, LF), none wider than the style
 * allows: day by day and slot by slot, with a rail that ties parallel sessions together; then the
 * preparations. Times are those of the conference. If nothing is selected, one sentence says so. No
 * control character of the agenda reaches the terminal. */
void schedule_append(GString *out, const Agenda *agenda, const Selection *selection,
                     const ScheduleStyle *style);
