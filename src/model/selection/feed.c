#include "model/selection/feed.h"

#include <string.h>

#include "model/address/address.h"
#include "model/agenda/participant.h"

void feed_free(Feed *feed)
{
    if (feed == NULL) {
        return;
    }
    selection_clear(&feed->selection);
    g_free(feed->path);
    g_free(feed->query);
    g_free(feed->subject);
    g_free(feed->name);
    g_free(feed->words);
    g_free(feed->description);
    g_free(feed->viewpoint_key);
    g_free(feed);
}

char *feed_dup_name(const Agenda *agenda, const char *subject)
{
    /* The subject first: calendar programs cut long names at the end. */
    return subject != NULL ? g_strdup_printf("%s – %s", subject, agenda->short_name)
                           : g_strdup(agenda->short_name);
}

char *feed_dup_description(const Agenda *agenda, const char *words)
{
    return g_strdup_printf("%s: %s.", text_get(&agenda->title, NULL), words);
}

/* A feed that selects everything; the caller narrows it. `kind` and `id` make its address. */
static Feed *feed_new(const Agenda *agenda, FeedKind kind, const char *id, char *take_subject,
                      char *take_words)
{
    Feed *feed = g_new0(Feed, 1);

    feed->kind = kind;
    feed->path = address_dup_feed(agenda->id, kind, id);
    feed->subject = take_subject;
    feed->name = feed_dup_name(agenda, feed->subject);
    feed->words = take_words;
    feed->description = feed_dup_description(agenda, feed->words);
    selection_init(&feed->selection);
    return feed;
}

Feed *feed_new_gone(FeedKind kind, const char *path)
{
    Feed *feed = g_new0(Feed, 1);

    feed->kind = kind;
    feed->path = g_strdup(path);
    selection_init(&feed->selection);
    /* As in the feeds of such a kind that exist, below: a calendar that someone has subscribed to
     * keeps its plenaries when its agency leaves. */
    feed->selection.plenaries = kind != FEED_KIND_ROUND_TABLE;
    feed->selection.breaks = !feed_kind_is_own(kind) && kind != FEED_KIND_ROUND_TABLE;
    if (feed_kind_is_own(kind)) {
        /* A name with no values selects nothing. For an agency or a person plenaries pass all the
         * same, while no session can pass an empty list of sessions. */
        selection_add_nothing(&feed->selection,
                              kind == FEED_KIND_AGENCY ? SELECTION_AGENCY : SELECTION_PERSON);
    } else {
        selection_add_nothing(&feed->selection, SELECTION_SESSION);
    }
    return feed;
}

Feed *feed_dup_gone(const Feed *feed)
{
    Feed *gone = feed_new_gone(feed->kind, feed->path);

    gone->subject = g_strdup(feed->subject);
    gone->name = g_strdup(feed->name);
    gone->description = g_strdup(feed->description);
    return gone;
}

static Feed *feed_of_agenda(const Agenda *agenda)
{
    const char *description = text_get(&agenda->description, NULL);
    Feed *feed = feed_new(agenda, FEED_KIND_AGENDA, NULL, NULL, g_strdup("the whole agenda"));

    /* The agenda's own words are better than ours. */
    if (description != NULL) {
        g_free(feed->description);
        feed->description = g_strdup(description);
    }
    return feed;
}

static Feed *feed_of_agency(const Agenda *agenda, const Participant *agency)
{
    const char *name = text_get(&agency->name, NULL);
    /* Many agencies have no longer name than their short one: do not print it twice. */
    bool is_named = name != NULL && strcmp(name, participant_label(agency)) != 0;
    char *words =
        g_strdup_printf("what %s%s%s%s contributes, with the plenaries", participant_label(agency),
                        is_named ? " (" : "", is_named ? name : "", is_named ? ")" : "");
    Feed *feed =
        feed_new(agenda, FEED_KIND_AGENCY, agency->id, g_strdup(participant_label(agency)), words);

    feed->viewpoint = agency;
    selection_add(&feed->selection, SELECTION_AGENCY, agency);
    feed->selection.breaks = false;
    return feed;
}

/* Their affiliation is not said: where it changes, this calendar does not. */
static Feed *feed_of_person(const Agenda *agenda, const Participant *person)
{
    const char *name = participant_label(person);
    Feed *feed = feed_new(agenda, FEED_KIND_PERSON, person->id, g_strdup(name),
                          g_strdup_printf("what %s contributes, with the plenaries", name));

    feed->viewpoint = person;
    selection_add(&feed->selection, SELECTION_PERSON, person);
    feed->selection.breaks = false;
    return feed;
}

static Feed *feed_of_round_table(const Agenda *agenda, const RoundTable *round_table)
{
    const char *title = text_get(&round_table->title, NULL);
    char *subject = agenda_dup_round_table_label(agenda, round_table->id);
    char *words = g_strdup_printf("the sessions of %s%s%s", subject, title != NULL ? ", " : "",
                                  title != NULL ? title : "");
    Feed *feed = feed_new(agenda, FEED_KIND_ROUND_TABLE, round_table->id, subject, words);

    /* Plenaries and breaks would drown the few sessions of a round table. */
    selection_add(&feed->selection, SELECTION_ROUND_TABLE, round_table);
    feed->selection.plenaries = false;
    feed->selection.breaks = false;
    return feed;
}

static Feed *feed_of_day(const Agenda *agenda, const Day *day)
{
    /* A day's id is its date, so that its address survives every edit. */
    g_autofree char *id = civil_date_to_iso(day->date);
    char *subject = civil_date_to_words(day->date);
    Feed *feed = feed_new(agenda, FEED_KIND_DAY, id, subject, g_strdup(subject));

    selection_add(&feed->selection, SELECTION_DAY, day);
    return feed;
}

static Feed *feed_of_room(const Agenda *agenda, const Room *room)
{
    const char *name = text_get(&room->name, NULL);
    Feed *feed = feed_new(agenda, FEED_KIND_ROOM, room->id, g_strdup(name),
                          g_strdup_printf("what takes place in %s", name));

    selection_add(&feed->selection, SELECTION_ROOM, room);
    return feed;
}

static Feed *feed_of_session(const Agenda *agenda, const Session *session)
{
    /* Plenaries and breaks have ids that nobody knows them by. */
    bool numbered = session_has_number(session);
    char *subject = g_strdup_printf("%s%s%s", numbered ? session->id : "", numbered ? " " : "",
                                    text_get(&session->title, NULL));
    Feed *feed = feed_new(agenda, FEED_KIND_SESSION, session->id, subject, g_strdup("one entry"));

    selection_add(&feed->selection, SELECTION_SESSION, session);
    return feed;
}

GPtrArray *feed_list(const Agenda *agenda)
{
    GPtrArray *feeds = g_ptr_array_new_with_free_func((GDestroyNotify)feed_free);

    g_ptr_array_add(feeds, feed_of_agenda(agenda));
    for (guint i = 0; i < agenda->agencies->len; i++) {
        g_ptr_array_add(feeds, feed_of_agency(agenda, agenda->agencies->pdata[i]));
    }
    for (guint i = 0; i < agenda->people->len; i++) {
        g_ptr_array_add(feeds, feed_of_person(agenda, agenda->people->pdata[i]));
    }
    for (guint i = 0; i < agenda->round_tables->len; i++) {
        g_ptr_array_add(feeds, feed_of_round_table(agenda, agenda->round_tables->pdata[i]));
    }
    for (guint i = 0; i < agenda->days->len; i++) {
        g_ptr_array_add(feeds, feed_of_day(agenda, agenda->days->pdata[i]));
    }
    for (guint i = 0; i < agenda->rooms->len; i++) {
        g_ptr_array_add(feeds, feed_of_room(agenda, agenda->rooms->pdata[i]));
    }
    for (guint i = 0; i < agenda->sessions->len; i++) {
        g_ptr_array_add(feeds, feed_of_session(agenda, agenda->sessions->pdata[i]));
    }
    return feeds;
}

guint feed_count(const Agenda *agenda)
{
    /* Must count what feed_list lists. */
    return 1 + agenda->agencies->len + agenda->people->len + agenda->round_tables->len +
           agenda->days->len + agenda->rooms->len + agenda->sessions->len;
}

const Participant *feed_find_viewpoint(const Feed *feed, const Agenda *agenda)
{
    if (feed_kind_is_own(feed->kind)) {
        /* The path still has the id when the agency or the person is gone. */
        const char *id = strrchr(feed->path, '/') + 1;
        return feed->kind == FEED_KIND_PERSON ? agenda_find_person(agenda, id)
                                              : agenda_find_agency(agenda, id);
    }
    return feed->viewpoint_key != NULL ? participant_find(agenda, feed->viewpoint_key) : NULL;
}

char *feed_dup_address(const Feed *feed, const char *extension)
{
    bool has_query = feed->query != NULL;

    return g_strconcat(feed->path, extension, has_query ? "?" : "", feed->query, NULL);
}

/* The page of a selection is that of the agenda. So it is with other plenaries and breaks than the
 * agenda's own feed has. */
char *feed_dup_page_url(const Feed *feed, const char *public_url)
{
    g_autofree char *agenda_id = address_dup_agenda(feed->path);
    bool is_beside = strchr(feed->path + strlen(agenda_id) + 1, '/') == NULL;

    if (public_url == NULL) {
        return NULL;
    }
    if (is_beside) {
        return g_strconcat(public_url, "/", agenda_id, "/", feed->query != NULL ? "?" : "",
                           feed->query, NULL);
    }
    return g_strconcat(public_url, "/", feed->path, format_extension(FORMAT_HTML), NULL);
}
