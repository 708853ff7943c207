#pragma once

#include "model/agenda/agenda.h"
#include "model/selection/feed.h"

/* Octets of a UUID as text, with its NUL. */
#define UID_SIZE 37

/*
 * Identities: version 5 UUIDs (RFC 9562 §5.5) in our own namespace. An event's UID derives from the
 * agenda's id and the event's own id, so it is the same in every feed, format and revision,
 * wherever the session moves.
 */
void uid_of_session(const Agenda *agenda, const Session *session, char out_uid[UID_SIZE]);

/* Derives from the preparation's id or, without one, from its agency, role and title. */
void uid_of_preparation(const Agenda *agenda, const Preparation *preparation,
                        char out_uid[UID_SIZE]);

/* What tells a feed's calendar from others, and its private calendar from that. Neither stands in
 * them as a UID. */
void uid_of_feed(const Feed *feed, char out_uid[UID_SIZE]);
void uid_of_private_feed(const Feed *feed, char out_uid[UID_SIZE]);

/* The UID of the entry of a private calendar that says where it has moved. */
void uid_of_notice(const Feed *feed, char out_uid[UID_SIZE]);

/* The UIDs of a feed's list of changes, and of the change note of revision `number` in it. */
void uid_of_change_feed(const Feed *feed, char out_uid[UID_SIZE]);
void uid_of_change_note(const Feed *feed, guint number, char out_uid[UID_SIZE]);
