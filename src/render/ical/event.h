#pragma once

#include "model/revision/revision.h"
#include "model/selection/cancelled_form.h"

/*
 * VEVENTs (RFC 5545 §3.6.1) as content lines.
 *
 * libical writes each property and escapes each text only once; what events have in common is then
 * copied. An event consists of a frame, which is the same in every feed and is kept, and of a
 * wording, which depends on whose feed it is; the general wording is kept too.
 *
 * Not thread-safe (libical).
 */
typedef struct EventRenderer EventRenderer;

/* Borrows the revision, which must live longer. */
EventRenderer *event_renderer_new(const Revision *revision);
void event_renderer_free(EventRenderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EventRenderer, event_renderer_free)

/* Appends the whole event of a session as it stands in the feed of `viewpoint`, or in its general
 * wording if that is NULL or does not contribute to the session. */
void event_append_session(GString *out, EventRenderer *renderer, const Session *session,
                          const Participant *viewpoint);

/* Appends the event of a preparation, which must be dated; viewpoint is its agency or NULL. */
void event_append_preparation(GString *out, EventRenderer *renderer, const Preparation *preparation,
                              const Participant *viewpoint);

/* Appends the event of a cancelled session, or of a departure, which also says what became of it.
 * The form is CANCELLED_MARK or CANCELLED_TITLE. */
void event_append_cancelled(GString *out, EventRenderer *renderer, const FeedEntry *entry,
                            const Feed *feed, CancelledForm form);

/* Whether a session keeps nobody busy: a break, an all-day session, or a cancelled one. */
bool event_is_transparent(const Session *session);

/* Adds an alarm (RFC 5545 §3.6.6) to the event of a session, which must be what was appended last,
 * with the same viewpoint: `minutes` before it begins, its summary is displayed. */
void event_add_alarm(GString *out, EventRenderer *renderer, const Session *session,
                     const Participant *viewpoint, guint minutes);
