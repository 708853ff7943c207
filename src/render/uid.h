#pragma once

#include "model/agenda/agenda.h"
#include "model/selection/feed.h"

/* A UUID as text, with its NUL. */
#define UID_SIZE 37

/*
 * Identities: version 5 UUIDs (RFC 9562 §5.5) in a namespace of our own. An event's is of the
 * agenda's id and its own id, so that it is the same in every feed, format and revision, wherever
 * the session moves.
 */
void uid_of_session(const Agenda *agenda, const Session *session, char out_uid[UID_SIZE]);

/* Of its id; without one, of its agency, role and title. */
void uid_of_preparation(const Agenda *agenda, const Preparation *preparation,
                        char out_uid[UID_SIZE]);

/* Of the feed as a calendar (RFC 7986 §5.3). */
void uid_of_feed(const Feed *feed, char out_uid[UID_SIZE]);

/* The same of its private counterpart, and of the entry in that which tells where it has moved. */
void uid_of_private_feed(const Feed *feed, char out_uid[UID_SIZE]);
void uid_of_notice(const Feed *feed, char out_uid[UID_SIZE]);

/* Of the list of what changed in a feed, and of what a revision changed there. */
void uid_of_change_feed(const Feed *feed, char out_uid[UID_SIZE]);
void uid_of_change_note(const Feed *feed, guint number, char out_uid[UID_SIZE]);
