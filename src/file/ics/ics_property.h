#pragma once

#include <libical/ical.h>

#include "model/time/civil.h"

/* The properties of iCalendar as libical has them, and their values. */

/* What names are made of; of those of components and properties, in capitals. */
#define ICS_NAME_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."

/* libical keeps the names of properties that it does not know only where they begin with "X-": so
 * this stands before them. */
#define ICS_PROPERTY_PREFIX "X-IANA-"

/* The name, in capitals, as in the file. Borrowed. */
const char *ics_property_name(icalproperty *property);

/* The first property of a name; NULL without one. Needs the iterator of the component. */
icalproperty *ics_property_find(icalcomponent *component, const char *name);

/* The value, without escapes if it is a text. The caller owns it. */
char *ics_property_dup_text(icalproperty *property);

/* A parameter that is a text: CN, FILENAME, FMTTYPE, LABEL, LANGUAGE, TZID, or one whose name
 * begins with "X-". NULL without one. Borrowed. */
const char *ics_property_parameter(icalproperty *property, const char *name);

typedef enum IcsTimeKind {
    ICS_TIME_NONE,
    ICS_TIME_DAY,   /* a DATE */
    ICS_TIME_CLOCK, /* a DATE-TIME: what clocks show somewhere */
    ICS_TIME_UTC,   /* a DATE-TIME in UTC */
} IcsTimeKind;

typedef struct IcsTime {
    IcsTimeKind kind;
    CivilTime at; /* as written; of a day its midnight */
} IcsTime;

/* Reads a property that is a DATE, a DATE-TIME, or a PERIOD, of which it is the beginning. False if
 * it is none, or none that exists in the years 1 to 9999. */
bool ics_property_time(icalproperty *property, IcsTime *out);

/* From what libical has for a time and back. A time that it makes has neither zone nor day. */
bool ics_property_read_time(const icaltimetype *value, IcsTime *out);
icaltimetype ics_property_clock(CivilTime time);

typedef struct IcsDuration {
    gint64 days;    /* from a clock to the same clock */
    gint64 seconds; /* and so many then */
} IcsDuration;

/* Reads a DURATION. False if it is negative or longer than ten million of a unit. */
bool ics_property_duration(icalproperty *property, IcsDuration *out);
