/* Publishes agendas for scripts, many in one process. Reads commands from standard input, a line
 * each, and ends every answer with a line ".":
 *   open HISTORY               goes on with this history, as it is there
 *   publish NOW KEEP FILE      publishes an agenda file after the revision in hand; both numbers
 *                              are seconds. Answers "revision NUMBER STAMP" or "same"
 *   reread NOW KEEP FILE       the same if the file says something else than it published last
 *   rules NOW KEEP             publishes what is there by the zone files of now
 *   revert NOW NUMBER          publishes an earlier revision again
 *   withdraw NOW SINCE KIND WHAT  takes something back from a revision on: a session, an agency or
 *                              a person by its id, or a text; also answers "since NUMBER"
 *   retire NOW                 ends the agenda
 *   withdraw-all NOW           does that, and takes back all of it
 *   verify                     looks for what is wrong in the history: a line for each fault
 *   select QUERY…              the calendars of selections, as addresses ask for them: for each as
 *                              below, or a line "refused" if some value is not known
 *   resources                  everything that is served of the revision in hand: for each a line
 *                              "PATH OCTETS", and that many octets
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/chronicle_verify.h"
#include "chronicle/chronicle_withdraw.h"
#include "chronicle/file_news.h"
#include "file/agenda_file.h"
#include "file/zone_file.h"
#include "model/address/address.h"
#include "model/revision/selected_feed.h"
#include "serve/http/query.h"
#include "site/resource_maker.h"

typedef struct State {
    History *history;
    Revision *revision; /* the last one; NULL if there is none */
} State;

static void state_clear(State *state)
{
    g_clear_pointer(&state->revision, revision_free);
    g_clear_pointer(&state->history, history_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(State, state_clear)

/* A history of this script holds one agenda at most. */
static bool open_history(State *state, const char *path, GError **error)
{
    state_clear(state);
    state->history = history_open(path, HISTORY_WRITE, error);
    g_autoptr(GPtrArray) agendas =
        state->history != NULL ? history_list_agendas(state->history, error) : NULL;

    return agendas != NULL &&
           (agendas->len == 0 ||
            chronicle_read_last(state->history, agendas->pdata[0], &state->revision, error));
}

static Agenda *read_agenda(const char *path, GError **error)
{
    g_autoptr(AgendaFile) file = agenda_file_read(path, error);

    if (file != NULL && file->agenda == NULL) {
        const Finding *finding = findings_get(file->findings, 0);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:%u: %s", path, finding->place.line,
                    finding->text);
        return NULL;
    }
    return file != NULL ? agenda_file_steal_agenda(file) : NULL;
}

/* Takes up what was published. */
static bool tell(State *state, PublishOutcome outcome, Publication *published)
{
    switch (outcome) {
    case PUBLISH_FAILED:
        return false;
    case PUBLISH_SAME:
        puts("same");
        return true;
    case PUBLISH_HELD: /* without caution nothing is */
        g_assert_not_reached();
    case PUBLISH_DONE:
        break;
    }
    printf("revision %u %" G_GINT64_FORMAT "\n", published->revision->number,
           published->revision->stamp);
    Revision *previous = state->revision;
    state->revision = g_steal_pointer(&published->revision);
    publication_clear(published);
    revision_free(previous);
    return true;
}

static PublishOptions options_of(const char *arguments, char **out_rest)
{
    PublishOptions how = { .by = "script" };

    how.now = g_ascii_strtoll(arguments, out_rest, 10);
    how.keep_seconds = g_ascii_strtoll(*out_rest, out_rest, 10);
    return how;
}

/* Publishes an agenda, which is taken, of a file. */
static bool publish_agenda(State *state, Agenda *take_agenda, PublishOptions *how, GError **error)
{
    g_auto(Publication) published = { 0 };

    return tell(
        state,
        chronicle_publish(state->history, state->revision, take_agenda, how, &published, error),
        &published);
}

static bool publish_file(State *state, const char *arguments, bool only_news, GError **error)
{
    char *path;
    PublishOptions how = options_of(arguments, &path);
    Agenda *agenda = read_agenda(g_strchug(path), error);
    guint number;

    if (agenda == NULL) {
        return false;
    }
    g_autofree char *id = g_strdup(agenda->id);
    g_autofree char *digest = file_news_digest(agenda);
    HistoryFile origin = { id, path, digest };
    how.file = &origin;
    if (only_news && file_news_find(state->history, &origin, &number, error) != FILE_NEWS_FRESH) {
        agenda_free(agenda);
        puts("same");
        return true;
    }
    if (!publish_agenda(state, agenda, &how, error)) {
        return false;
    }
    file_news_note(state->history, &origin);
    return true;
}

static bool publish(State *state, const char *arguments, GError **error)
{
    return publish_file(state, arguments, false, error);
}

static bool reread(State *state, const char *arguments, GError **error)
{
    return publish_file(state, arguments, true, error);
}

static bool revert(State *state, const char *arguments, GError **error)
{
    char *rest;
    PublishOptions how = { .by = "script", .now = g_ascii_strtoll(arguments, &rest, 10) };
    guint number = (guint)g_ascii_strtoull(rest, NULL, 10);
    const char *id = state->revision->agenda->id;
    g_autoptr(Agenda) last =
        chronicle_read_whole(state->history, id, state->revision->number, error);
    Agenda *agenda = last != NULL ? chronicle_read_again(state->history, id, number, error) : NULL;

    if (agenda == NULL) {
        return false;
    }
    g_autofree char *digest = file_news_digest(last);
    HistoryFile taken_back = { last->id, "", digest };
    how.file = &taken_back;
    how.keep_seconds = state->revision->keep_seconds;
    return publish_agenda(state, agenda, &how, error);
}

/* Takes up the last revision, which others have published. */
static bool take_up_last(State *state, GError **error)
{
    g_autofree char *id = g_strdup(state->revision->agenda->id);

    g_clear_pointer(&state->revision, revision_free);
    if (!chronicle_read_last(state->history, id, &state->revision, error)) {
        return false;
    }
    printf("revision %u %" G_GINT64_FORMAT "\n", state->revision->number, state->revision->stamp);
    return true;
}

static bool take_back(State *state, Withdrawal *withdrawal, guint since, gint64 now, GError **error)
{
    PublishOptions how = { .by = "script", .now = now };
    WithdrawalResult result = { 0 };

    if (!chronicle_withdraw(state->history, state->revision->agenda->id, withdrawal, since, &how,
                            &result, error) ||
        !history_clear(state->history, error)) {
        return false;
    }
    if (result.number == 0) {
        puts("same");
        return true;
    }
    if (!take_up_last(state, error)) {
        return false;
    }
    printf("since %u\n", result.since);
    return true;
}

static bool withdraw(State *state, const char *arguments, GError **error)
{
    g_auto(GStrv) words = g_strsplit(arguments, " ", 4);
    WithdrawalKind kind;
    bool is_known = g_strv_length(words) == 4 && withdrawal_kind_parse(words[2], &kind);
    g_assert(is_known);
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(kind, words[3], NULL);
    guint since = (guint)g_ascii_strtoull(words[1], NULL, 10);

    return take_back(state, withdrawal, since, g_ascii_strtoll(words[0], NULL, 10), error);
}

static bool withdraw_all(State *state, const char *arguments, GError **error)
{
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(WITHDRAWAL_AGENDA, NULL, NULL);

    return take_back(state, withdrawal, 1, g_ascii_strtoll(arguments, NULL, 10), error);
}

static bool retire(State *state, const char *arguments, GError **error)
{
    PublishOptions how = { .by = "script", .now = g_ascii_strtoll(arguments, NULL, 10) };
    guint number;

    return chronicle_retire(state->history, state->revision->agenda->id, &how, &number, error) &&
           take_up_last(state, error);
}

static bool publish_rules(State *state, const char *arguments, GError **error)
{
    g_auto(Publication) published = { 0 };
    char *rest;
    PublishOptions how = options_of(arguments, &rest);
    g_autoptr(Tz) tz = zone_file_read(tz_name(state->revision->agenda->tz), error);

    return tz != NULL && tell(state,
                              chronicle_publish_rules(state->history, state->revision, tz, &how,
                                                      &published, error),
                              &published);
}

static bool verify(State *state, G_GNUC_UNUSED const char *arguments, GError **error)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);

    if (!history_verify(state->history, faults, error) ||
        !chronicle_verify(state->history, faults, error)) {
        return false;
    }
    for (guint i = 0; i < faults->len; i++) {
        puts(faults->pdata[i]);
    }
    return true;
}

static bool print_resource(Resource *take_resource, G_GNUC_UNUSED gpointer data,
                           G_GNUC_UNUSED GError **error)
{
    g_autoptr(Resource) resource = take_resource;
    gsize octets;
    const char *body = g_bytes_get_data(resource->body, &octets);

    printf("%s %zu\n", resource->path, octets);
    fwrite(body, 1, octets, stdout);
    return true;
}

static bool print_selection(const State *state, ResourceMaker *maker, const char *text,
                            GError **error)
{
    g_auto(Query) query = { 0 };
    g_autofree char *path =
        address_dup_feed(state->revision->agenda->id, FEED_KIND_SELECTION, NULL);
    g_autofree char *fault = NULL;
    FeedForm form = { 0 };

    if (!query_parse(text, format_row(FORMAT_ICS)->selection_parameters, &query, &fault)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %s", text, fault);
        return false;
    }
    g_autoptr(RevisionFeed) feed =
        selected_feed_new(state->revision, path, query.selection, &fault);
    if (feed == NULL) {
        puts("refused");
        return true;
    }
    return print_resource(resource_maker_make_feed(maker, feed, FORMAT_ICS, &form), NULL, error);
}

static bool print_selections(State *state, const char *arguments, GError **error)
{
    ResourceOptions options = { .every_format = true };
    g_auto(GStrv) queries = g_strsplit(arguments, " ", -1);
    g_autoptr(ResourceMaker) maker = resource_maker_new(state->revision, &options);

    for (char **query = queries; *query != NULL; query++) {
        if (!print_selection(state, maker, *query, error)) {
            return false;
        }
    }
    return true;
}

static bool print_resources(State *state, G_GNUC_UNUSED const char *arguments, GError **error)
{
    ResourceOptions options = { .every_format = true };

    return resource_maker_run(state->revision, &options, print_resource, NULL, error);
}

static const struct Command {
    const char *name;
    bool (*run)(State *state, const char *arguments, GError **error);
} COMMANDS[] = {
    { "open ", open_history },         { "publish ", publish },         { "reread ", reread },
    { "rules ", publish_rules },       { "revert ", revert },           { "withdraw ", withdraw },
    { "withdraw-all ", withdraw_all }, { "retire ", retire },           { "verify", verify },
    { "resources", print_resources },  { "select ", print_selections },
};

/* A name is followed by the arguments at once. */
static bool answer(State *state, char *line, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        const char *name = COMMANDS[i].name;
        if (g_str_has_prefix(line, name)) {
            return COMMANDS[i].run(state, line + strlen(name), error);
        }
    }
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "not understood: %s", line);
    return false;
}

int main(void)
{
    char line[4096];
    g_auto(State) state = { 0 };

    while (fgets(line, sizeof(line), stdin) != NULL) {
        g_autoptr(GError) error = NULL;
        line[strcspn(line, "\n")] = '\0';
        if (!answer(&state, line, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return EXIT_FAILURE;
        }
        puts(".");
        fflush(stdout);
    }
    return EXIT_SUCCESS;
}
