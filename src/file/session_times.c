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
    if (tz_resolve_local(tz, local - 1, out_utc) != TZ_LOCAL_UNIQUE) {
        return false;
    }
    *out_utc += 1;
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
        return check_offset(reader, node, *out_utc);
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
        reader_error(reader, end->node, "wrong-order", suggest_after_midnight(start, end),
                     "the slot ends at %s; expected a time after its start, %s", end->node->text,
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

void session_times_of_all_day(const DateValue *date, SessionTimes *out)
{
    CivilTime start = civil_at(date->date, 0);
    CivilTime end = civil_at(date->date + 1, 0);

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

static void refuse_in_all_day(Reader *reader, const ClockValue *clock, const char *key)
{
    if (clock->node != NULL) {
        reader_error(reader, clock->node, "time-in-all-day", NULL,
                     "\"%s\" cannot be given: the slot takes all day", key);
    }
}

/* Whether a session's times are in order and within those of its slot. */
static bool check_within(Reader *reader, const SessionTimes *slot, const SessionTimes *session)
{
    if (session->start < slot->start || session->start >= slot->end) {
        reader_error(reader, session->start_node, "outside-slot", NULL,
                     "the session starts at %s, outside of its slot, %s to %s",
                     session->start_node->text, slot->start_node->text, slot->end_node->text);
        return false;
    }
    if (session->end > slot->end || session->end <= slot->start) {
        reader_error(reader, session->end_node, "outside-slot", NULL,
                     "the session ends at %s, outside of its slot, %s to %s",
                     session->end_node->text, slot->start_node->text, slot->end_node->text);
        return false;
    }
    if (session->end <= session->start) {
        reader_error(reader, session->end_node, "wrong-order", NULL,
                     "the session ends at %s; expected a time after its start, %s",
                     session->end_node->text, session->start_node->text);
        return false;
    }
    return true;
}

void session_times_of_session(Reader *reader, const DateValue *date, const SessionTimes *slot,
                              const ClockValue *start, const ClockValue *end, SessionTimes *out)
{
    *out = *slot;
    /* An all-day slot, which has no clocks. */
    if (slot->ordered && slot->start_node == NULL) {
        refuse_in_all_day(reader, start, "start");
        refuse_in_all_day(reader, end, "end");
        return;
    }
    if (start->node != NULL) {
        out->start_node = start->node;
        out->start = civil_at(date->date, start->seconds);
    }
    if (end->node != NULL) {
        out->end_node = end->node;
        out->end = civil_at(date->date, end->seconds);
    }
    out->ordered = slot->ordered && check_within(reader, slot, out);
    if (date->node == NULL || reader->agenda->tz == NULL) {
        return;
    }
    bool start_resolved =
        start->node == NULL || resolve(reader, start->node, out->start, false, &out->start_utc);
    bool end_resolved =
        end->node == NULL || resolve(reader, end->node, out->end, true, &out->end_utc);
    out->resolved = out->ordered && start_resolved && end_resolved;
}
