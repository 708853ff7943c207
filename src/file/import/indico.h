#pragma once

#include "file/import/foreign.h"

/*
 * Conferences of Indico, as its HTTP API exports them.
 *
 * A source is any number of JSON documents, one after the other, in lists, or as members of an
 * object ({"event": …, "timetable": …}), each of which is
 *   - /export/event/N.json, best with ?detail=sessions, also with contributions or
 * subcontributions:
 *     {"results": [event]};
 *   - /export/timetable/N.json, which alone has breaks: {"results": {"N": {day: {key: entry}}}};
 *   - /export/event/N/session/… or /contribution/….json.
 * What several of them say of one contribution or block is joined by its id; the title, the place
 * and the time zone of the conference are only in the first.
 *
 * Contributions are sessions, in the track that is called as their session in Indico; where several
 * sessions of Indico are meant readers say "track", because "session" is taken. Those who convene a
 * block of a session chair each of its contributions. A block without contributions is a session
 * itself, in a track if it is not the only one of it. What is in a session whose name begins or
 * ends with "plenary" is a plenary. Contributions to sessions of posters have the type "Poster".
 * Subcontributions are listed in the abstract, and their speakers are speakers. Without speakers,
 * the primary authors are.
 */
bool indico_read(const char *data, gsize size, ForeignSchedule *schedule, GError **error);
