#pragma once

#include "serve/watch/service_facts.h"
#include "serve/watch/traffic.h"

/* All metrics, in the format of metric_text.h; the caller's own. */
char *metrics_to_text(const ServiceFacts *facts, const TrafficTotals *totals);
