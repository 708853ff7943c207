#pragma once

#include <libical/ical.h>

#include "file/import/foreign_agenda.h"

/* From the octets of an iCalendar file to the components that libical makes of it. */

/* The most content lines of a file, and how deep components nest. */
#define ICS_LINES_MAX (2 * 1000 * 1000)
#define ICS_DEPTH_MAX 8

/* Reads a file. Returns its VCALENDARs (icalcomponent), which go with the array. What nobody reads
 * in them, such as alarms, is there without properties. Lines that are none are remarked on. NULL
 * if the file is not iCalendar, ends early, or goes beyond a limit. */
GPtrArray *ics_parse(const char *data, gsize size, ForeignSchedule *schedule, GError **error);

/* Whatever libical did not understand within a component, other than what is within the components
 * in it, is remarked on. */
void ics_parse_remark(icalcomponent *component, ForeignSchedule *schedule);

/* libical keeps neither the line of a component nor the name of one that it does not know: the
 * first property of each, of this name, has both, "17 PARTICIPANT". */
#define ICS_PARSE_ORIGIN "X-CONFEED-ORIGIN"

/* The name of any component, "PARTICIPANT", and the line of the file at which it begins. Both need
 * the iterator of its properties. The name is borrowed. */
const char *ics_parse_name(icalcomponent *component);
guint ics_parse_line(icalcomponent *component);
