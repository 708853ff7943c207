#include "model/selection/membership.h"

#include <string.h>

/* By ids: the two sessions are from different agendas. */
static bool has_contribution(const Session *session, const Contribution *wanted)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (strcmp(contribution->agency->id, wanted->agency->id) == 0 &&
            strcmp(contribution->role->id, wanted->role->id) == 0) {
            return true;
        }
    }
    return false;
}

/* An entry that had no room, or no round table, was in no selection of one, so gaining one loses
 * nothing. */
static bool covers_place(const Session *now, const Session *before)
{
    return (before->room == NULL ||
            (now->room != NULL && strcmp(now->room->id, before->room->id) == 0)) &&
           (before->round_table == NULL ||
            (now->round_table != NULL &&
             strcmp(now->round_table->id, before->round_table->id) == 0));
}

static bool is_on(const Agenda *agenda, const Session *session, CivilDate date)
{
    return agenda_find_day(agenda, date) != NULL && session_is_on_day(session, date);
}

/* Of the times, only those of what is longer than a day matter. */
static bool covers_days(const Agenda *agenda_now, const Session *now, const Agenda *agenda_before,
                        const Session *before)
{
    CivilDate first;
    CivilDate last;

    session_days(before, &first, &last);
    for (CivilDate date = first; date <= last; date++) {
        if (is_on(agenda_before, before, date) && !is_on(agenda_now, now, date)) {
            return false;
        }
    }
    return is_on(agenda_now, now, before->day->date);
}

bool membership_covers(const Agenda *agenda_now, const Session *now, const Agenda *agenda_before,
                       const Session *before)
{
    /* Titles and status select nothing. */
    if (now->kind != before->kind || !covers_place(now, before) ||
        !covers_days(agenda_now, now, agenda_before, before)) {
        return false;
    }
    for (guint i = 0; i < before->contributions->len; i++) {
        if (!has_contribution(now, before->contributions->pdata[i])) {
            return false;
        }
    }
    return true;
}

bool membership_covers_preparation(const Preparation *now, const Preparation *before)
{
    /* A feed has dated preparations only. */
    return now->timing != PREPARATION_UNDATED && strcmp(now->agency->id, before->agency->id) == 0 &&
           strcmp(now->role->id, before->role->id) == 0;
}
