#pragma once

#include "file/import/foreign.h"

/*
 * Conferences of pretalx, as its API and the schedules in its pages give them.
 *
 * A source is any number of JSON documents, one after the other or in lists, each of which is
 *   - what an endpoint answers, page by page ({"count", "next", "previous", "results"}) or whole:
 *     the event, talks or submissions, speakers, rooms, tracks, submission types, tags, questions,
 *     slots, schedules/latest, of the API v1, expanded or not, and of the one before it;
 *   - the schedule of a widget (…/schedule/widgets/schedule.json);
 *   - an object whose members are such: {"event": …, "talks": [page, page], "rooms": …}.
 * What they say of one submission, speaker or room is joined by its code or id. Records are known
 * by their members, or by the member in which they stand. So pages that were fetched one after the
 * other need only be joined. Tracks and rooms of pages that are not in such a member are told apart
 * by the colour that tracks have.
 *
 * Each slot of a submission is a session of its own, with the submission's code for a source.
 * Accepted submissions that are not confirmed are tentative; those that were withdrawn or cancelled
 * and still have a slot, which readers have seen, are cancelled; all others are left out.
 */
bool pretalx_read(const char *data, gsize size, ForeignSchedule *schedule, GError **error);
