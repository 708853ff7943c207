#pragma once

#include "model/revision/revision.h"
#include "model/selection/cancelled_form.h"

/*
 * VEVENTs (RFC 5545 §3.6.1) as content lines.
 *
 * libical writes every property, and every text as it stands in one, once; what events have in
 * common is then copied. An event is made of a frame, which is the same in every feed and is kept,
 * and of a wording, which depends on whose feed it is; the general one is kept too.
 *
 * Not thread-safe (libical).
 */
typedef struct EventRenderer EventRenderer;

/* Borrows the revision, which must live longer. */
EventRenderer *event_renderer_new(const Revision *revision);
void event_renderer_free(EventRenderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EventRenderer, event_renderer_free)

/* Appends the whole event of a session, as it stands in the feed of `viewpoint` or, if that is NULL
 * or does not contribute to it, in anybody's. */
void event_append_session(GString *out, EventRenderer *renderer, const Session *session,
                          const Agency *viewpoint);

/* The same for a preparation, which must be dated; viewpoint is its agency or NULL. */
void event_append_preparation(GString *out, EventRenderer *renderer, const Preparation *preparation,
                              const Agency *viewpoint);

/* The same for what is cancelled: a cancelled session, or a departure, which says what became of
 * it. The form is CANCELLED_MARK or CANCELLED_TITLE. */
void event_append_cancelled(GString *out, EventRenderer *renderer, const FeedEntry *entry,
                            const Feed *feed, CancelledForm form);

/* Whether a session keeps nobody busy: a break, a banner of a day, and what is cancelled. */
bool event_is_transparent(const Session *session);

/* Puts an alarm (RFC 5545 §3.6.6) into the event of a session, which was the last to be appended,
 * with the same viewpoint: so many minutes before it begins, its summary is displayed. */
void event_add_alarm(GString *out, EventRenderer *renderer, const Session *session,
                     const Agency *viewpoint, guint minutes);
