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

bool membership_covers(const Session *now, const Session *before)
{
    /* Titles, times and status select nothing. */
    if (now->kind != before->kind || now->day->date != before->day->date ||
        !covers_place(now, before)) {
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
