#pragma once

#include "model/revision.h"

/*
 * VEVENTs (RFC 5545 §3.6.1) as content lines. An event is made of a frame, which is the same in
 * every feed, and a wording, which depends on whose feed it is; EVENT_END closes it. So what many
 * feeds share is rendered once.
 *
 * Not thread-safe (libical).
 */
#define EVENT_END "END:VEVENT\r\n"

/* From BEGIN:VEVENT: identity, stamps, times, place, status. */
void event_append_session_frame(GString *out, const Revision *revision, const Session *session);

/* SUMMARY, DESCRIPTION and CATEGORIES. viewpoint: see wording.h. */
void event_append_session_wording(GString *out, const Session *session, const Agency *viewpoint);

void event_append_preparation_frame(GString *out, const Revision *revision,
                                    const Preparation *preparation);
void event_append_preparation_wording(GString *out, const Preparation *preparation,
                                      const Agency *viewpoint);
