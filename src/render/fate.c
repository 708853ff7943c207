#include "render/fate.h"

#include <string.h>

static void say(WordSink *sink, const char *piece)
{
    sink->append(sink->out, piece, sink->data);
}

/* An undated preparation has no entry in any feed, so it is not planned for a date either. */
static bool is_planned(const Agenda *agenda, const Departure *departure)
{
    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        g_autofree char *key = event_key_of_preparation(preparation);
        if (strcmp(key, departure->key) == 0) {
            return preparation->timing != PREPARATION_UNDATED;
        }
    }
    return false;
}

static bool takes_place(const Agenda *agenda, const Departure *departure)
{
    const Session *session = agenda_find_session(agenda, departure->key);

    return session != NULL && session_status(session) != SESSION_STATUS_CANCELLED;
}

/* Uses the name that the agency or the person had then. If the agenda no longer had them even then,
 * their feed held only plenaries, so the session left it by ceasing to be one. */
static void say_without(WordSink *sink, const Departure *departure, const Feed *feed)
{
    const Participant *participant = feed_find_viewpoint(feed, departure->past->agenda);

    if (participant == NULL) {
        say(sink, "It is no longer a plenary, and goes on.");
        return;
    }
    say(sink, participant_label(participant));
    say(sink, " no longer takes part. It goes on without ");
    say(sink, participant_label(participant));
    say(sink, ".");
}

/* Does not say where the event now is: this text must hold, unchanged, wherever it moves next. */
static void say_elsewhere(WordSink *sink, const Departure *departure, const Feed *feed)
{
    switch (feed->kind) {
    case FEED_KIND_AGENCY:
    case FEED_KIND_PERSON:
        say_without(sink, departure, feed);
        break;
    case FEED_KIND_ROUND_TABLE:
        say(sink, "It no longer belongs to this ");
        say(sink, agenda_noun(departure->past->agenda, NOUN_ROUND_TABLE_INSIDE));
        say(sink, ", and goes on.");
        break;
    case FEED_KIND_DAY:
        say(sink, "It no longer takes place on this day. The calendar of the whole agenda tells "
                  "when it does.");
        break;
    case FEED_KIND_ROOM:
        say(sink, "It no longer takes place in this room. The calendar of the whole agenda tells "
                  "where it does.");
        break;
    case FEED_KIND_SELECTION:
        say(sink, "It is no longer part of this selection, and goes on.");
        break;
    case FEED_KIND_AGENDA:
    case FEED_KIND_SESSION:
        /* An event that is still on is still in both of these. */
        g_assert_not_reached();
    }
}

void fate_append(WordSink *sink, const Agenda *agenda, const Departure *departure, const Feed *feed)
{
    bool is_session = departure->session != NULL;

    if (is_session ? takes_place(agenda, departure) : is_planned(agenda, departure)) {
        say_elsewhere(sink, departure, feed);
    } else {
        say(sink, is_session ? "This entry has been cancelled."
                             : "This is no longer planned for this date.");
    }
}
