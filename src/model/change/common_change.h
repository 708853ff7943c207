#pragma once

#include "model/change/difference.h"

/* What is reached by a change that belongs to no single event, but to the conference, or to an
 * agency, role, room or round table that events name. */

/* Whether a change alters the name or description of a feed's calendar, in any language. The feed
 * is in both agendas. */
bool common_change_concerns_feed(const Change *change, const FeedChange *feed,
                                 const Difference *difference);

/* Whether an event, which is in both agendas, names on both sides the record that changed. */
bool common_change_concerns_event(const Change *change, const EventPair *event,
                                  const Difference *difference);
