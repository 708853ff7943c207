#include "model/change/common_change.h"

#include <string.h>

/* The title then stands for the description. */
static bool is_undescribed(const Agenda *agenda)
{
    return agenda->description.n_variants == 0;
}

/* A description is looked at in one language: where there are others, it may differ in them. */
bool common_change_concerns_feed(const Change *change, const FeedChange *feed,
                                 const Difference *difference)
{
    const Feed *before = feed->old_feed;
    const Feed *after = feed->new_feed;

    switch (change->kind) {
    case CHANGE_KIND_SHORT_NAME:
    case CHANGE_KIND_HOMEPAGE:
    case CHANGE_KIND_TIMEZONE:
        return true;
    case CHANGE_KIND_TITLE:
        return after->kind != FEED_KIND_AGENDA || is_undescribed(difference->old_agenda) ||
               is_undescribed(difference->new_agenda);
    case CHANGE_KIND_DESCRIPTION:
        return after->kind == FEED_KIND_AGENDA;
    case CHANGE_KIND_AGENCY_SHORT_NAME:
    case CHANGE_KIND_AGENCY_NAME:
        return after->viewpoint == change->agency &&
               (strcmp(before->description, after->description) != 0 ||
                before->viewpoint->name.n_variants > 1 || after->viewpoint->name.n_variants > 1);
    case CHANGE_KIND_ROOM_NAME:
        return after->kind == FEED_KIND_ROOM && after->selection.rooms->pdata[0] == change->room;
    case CHANGE_KIND_ROUND_TABLE_TITLE:
        return after->kind == FEED_KIND_ROUND_TABLE &&
               after->selection.round_tables->pdata[0] == change->round_table;
    default:
        return false;
    }
}

static bool names_agency(const EventPair *event, const Difference *difference, const Agency *agency)
{
    const Agency *old_agency = agenda_find_agency(difference->old_agenda, agency->id);

    return event->new_session != NULL ? session_has_agency(event->new_session, agency) &&
                                            session_has_agency(event->old_session, old_agency)
                                      : event->new_preparation->agency == agency &&
                                            event->old_preparation->agency == old_agency;
}

static bool has_role(const Session *session, const Role *role)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        if (((const Contribution *)session->contributions->pdata[i])->role == role) {
            return true;
        }
    }
    return false;
}

static bool names_role(const EventPair *event, const Difference *difference, const Role *role)
{
    const Role *old_role = agenda_find_role(difference->old_agenda, role->id);

    return event->new_session != NULL
               ? has_role(event->new_session, role) && has_role(event->old_session, old_role)
               : event->new_preparation->role == role && event->old_preparation->role == old_role;
}

static bool is_in_room(const Session *session, const Room *room)
{
    return session != NULL && session->room != NULL && strcmp(session->room->id, room->id) == 0;
}

static bool is_of_round_table(const Session *session, const RoundTable *table)
{
    return session != NULL && session->round_table != NULL &&
           strcmp(session->round_table->id, table->id) == 0;
}

bool common_change_concerns_event(const Change *change, const EventPair *event,
                                  const Difference *difference)
{
    switch (change->kind) {
    case CHANGE_KIND_LOCATION:
        return event->new_session != NULL;
    case CHANGE_KIND_AGENCY_SHORT_NAME:
        return names_agency(event, difference, change->agency);
    case CHANGE_KIND_ROLE_LABEL:
        return names_role(event, difference, change->role);
    case CHANGE_KIND_ROOM_NAME:
        return is_in_room(event->old_session, change->room) &&
               is_in_room(event->new_session, change->room);
    case CHANGE_KIND_ROUND_TABLE_TITLE:
        return is_of_round_table(event->old_session, change->round_table) &&
               is_of_round_table(event->new_session, change->round_table);
    default:
        return false;
    }
}
