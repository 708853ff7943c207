#include "model/selection/feed.h"

#include <string.h>

#include "model/address/address.h"

void feed_free(Feed *feed)
{
    if (feed == NULL) {
        return;
    }
    selection_clear(&feed->selection);
    g_free(feed->path);
    g_free(feed->query);
    g_free(feed->name);
    g_free(feed->description);
    g_free(feed->viewpoint_id);
    g_free(feed);
}

/* A feed of everything; `kind` and `id` make its address, `subject` its name. */
static Feed *feed_new(const Agenda *agenda, FeedKind kind, const char *id, const char *subject)
{
    Feed *feed = g_new0(Feed, 1);

    feed->kind = kind;
    feed->path = address_dup_feed(agenda->id, kind, id);
    feed->name = g_strdup_printf("%s – %s", subject, agenda->short_name);
    selection_init(&feed->selection);
    return feed;
}

Feed *feed_new_gone(FeedKind kind, const char *path, const char *name, const char *description)
{
    Feed *feed = g_new0(Feed, 1);

    feed->kind = kind;
    feed->path = g_strdup(path);
    feed->name = g_strdup(name);
    feed->description = g_strdup(description);
    selection_init(&feed->selection);
    feed->selection.plenaries = kind != FEED_KIND_ROUND_TABLE;
    feed->selection.breaks = kind != FEED_KIND_AGENCY && kind != FEED_KIND_ROUND_TABLE;
    if (kind == FEED_KIND_AGENCY) {
        feed->selection.agencies = g_ptr_array_new();
    } else {
        feed->selection.sessions = g_ptr_array_new();
    }
    return feed;
}

/* Says what a feed holds, after the title of the conference. */
static void G_GNUC_PRINTF(3, 4) describe(Feed *feed, const Agenda *agenda, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *content = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    feed->description = g_strdup_printf("%s: %s.", text_get(&agenda->title, NULL), content);
}

static Feed *feed_of_agenda(const Agenda *agenda)
{
    Feed *feed = g_new0(Feed, 1);

    feed->kind = FEED_KIND_AGENDA;
    feed->path = address_dup_feed(agenda->id, FEED_KIND_AGENDA, NULL);
    feed->name = g_strdup(agenda->short_name);
    const char *description = text_get(&agenda->description, NULL);
    if (description != NULL) {
        feed->description = g_strdup(description);
    } else {
        describe(feed, agenda, "the whole agenda");
    }
    selection_init(&feed->selection);
    return feed;
}

static Feed *feed_of_agency(const Agenda *agenda, const Agency *agency)
{
    const char *name = text_get(&agency->name, NULL);
    Feed *feed = feed_new(agenda, FEED_KIND_AGENCY, agency->id, agency->short_name);

    if (name == NULL || strcmp(name, agency->short_name) == 0) {
        describe(feed, agenda, "what %s contributes, with the plenaries", agency->short_name);
    } else {
        describe(feed, agenda, "what %s (%s) contributes, with the plenaries", agency->short_name,
                 name);
    }
    feed->viewpoint = agency;
    selection_add_agency(&feed->selection, agency);
    feed->selection.breaks = false;
    return feed;
}

static Feed *feed_of_round_table(const Agenda *agenda, const RoundTable *round_table)
{
    const char *title = text_get(&round_table->title, NULL);
    g_autofree char *subject = g_strdup_printf("Round Table %s", round_table->id);
    Feed *feed = feed_new(agenda, FEED_KIND_ROUND_TABLE, round_table->id, subject);

    describe(feed, agenda, "the sessions of %s%s%s", subject, title != NULL ? ", " : "",
             title != NULL ? title : "");
    selection_add_round_table(&feed->selection, round_table);
    feed->selection.plenaries = false;
    feed->selection.breaks = false;
    return feed;
}

static Feed *feed_of_day(const Agenda *agenda, const Day *day)
{
    g_autofree char *id = civil_date_to_iso(day->date);
    g_autofree char *subject = civil_date_to_words(day->date);
    Feed *feed = feed_new(agenda, FEED_KIND_DAY, id, subject);

    describe(feed, agenda, "%s", subject);
    selection_add_day(&feed->selection, day);
    return feed;
}

static Feed *feed_of_room(const Agenda *agenda, const Room *room)
{
    const char *name = text_get(&room->name, NULL);
    Feed *feed = feed_new(agenda, FEED_KIND_ROOM, room->id, name);

    describe(feed, agenda, "what takes place in %s", name);
    selection_add_room(&feed->selection, room);
    return feed;
}

static Feed *feed_of_session(const Agenda *agenda, const Session *session)
{
    bool numbered = session_has_number(session);
    g_autofree char *subject =
        g_strdup_printf("%s%s%s", numbered ? session->id : "", numbered ? " " : "",
                        text_get(&session->title, NULL));
    Feed *feed = feed_new(agenda, FEED_KIND_SESSION, session->id, subject);

    describe(feed, agenda, "one entry");
    selection_add_session(&feed->selection, session);
    return feed;
}

GPtrArray *feed_list(const Agenda *agenda)
{
    GPtrArray *feeds = g_ptr_array_new_with_free_func((GDestroyNotify)feed_free);

    g_ptr_array_add(feeds, feed_of_agenda(agenda));
    for (guint i = 0; i < agenda->agencies->len; i++) {
        g_ptr_array_add(feeds, feed_of_agency(agenda, agenda->agencies->pdata[i]));
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
    return 1 + agenda->agencies->len + agenda->round_tables->len + agenda->days->len +
           agenda->rooms->len + agenda->sessions->len;
}

const Agency *feed_find_viewpoint(const Feed *feed, const Agenda *agenda)
{
    const char *id =
        feed->kind == FEED_KIND_AGENCY ? strrchr(feed->path, '/') + 1 : feed->viewpoint_id;

    return id != NULL ? agenda_find_agency(agenda, id) : NULL;
}

char *feed_dup_address(const Feed *feed, const char *extension)
{
    bool has_query = feed->query != NULL;

    return g_strconcat(feed->path, extension, has_query ? "?" : "", feed->query, NULL);
}
