#pragma once

#include "model/change/difference.h"

/* What a change reaches that is of no single event: of the conference, or of an agency, a role, a
 * room or a round table that events name. */

/* Whether the calendar of a feed, which is in both agendas, is called or described otherwise,
 * in whatever language. */
bool common_change_concerns_feed(const Change *change, const FeedChange *feed,
                                 const Difference *difference);

/* Whether an event, which is in both agendas, names on both sides what the change is of. */
bool common_change_concerns_event(const Change *change, const EventPair *event,
                                  const Difference *difference);
