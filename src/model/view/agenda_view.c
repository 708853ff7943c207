#include "model/view/agenda_view.h"

#include "model/agenda/agenda_extract.h"
#include "model/agenda/participant.h"
#include "model/view/concern.h"

/* Who looks at an agenda, and what concerns them. */
typedef struct Viewer {
    const Participant *participant; /* NULL: the public, or whom the agenda does not have */
    GHashTable *concern;            /* NULL: everything is of concern */
} Viewer;

/* May see it, and has a reason to: both must hold. */
static bool sees_session(const Session *session, gpointer data)
{
    const Viewer *viewer = data;

    return (session->visibility == VISIBILITY_PUBLIC ||
            session_has_participant(session, viewer->participant)) &&
           (viewer->concern == NULL || concern_has_session(viewer->concern, session));
}

static bool sees_contribution(const Contribution *contribution, gpointer data)
{
    const Viewer *viewer = data;

    return contribution->visibility == VISIBILITY_PUBLIC ||
           contribution_is_of(contribution, viewer->participant);
}

static bool sees_preparation(const Preparation *preparation, gpointer data)
{
    const Viewer *viewer = data;

    return (preparation->visibility == VISIBILITY_PUBLIC ||
            preparation_is_of(preparation, viewer->participant)) &&
           (viewer->concern == NULL || concern_has_preparation(viewer->concern, preparation));
}

/* All names, used or not: they are public, and an unused one still has a feed of its own. */
static Agenda *view_new(const Agenda *agenda, Viewer viewer)
{
    ExtractRule rule = {
        .has_session = sees_session,
        .has_contribution = sees_contribution,
        .has_preparation = sees_preparation,
        .data = &viewer,
        .is_public = true,
        .with_all_names = true,
    };

    return agenda_extract(agenda, &rule);
}

Agenda *agenda_view_new(const Agenda *agenda)
{
    return view_new(agenda, (Viewer){ 0 });
}

Agenda *agenda_view_of_participant(const Agenda *agenda, const char *key, GHashTable *concern)
{
    return view_new(agenda, (Viewer){ participant_find(agenda, key), concern });
}

static bool sees_any_session(G_GNUC_UNUSED const Session *session, G_GNUC_UNUSED gpointer data)
{
    return true;
}

static bool sees_any_preparation(G_GNUC_UNUSED const Preparation *preparation,
                                 G_GNUC_UNUSED gpointer data)
{
    return true;
}

Agenda *agenda_view_of_all(const Agenda *agenda, const char *const *langs)
{
    ExtractRule rule = {
        .has_session = sees_any_session,
        /* No rule for contributions: the extract has all of them. */
        .has_preparation = sees_any_preparation,
        .langs = langs,
        .with_all_names = true,
    };

    return agenda_extract(agenda, &rule);
}

Agenda *agenda_view_of_public(Agenda *take_agenda)
{
    g_autoptr(Agenda) agenda = take_agenda;

    return agenda_view_is_public(agenda) ? g_steal_pointer(&agenda) : agenda_view_new(agenda);
}

/* --- what is private --------------------------------------------------------------------- */

static guint count_private_contributions(const Session *session)
{
    guint count = 0;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        count += contribution->visibility != VISIBILITY_PUBLIC ? 1 : 0;
    }
    return count;
}

bool session_is_private(const Session *session)
{
    return session->visibility != VISIBILITY_PUBLIC || count_private_contributions(session) > 0;
}

bool agenda_view_is_public(const Agenda *agenda)
{
    /* Of what events name, only agencies have keys for the organisers. */
    for (guint i = 0; i < agenda->agencies->len; i++) {
        if (schema_has_private(&SCHEMA_AGENCY, agenda->agencies->pdata[i])) {
            return false;
        }
    }
    return agenda_view_count_private(agenda) == 0;
}

guint agenda_view_count_private(const Agenda *agenda)
{
    guint count = 0;

    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        count +=
            /* A private session counts as one, whatever is in it. */
            session->visibility != VISIBILITY_PUBLIC ? 1 : count_private_contributions(session);
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        count += preparation->visibility != VISIBILITY_PUBLIC ? 1 : 0;
    }
    return count;
}

/* Of a private session every part is private; of a public one, only those marked. */
static bool has_private_part(const Session *session, const Participant *participant)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution_is_of(contribution, participant) &&
            (session->visibility != VISIBILITY_PUBLIC ||
             contribution->visibility != VISIBILITY_PUBLIC)) {
            return true;
        }
    }
    return false;
}

bool agenda_view_has_private(const Agenda *agenda, const Participant *participant)
{
    const GPtrArray *sessions = agenda_sessions_of_participant(agenda, participant);

    for (guint i = 0; i < sessions->len; i++) {
        if (has_private_part(sessions->pdata[i], participant)) {
            return true;
        }
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        if (preparation->visibility != VISIBILITY_PUBLIC &&
            preparation_is_of(preparation, participant)) {
            return true;
        }
    }
    return false;
}
