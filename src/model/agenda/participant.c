#include "model/agenda/participant.h"

#include <string.h>

#include "model/address/participant_key.h"

/* --- who contributes --------------------------------------------------------------------- */

Contributor contribution_by(const Contribution *contribution)
{
    return (Contributor){ contribution->agency, contribution->person };
}

Contributor preparation_by(const Preparation *preparation)
{
    return (Contributor){ preparation->agency, preparation->person };
}

const Participant *contributor_main(Contributor who)
{
    return who.person != NULL ? who.person : who.agency;
}

const Participant *contributor_affiliation(Contributor who)
{
    if (who.person == NULL) {
        return NULL;
    }
    return who.agency != NULL ? who.agency : who.person->agency;
}

char *contributor_dup_label(Contributor who)
{
    const Participant *affiliation = contributor_affiliation(who);
    const char *label = participant_label(contributor_main(who));

    return affiliation != NULL ? g_strdup_printf("%s (%s)", label, participant_label(affiliation))
                               : g_strdup(label);
}

bool contributor_is(Contributor who, const Participant *participant)
{
    return participant_is_same(who.agency, participant) ||
           participant_is_same(who.person, participant);
}

bool contributor_has_key(Contributor who, const char *key)
{
    const Participant *participant =
        participant_key_kind(key) == FEED_KIND_PERSON ? who.person : who.agency;

    return participant != NULL && strcmp(participant->id, participant_key_id(key)) == 0;
}

static const char *id_of(const Participant *participant)
{
    return participant != NULL ? participant->id : NULL;
}

bool contributor_is_same(Contributor a, Contributor b)
{
    return g_strcmp0(id_of(a.agency), id_of(b.agency)) == 0 &&
           g_strcmp0(id_of(a.person), id_of(b.person)) == 0;
}

bool contributor_covers(Contributor now, Contributor before)
{
    return (before.agency == NULL || participant_is_same(now.agency, before.agency)) &&
           (before.person == NULL || participant_is_same(now.person, before.person));
}

static bool labels_differ(const Participant *before, const Participant *after)
{
    const char *old_text;
    const char *new_text;

    if (before == NULL || after == NULL) {
        return before != after;
    }
    return before->named != after->named ||
           text_differs(&before->label, &after->label, &old_text, &new_text);
}

bool contributor_differs(Contributor before, Contributor after)
{
    /* Who begins to contribute for the agency to which they belong comes into its calendar. */
    return (before.agency == NULL) != (after.agency == NULL) ||
           labels_differ(contributor_main(before), contributor_main(after)) ||
           labels_differ(contributor_affiliation(before), contributor_affiliation(after));
}

/* --- what they contribute ---------------------------------------------------------------- */

/* Records of one agenda are unique, so their addresses identify them. */
static bool names(const Participant *agency, const Participant *person,
                  const Participant *participant)
{
    return participant != NULL && (agency == participant || person == participant);
}

bool contribution_is_of(const Contribution *contribution, const Participant *participant)
{
    return names(contribution->agency, contribution->person, participant);
}

bool preparation_is_of(const Preparation *preparation, const Participant *participant)
{
    return names(preparation->agency, preparation->person, participant);
}

bool contribution_is_first_in_role(const Session *session, guint index,
                                   const Participant *participant)
{
    const Contribution *contribution = session->contributions->pdata[index];

    for (guint i = 0; i < index; i++) {
        const Contribution *before = session->contributions->pdata[i];
        if (before->role == contribution->role && before->status == contribution->status &&
            contribution_is_of(before, participant)) {
            return false;
        }
    }
    return contribution_is_of(contribution, participant);
}

/* --- participants ------------------------------------------------------------------------ */

bool participant_is_same(const Participant *a, const Participant *b)
{
    return a != NULL && b != NULL && a->named == b->named && strcmp(a->id, b->id) == 0;
}

char *participant_dup_key(const Participant *participant)
{
    return participant_key_dup(
        participant->named == NAMED_PERSON ? FEED_KIND_PERSON : FEED_KIND_AGENCY, participant->id);
}

const Participant *participant_find(const Agenda *agenda, const char *key)
{
    const char *id = participant_key_id(key);

    return participant_key_kind(key) == FEED_KIND_PERSON ? agenda_find_person(agenda, id)
                                                         : agenda_find_agency(agenda, id);
}
