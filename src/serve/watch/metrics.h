#pragma once

#include "serve/watch/service_facts.h"
#include "serve/watch/traffic.h"

/* All metrics, as metric_text.h has them; the caller's own. */
char *metrics_to_text(const ServiceFacts *facts, const TrafficTotals *totals);
