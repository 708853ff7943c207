#pragma once

#include "model/selection.h"

/* How a schedule is laid out as text. */
typedef struct ScheduleStyle {
    guint width;             /* columns to fill, 40 or more */
    bool colour;             /* with ANSI escapes */
    bool ascii;              /* no line-drawing characters or dashes beyond ASCII */
    const Agency *viewpoint; /* whose roles to bring forward, or NULL */
} ScheduleStyle;

/* Appends the selected part of an agenda as lines of text (UTF-8, LF): day by day, slot by slot,
 * parallel sessions tied together by a rail. Times are those of the conference. */
void schedule_append(GString *out, const Agenda *agenda, const Selection *selection,
                     const ScheduleStyle *style);
