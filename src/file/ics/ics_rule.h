#pragma once

#include "file/ics/ics_property.h"

/* Recurrence rules (RFC 5545 §3.3.10), of daily frequency and lower. */
typedef struct IcsRule {
    struct icalrecurrencetype plain; /* for libical: without what stands below, and any end */
    icalrecurrencetype_frequency frequency;
    gint interval;
    gint count;    /* 0 for none */
    IcsTime until; /* of no kind for none */
    short positions[ICAL_BY_SETPOS_SIZE];
    short weeks[ICAL_BY_WEEKNO_SIZE];
} IcsRule;

/* Takes a rule over. Returns why it is not followed, in words that go on "a recurrence rule": "is
 * not followed: …"; or NULL. */
const char *ics_rule_read(const struct icalrecurrencetype *from, IcsRule *out);

/* From when to when a rule is followed, by the clock where it recurs. */
typedef struct IcsRuleSpan {
    CivilTime start; /* the first occurrence of all, whether the rule has it or not */
    CivilTime last;  /* those after are not told */
    guint most;      /* nor more than so many */
} IcsRuleSpan;

/* Appends the times (CivilTime) at which it recurs, in order; the `until` of the rule must be a
 * clock there. Returns whether these are all. */
bool ics_rule_expand(const IcsRule *rule, const IcsRuleSpan *span, GArray *out);
