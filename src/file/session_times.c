#include "file/session_times.h"

/* --- instants ---------------------------------------------------------------------------- */

/* Refuses an offset with seconds near an instant: iCalendar can express one, but calendar programs
 * cannot read it. A day either side, because the VTIMEZONE of a feed reaches that far. */
static bool check_offset(Reader *reader, const Node *node, gint64 utc)
{
    const Tz *tz = reader->agenda->tz;

    for (gint64 at = utc - CIVIL_DAY_SECONDS; at <= utc + CIVIL_DAY_SECONDS;
         at += CIVIL_DAY_SECONDS) {
        if (tz_observance_at(tz, at).offset % 60 != 0) {
            reader_error(reader, node, "zone-seconds", NULL,
                         "the offset of %s has seconds on that day, which calendars cannot say",
                         tz_name(tz));
            return false;
        }
    }
    return true;
}

/* Whether a time is that at which clocks are put forward, and when that is. No clock shows it, but
 * something can last until then: "24:00" where clocks change at midnight. */
static bool is_gap_start(const Tz *tz, CivilTime local, gint64 *out_utc)
{
    gint64 before;

    if (tz_resolve_local(tz, local - 1, &before) != TZ_LOCAL_UNIQUE) {
        return false;
    }
    *out_utc = before + 1;
    return true;
}

/* Finds the instant at which clocks show a time. False, with an error, if there is not exactly
 * one. */
static bool resolve(Reader *reader, const Node *node, CivilTime local, bool is_end, gint64 *out_utc)
{
    const Tz *tz = reader->agenda->tz;
    TzLocal outcome = tz_resolve_local(tz, local, out_utc);

    if (outcome == TZ_LOCAL_UNIQUE ||
        (is_end && outcome == TZ_LOCAL_SKIPPED && is_gap_start(tz, local, out_utc))) {
        return reader->kept != NULL || check_offset(reader, node, *out_utc);
    }
    /* What was published once stays, whatever clocks do by now. */
    if (reader->kept != NULL) {
        return true;
    }
    g_autofree char *day = civil_date_to_iso(civil_date_of(local));
    g_autofree char *clock = civil_clock_to_text(local);
    if (outcome == TZ_LOCAL_SKIPPED) {
        reader_error(reader, node, "skipped-time", NULL,
                     "there is no %s on %s in %s: clocks are put forward over it", clock, day,
                     tz_name(tz));
    } else {
        reader_error(reader, node, "repeated-time", NULL,
                     "%s is there twice on %s in %s: clocks are put back over it", clock, day,
                     tz_name(tz));
    }
    return false;
}

/* --- ends -------------------------------------------------------------------------------- */

static void report_late(Reader *reader, const Node *node)
{
    reader_error(reader, node, "too-long", NULL,
                 "this lasts too long: expected an end at 999:59, some 41 days, at the latest");
}

/* Whether a last day is given, and can be that of something on another day. */
static bool check_until(Reader *reader, const DateValue *date, const DateValue *until)
{
    if (until->node == NULL) {
        return false;
    }
    if (until->date < date->date) {
        reader_error(reader, until->node, "wrong-order", NULL,
                     "it ends on %s; expected a day not before its own, %s", until->node->text,
                     date->node->text);
        return false;
    }
    if (until->date - date->date > CIVIL_MAX_CLOCK / CIVIL_DAY_SECONDS) {
        report_late(reader, until->node);
        return false;
    }
    return true;
}

ClockValue session_times_end(Reader *reader, const DateValue *date, CivilTime start,
                             const SessionEnd *given)
{
    ClockValue end = given->clock;

    if (given->duration.node != NULL) {
        /* Added to what the clock shows, which may change meanwhile: to people, what lasts two
         * hours from 01:00 on is over at 03:00. */
        end = given->duration;
        end.seconds += (gint32)(start - civil_at(date->date, 0));
    } else if (end.node != NULL && given->until.node != NULL && date->node != NULL) {
        if (!check_until(reader, date, &given->until)) {
            return (ClockValue){ 0 };
        }
        end.seconds += (given->until.date - date->date) * CIVIL_DAY_SECONDS;
    }
    if (end.node != NULL && end.seconds > CIVIL_MAX_CLOCK) {
        report_late(reader, end.node);
        return (ClockValue){ 0 };
    }
    return end;
}

/* --- slots ------------------------------------------------------------------------------- */

/* In seconds. A longer slot is more likely to have its times swapped than to end after midnight. */
#define LONG_SLOT (CIVIL_DAY_SECONDS / 2)

static char *suggest_after_midnight(const ClockValue *start, const ClockValue *end)
{
    gint32 length = end->seconds + CIVIL_DAY_SECONDS - start->seconds;

    if (length < 0 || length > LONG_SLOT) {
        return NULL;
    }
    CivilTime next_day = civil_at(0, end->seconds + CIVIL_DAY_SECONDS);
    CivilParts parts = civil_parts(next_day);
    return g_strdup_printf("%s on the next day is written \"%02d:%02d\"", end->node->text,
                           parts.hour + 24, parts.minute);
}

void session_times_of_slot(Reader *reader, const DateValue *date, const ClockValue *start,
                           const ClockValue *end, SessionTimes *out)
{
    *out = (SessionTimes){
        .start_node = start->node,
        .end_node = end->node,
        .start = civil_at(date->date, start->seconds),
        .end = civil_at(date->date, end->seconds),
    };
    if (start->node == NULL || end->node == NULL) {
        return;
    }
    out->ordered = start->seconds < end->seconds;
    if (!out->ordered) {
        g_autofree char *last = civil_clock_after(date->date, out->end);
        reader_error(reader, end->node, "wrong-order", suggest_after_midnight(start, end),
                     "the slot ends at %s; expected a time after its start, %s", last,
                     start->node->text);
    }
    /* Without a date or a zone, which are errors of their own, there is nothing to resolve. */
    if (date->node != NULL && reader->agenda->tz != NULL) {
        /* Both, so that both errors are reported at once. */
        bool start_resolved = resolve(reader, start->node, out->start, false, &out->start_utc);
        bool end_resolved = resolve(reader, end->node, out->end, true, &out->end_utc);
        out->resolved = out->ordered && start_resolved && end_resolved;
    }
}

void session_times_of_all_day(Reader *reader, const DateValue *date, const DateValue *until,
                              SessionTimes *out)
{
    bool has_until = date->node != NULL && check_until(reader, date, until);
    CivilTime start = civil_at(date->date, 0);
    CivilTime end = civil_at((has_until ? until->date : date->date) + 1, 0);

    *out = (SessionTimes){
        .start = start,
        .end = end,
        .start_utc = start,
        .end_utc = end,
        .ordered = true,
        /* No zone is involved. */
        .resolved = date->node != NULL,
    };
}

/* --- sessions ---------------------------------------------------------------------------- */

/* Whether a session's times are in order and within those of its slot. */
static bool check_within(Reader *reader, CivilDate date, const SessionTimes *slot,
                         const SessionTimes *session)
{
    g_autofree char *start = civil_clock_after(date, session->start);
    g_autofree char *end = civil_clock_after(date, session->end);
    g_autofree char *slot_start = civil_clock_after(date, slot->start);
    g_autofree char *slot_end = civil_clock_after(date, slot->end);

    if (session->start < slot->start || session->start >= slot->end) {
        reader_error(reader, session->start_node, "outside-slot", NULL,
                     "the session starts at %s, outside of its slot, %s to %s", start, slot_start,
                     slot_end);
        return false;
    }
    if (session->end > slot->end || session->end <= slot->start) {
        reader_error(reader, session->end_node, "outside-slot", NULL,
                     "the session ends at %s, outside of its slot, %s to %s", end, slot_start,
                     slot_end);
        return false;
    }
    if (session->end <= session->start) {
        reader_error(reader, session->end_node, "wrong-order", NULL,
                     "the session ends at %s; expected a time after its start, %s", end, start);
        return false;
    }
    return true;
}

void session_times_of_all_day_session(Reader *reader, const DateValue *until,
                                      const SessionTimes *slot, SessionTimes *out)
{
    *out = *slot;
    if (until->node == NULL) {
        return;
    }
    CivilTime end = civil_at(until->date + 1, 0);
    if (end <= slot->start || end > slot->end) {
        g_autofree char *first = civil_date_to_iso(civil_date_of(slot->start));
        g_autofree char *last = civil_date_to_iso(civil_last_day(slot->end));
        reader_error(reader, until->node, "outside-slot", NULL,
                     "the session ends on %s, outside of its slot, %s to %s", until->node->text,
                     first, last);
        return;
    }
    out->end = out->end_utc = end;
}

void session_times_of_session(Reader *reader, const DateValue *date, const SessionTimes *slot,
                              const ClockValue *start, const ClockValue *end, SessionTimes *out)
{
    *out = *slot;
    if (start->node != NULL) {
        out->start_node = start->node;
        out->start = civil_at(date->date, start->seconds);
    }
    if (end->node != NULL) {
        out->end_node = end->node;
        out->end = civil_at(date->date, end->seconds);
    }
    out->ordered = slot->ordered && check_within(reader, date->date, slot, out);
    if (date->node == NULL || reader->agenda->tz == NULL) {
        return;
    }
    bool start_resolved =
        start->node == NULL || resolve(reader, start->node, out->start, false, &out->start_utc);
    bool end_resolved =
        end->node == NULL || resolve(reader, end->node, out->end, true, &out->end_utc);
    out->resolved = out->ordered && start_resolved && end_resolved;
    /* Clocks may by now skip all of what was published once. */
    if (out->resolved && out->end_utc <= out->start_utc) {
        out->end_utc = out->start_utc + (out->end - out->start);
    }
}
