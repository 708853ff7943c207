#pragma once

#include "model/revision/revision.h"
#include "render/wording.h"

/*
 * The content lines of events (RFC 5545 §3.6.1), made once where many events share them. Not
 * thread-safe (libical).
 */
#define EVENT_BEGIN "BEGIN:VEVENT\r\n"
#define EVENT_END "END:VEVENT\r\n"
#define ALARM_BEGIN "BEGIN:VALARM\r\n"
#define ALARM_END "END:VALARM\r\n"

typedef struct EventLines EventLines;

/* Borrows the agenda, which must live longer, as must every agenda whose records are passed in. */
EventLines *event_lines_new(const Agenda *agenda);
void event_lines_free(EventLines *lines);

/* UID, DTSTAMP, CREATED, LAST-MODIFIED, SEQUENCE. */
void event_lines_append_identity(GString *out, EventLines *lines, const char *uid,
                                 EventStamp stamp);

/* DTSTART and DTEND: times on the clocks of the conference, or whole days. */
void event_lines_append_times(GString *out, EventLines *lines, CivilTime start, CivilTime end);
void event_lines_append_dates(GString *out, CivilDate first, CivilDate last);

/* LOCATION of a session of the agenda given to event_lines_new, or of another agenda: the place or,
 * where there is none, the address of an online meeting. */
void event_lines_append_location(GString *out, EventLines *lines, const Session *session);
void event_lines_append_location_in(GString *out, const Agenda *agenda, const Session *session);

/* STATUS and TRANSP. */
void event_lines_append_state(GString *out, EventLines *lines, SessionStatus status,
                              bool is_transparent);

/* CLASS (RFC 5545 §3.8.1.3) for private events; nothing for public ones. */
void event_lines_append_class(GString *out, bool is_private);

/* URL; nothing for NULL. */
void event_lines_append_url(GString *out, const char *url);

/* Begins a property with a TEXT value: the sink escapes its pieces and writes them after the name.
 * event_lines_end_text ends it, and appends nothing if the text is empty. */
WordSink event_lines_begin_text(EventLines *lines, const char *name);
void event_lines_end_text(GString *out, EventLines *lines);

/* CATEGORIES, from a comma-separated list. */
void event_lines_append_categories(GString *out, EventLines *lines, const char *words);

/* ACTION and TRIGGER of an alarm that is displayed `minutes` before the event. */
void event_lines_append_trigger(GString *out, guint minutes);
