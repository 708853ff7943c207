#include "model/change/common_change.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "model/selection/feed_span.h"
#include "model/time/onsets.h"

/* Feeds then use the title as the description. */
static bool is_undescribed(const Agenda *agenda)
{
    return agenda->description.n_variants == 0;
}

/* Whether a change of the agenda as a whole shows in a feed: because it shows in every calendar, or
 * only in the calendar of the whole agenda, which this is. */
static bool is_of_every(const Change *change, const FeedChange *feed, const Difference *difference)
{
    bool is_of_all = feed->new_feed->kind == FEED_KIND_AGENDA;

    if (change->field->reach != REACH_ALL) {
        return change->field->reach == REACH_AGENDA && is_of_all;
    }
    /* The title is part of every description but that of the whole agenda, unless the agenda has no
     * description of its own. */
    return change->kind != CHANGE_KIND_TITLE || !is_of_all ||
           is_undescribed(difference->old_agenda) || is_undescribed(difference->new_agenda);
}

/* Whether the description of somebody's own feed differs. The descriptions compared are in one
 * language; where the name has others, it may differ in those. */
static bool is_described_otherwise(const FeedChange *feed)
{
    const Feed *before = feed->old_feed;
    const Feed *after = feed->new_feed;

    return strcmp(before->description, after->description) != 0 ||
           before->viewpoint->name.n_variants > 1 || after->viewpoint->name.n_variants > 1 ||
           (feed->new_feed->kind == FEED_KIND_PERSON &&
            (before->viewpoint->label.n_variants > 1 || after->viewpoint->label.n_variants > 1));
}

/* Whether the clocks that a feed tells are other ones, for what it holds now. */
static bool tells_other_clocks(const Feed *feed, const Difference *difference)
{
    const Agenda *agenda = difference->new_agenda;
    g_autoptr(GPtrArray) sessions = selection_dup_sessions(&feed->selection, agenda);
    FeedSpan span;

    feed_span_init(&span);
    for (guint i = 0; i < sessions->len; i++) {
        feed_span_add(&span, sessions->pdata[i]);
    }
    g_autoptr(GArray) before =
        feed_span_onsets(&span, difference->old_agenda->tz, difference->old_agenda->days);
    g_autoptr(GArray) after = feed_span_onsets(&span, agenda->tz, agenda->days);
    return !onsets_equal(before, after);
}

/* Whether a person belongs to another agency. */
static bool is_affiliation(const Change *change)
{
    return change->field->of == &SCHEMA_AGENCY;
}

bool common_change_concerns_feed(const Change *change, const FeedChange *feed,
                                 const Difference *difference)
{
    const Feed *after = feed->new_feed;

    if (change->kind == CHANGE_KIND_ZONE_RULES || change->kind == CHANGE_KIND_CLOCKS) {
        return tells_other_clocks(after, difference);
    }
    if (change->kind == CHANGE_KIND_ROUND_TABLE_NOUN) {
        return after->kind == FEED_KIND_ROUND_TABLE;
    }
    if (change->agency != NULL) {
        return after->viewpoint == change->agency && is_described_otherwise(feed);
    }
    if (change->person != NULL) {
        return after->viewpoint == change->person && !is_affiliation(change) &&
               is_described_otherwise(feed);
    }
    if (change->room != NULL) {
        return after->kind == FEED_KIND_ROOM &&
               after->selection.values[SELECTION_ROOM]->pdata[0] == change->room;
    }
    if (change->round_table != NULL) {
        return after->kind == FEED_KIND_ROUND_TABLE &&
               after->selection.values[SELECTION_ROUND_TABLE]->pdata[0] == change->round_table;
    }
    /* No calendar has the label of a role or a term in its name or description. */
    return change->field->reach != REACH_NAMING && is_of_every(change, feed, difference);
}

/* Whether a change of an agency or a person shows where they contribute. */
static bool shows_contributor(const Change *change, Contributor who)
{
    if (change->agency != NULL) {
        /* It stands by itself or after the name of a person. */
        return participant_is_same(who.agency, change->agency) ||
               participant_is_same(contributor_affiliation(who), change->agency);
    }
    /* A person who contributes for an agency has that one after the name. */
    return participant_is_same(who.person, change->person) &&
           !(is_affiliation(change) && who.agency != NULL);
}

static bool shows_in_session(const Change *change, const Session *session)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        if (shows_contributor(change, contribution_by(session->contributions->pdata[i]))) {
            return true;
        }
    }
    return false;
}

/* On both sides: gaining or losing somebody is a change of the event itself. */
static bool names_contributor(const EventPair *event, const Change *change)
{
    return event->new_session != NULL
               ? shows_in_session(change, event->new_session) &&
                     shows_in_session(change, event->old_session)
               : shows_contributor(change, preparation_by(event->new_preparation)) &&
                     shows_contributor(change, preparation_by(event->old_preparation));
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
    /* Records belong to one agenda, so each side needs its own. */
    const Role *old_role = agenda_find_role(difference->old_agenda, role->id);

    return event->new_session != NULL
               ? has_role(event->new_session, role) && has_role(event->old_session, old_role)
               : event->new_preparation->role == role && event->old_preparation->role == old_role;
}

static bool is_in_room(const Session *session, const Room *room)
{
    /* By id, since this compares sessions of both agendas with a record of one. */
    return session != NULL && session->room != NULL && strcmp(session->room->id, room->id) == 0;
}

static bool is_of_round_table(const Session *session, const RoundTable *table)
{
    return session != NULL && session->round_table != NULL &&
           strcmp(session->round_table->id, table->id) == 0;
}

/* By id, as above. */
static bool has_term(const GPtrArray *terms, const Term *term)
{
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        if (strcmp(((const Term *)terms->pdata[i])->id, term->id) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_of_type(const Session *session, const Term *type)
{
    return session != NULL && session->type != NULL && strcmp(session->type->id, type->id) == 0;
}

static bool has_tag(const Session *session, const Term *tag)
{
    return session != NULL && has_term(session->tags, tag);
}

/* Whether a session belonged to a round table, and still does, if maybe to another. */
static bool stays_in_round_tables(const EventPair *event)
{
    return event->old_session != NULL && event->new_session != NULL &&
           event->old_session->round_table != NULL && event->new_session->round_table != NULL;
}

bool common_change_concerns_event(const Change *change, const EventPair *event,
                                  const Difference *difference)
{
    if (change->kind == CHANGE_KIND_ZONE_RULES) {
        return event->is_retimed;
    }
    if (change->kind == CHANGE_KIND_ROUND_TABLE_NOUN) {
        return stays_in_round_tables(event);
    }
    if (change->field->reach != REACH_NAMING) {
        bool (*shows_in)(const Session *) = change->field->shows_in;
        return change->field->reach == REACH_SESSIONS && event->new_session != NULL &&
               (shows_in == NULL || shows_in(event->new_session));
    }
    if (change->agency != NULL || change->person != NULL) {
        return names_contributor(event, change);
    }
    if (change->role != NULL) {
        return names_role(event, difference, change->role);
    }
    if (change->room != NULL) {
        return is_in_room(event->old_session, change->room) &&
               is_in_room(event->new_session, change->room);
    }
    if (change->type != NULL) {
        return is_of_type(event->old_session, change->type) &&
               is_of_type(event->new_session, change->type);
    }
    if (change->tag != NULL) {
        return has_tag(event->old_session, change->tag) && has_tag(event->new_session, change->tag);
    }
    return is_of_round_table(event->old_session, change->round_table) &&
           is_of_round_table(event->new_session, change->round_table);
}
