#pragma once

#include "chronicle/chronicle.h"

/* Publishes what is published of an agenda under the rules that its zone has by now, and says so,
 * if that moves anything: see chronicle_publish_rules. PUBLISH_SAME also if the zone has no file,
 * and goes on by the rules that were kept. Of `how` only who publishes, the time and how long
 * entries are kept count: the rest is about an agenda that may follow. */
PublishOutcome zone_rules_publish(History *history, const Revision *previous,
                                  const PublishOptions *how, Publication *out_publication,
                                  GError **error);
