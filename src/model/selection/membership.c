#include "model/selection/membership.h"

#include <string.h>

#include "model/agenda/participant.h"

/* By ids: the two sessions are from different agendas. A contribution that named no person, or no
 * agency, was in no selection of one, so gaining one loses nothing. */
static bool has_contribution(const Session *session, const Contribution *wanted)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contributor_covers(contribution_by(contribution), contribution_by(wanted)) &&
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

/* What goes on on a day is in a selection of it only if its agenda has that day. */
static bool is_selected_by(const Session *session, CivilDate date)
{
    return agenda_find_day(session->day->agenda, date) != NULL && session_is_on_day(session, date);
}

/* Of the times, only those of what is longer than a day matter. */
static bool covers_days(const Session *now, const Session *before)
{
    CivilDate first;
    CivilDate last;

    session_days(before, &first, &last);
    for (CivilDate date = first; date <= last; date++) {
        if (is_selected_by(before, date) && !is_selected_by(now, date)) {
            return false;
        }
    }
    return is_selected_by(now, before->day->date);
}

/* By what it loses. */
static bool keeps_all(const Session *now, const Session *before)
{
    /* Titles and status select nothing. */
    if (now->kind != before->kind || !covers_days(now, before) || !covers_place(now, before)) {
        return false;
    }
    for (guint i = 0; i < before->contributions->len; i++) {
        if (!has_contribution(now, before->contributions->pdata[i])) {
            return false;
        }
    }
    return true;
}

static bool has_term(const GPtrArray *terms, const char *id)
{
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        if (strcmp(((const Term *)terms->pdata[i])->id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether all terms of a list are in either of two others. */
static bool are_in(const GPtrArray *terms, const GPtrArray *one, const GPtrArray *other)
{
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        const char *id = ((const Term *)terms->pdata[i])->id;
        if (!has_term(one, id) && !has_term(other, id)) {
            return false;
        }
    }
    return true;
}

/* For a language it is the same whether it is spoken or interpreted into. */
static bool keeps_terms(const Session *now, const Session *before)
{
    return (before->type == NULL ||
            (now->type != NULL && strcmp(now->type->id, before->type->id) == 0)) &&
           are_in(before->tags, now->tags, NULL) &&
           are_in(before->languages, now->languages, now->interpretation) &&
           are_in(before->interpretation, now->languages, now->interpretation);
}

bool membership_covers(const Session *now, const Session *before, MembershipRule rule)
{
    return keeps_all(now, before) &&
           (rule == MEMBERSHIP_LOSSES ||
            (keeps_all(before, now) && keeps_terms(now, before) && keeps_terms(before, now)));
}

bool membership_covers_preparation(const Preparation *now, const Preparation *before)
{
    /* A feed has dated preparations only. Before people contributed, each had an agency: so what
     * gained one lost another, and this is the same by either rule. */
    return now->timing != PREPARATION_UNDATED &&
           contributor_is_same(preparation_by(now), preparation_by(before)) &&
           strcmp(now->role->id, before->role->id) == 0;
}
