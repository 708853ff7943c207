/* Publishes agendas for scripts, many in one process. Reads commands from standard input, a line
 * each, and ends every answer with a line ".":
 *   open HISTORY               goes on with this history, as it is there
 *   publish NOW KEEP FILE      publishes an agenda file after the revision in hand; both numbers
 *                              are seconds. Answers "revision NUMBER STAMP" or "same"
 *   verify                     looks for what is wrong in the history: a line for each fault
 *   resources                  everything that is served of the revision in hand: for each a line
 *                              "PATH OCTETS", and that many octets
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/chronicle_verify.h"
#include "file/agenda_file.h"
#include "file/zone_file.h"
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

static bool publish(State *state, const char *arguments, GError **error)
{
    g_auto(Publication) published = { 0 };
    char *rest;
    PublishOptions how = options_of(arguments, &rest);
    Agenda *agenda = read_agenda(g_strchug(rest), error);

    return agenda != NULL &&
           tell(state,
                chronicle_publish(state->history, state->revision, agenda, &how, &published, error),
                &published);
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

static bool print_resources(State *state, G_GNUC_UNUSED const char *arguments, GError **error)
{
    ResourceOptions options = { .every_format = true };

    return resource_maker_run(state->revision, &options, print_resource, NULL, error);
}

static const struct Command {
    const char *name;
    bool (*run)(State *state, const char *arguments, GError **error);
} COMMANDS[] = {
    { "open ", open_history }, { "publish ", publish },          { "rules ", publish_rules },
    { "verify", verify },      { "resources", print_resources },
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
