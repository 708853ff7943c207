#include <stdio.h>
#include <string.h>

#include "base/seal.h"
#include "base/token.h"
#include "chronicle/chronicle_read.h"
#include "cli/command.h"
#include "cli/common/history_file.h"
#include "model/address/address.h"
#include "model/address/participant_key.h"
#include "model/agenda/participant.h"
#include "model/selection/selection_name.h"
#include "service/message.h"

#define OVERLAP_DEFAULT 14
#define OVERLAP_MAX 365

/* An unknown agency is answered with the known ones, as far as a person will read. */
#define MAX_LISTED 40

typedef struct TokenOptions {
    const char *history;
    const char *public_url; /* or NULL */
    int overlap;            /* days */
} TokenOptions;

static const Option OPTIONS[] = {
    { .type = OPTION_HISTORY, .place = offsetof(TokenOptions, history) },
    { .type = OPTION_PUBLIC_URL,
      .place = offsetof(TokenOptions, public_url),
      .summary = "Where it is served, for the whole address" },
    { "overlap", 0, OPTION_NUMBER, offsetof(TokenOptions, overlap),
      "With rotate: how long the old one goes on (" G_STRINGIFY(OVERLAP_DEFAULT) ")", "DAYS",
      &(const OptionRange){ OVERLAP_DEFAULT, 0, OVERLAP_MAX, NULL, " days" } },
};

/* What is asked for, and what the history holds. */
typedef struct TokenRun {
    const TokenOptions *options;
    const char *agenda;      /* or NULL */
    const char *participant; /* a key (model/address/participant_key); or NULL */
    const char *fingerprint; /* how its digest begins; or NULL */
    gint64 now;              /* Unix seconds */
    History *history;
    GStringChunk *strings;
    GArray *tokens; /* HistoryToken, all */
} TokenRun;

static bool is_good(const TokenRun *run, const HistoryToken *token)
{
    return token->ends > run->now;
}

static bool is_asked_for(const TokenRun *run, const HistoryToken *token)
{
    return (run->agenda == NULL || strcmp(run->agenda, token->agenda) == 0) &&
           (run->participant == NULL || strcmp(run->participant, token->participant) == 0) &&
           (run->fingerprint == NULL || g_str_has_prefix(token->digest, run->fingerprint));
}

/* The tokens asked for that are still good; with `only_current`, those not replaced either. */
static GPtrArray *dup_good(const TokenRun *run, bool only_current)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; i < run->tokens->len; i++) {
        HistoryToken *token = &g_array_index(run->tokens, HistoryToken, i);
        if (is_asked_for(run, token) && is_good(run, token) &&
            (!only_current || token->successor == NULL)) {
            g_ptr_array_add(found, token);
        }
    }
    return found;
}

static ExitStatus say_none(const TokenRun *run)
{
    message_error("there is no address%s%s of %s in %s that is still good; \"confeed token list\" "
                  "lists what there is",
                  run->fingerprint != NULL ? " " : "",
                  run->fingerprint != NULL ? run->fingerprint : "", run->participant, run->agenda);
    return EXIT_STATUS_USAGE;
}

/* --- new --------------------------------------------------------------------------------- */

/* Whether the agenda exists and has the agency or person, if one is named; if not, the error has
 * been printed. */
static bool check_names(const TokenRun *run, ExitStatus *out_status)
{
    g_autoptr(GError) error = NULL;
    guint last;

    if (!history_file_find_last(run->history, run->agenda, &last, out_status)) {
        return false;
    }
    g_autoptr(Agenda) agenda = chronicle_read_agenda(run->history, run->agenda, last, &error);
    if (agenda == NULL) {
        *out_status = command_fail(error);
        return false;
    }
    if (run->participant != NULL && participant_find(agenda, run->participant) == NULL) {
        bool is_person = participant_key_kind(run->participant) == FEED_KIND_PERSON;
        g_autofree char *unknown =
            selection_name_tell_unknown(is_person ? SELECTION_PERSON : SELECTION_AGENCY, agenda,
                                        participant_key_id(run->participant), MAX_LISTED);
        message_error("in %s there is %s", run->agenda, unknown);
        *out_status = EXIT_STATUS_USAGE;
        return false;
    }
    return true;
}

/* The row of a token; its strings live in the run's chunk. */
static HistoryToken row_of(const TokenRun *run, const char *token)
{
    g_autofree char *digest = token_digest(token);
    g_autofree char *lock = seal_lock_of(token);

    return (HistoryToken){
        .digest = g_string_chunk_insert(run->strings, digest),
        .agenda = run->agenda,
        .participant = run->participant,
        .lock = g_string_chunk_insert(run->strings, lock),
        .made = run->now,
        .ends = HISTORY_TOKEN_FOR_GOOD,
    };
}

/* Prints an address; whether that worked, since it is shown only once. */
static bool print_address(const TokenRun *run, const char *token)
{
    const char *public_url = run->options->public_url;
    g_autofree char *path = address_dup_private(token, FORMAT_ICS);

    printf("%s/%s\n", public_url != NULL ? public_url : "", path);
    return fflush(stdout) == 0 && ferror(stdout) == 0;
}

/* Removes a token whose address nobody has seen. */
static ExitStatus take_back(TokenRun *run, const HistoryToken *row)
{
    g_autoptr(GError) error = NULL;

    if (!history_remove_token(run->history, row->digest, &error)) {
        message_error(
            "the address could not be printed, and is good all the same (%.*s in \"confeed "
            "token list\"): %s",
            TOKEN_FINGERPRINT_LENGTH, row->digest, error->message);
    } else {
        message_error("the address could not be printed: none was made");
    }
    return EXIT_STATUS_ENVIRONMENT;
}

static ExitStatus make_new(TokenRun *run)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autofree char *token = token_new();
    g_autoptr(GError) error = NULL;
    HistoryToken row = row_of(run, token);
    ExitStatus status;

    if (!check_names(run, &status)) {
        return status;
    }
    g_array_append_val(rows, row);
    if (!history_put_tokens(run->history, rows, &error)) {
        return command_fail(error);
    }
    if (!print_address(run, token)) {
        return take_back(run, &row);
    }
    message_info("this is shown once: whoever knows the address sees what only %s may",
                 run->participant);
    return EXIT_STATUS_OK;
}

/* --- rotate ------------------------------------------------------------------------------ */

/* Restores an old token, and removes the one that took its place. */
static ExitStatus put_back(TokenRun *run, const HistoryToken *old, const HistoryToken *row)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autoptr(GError) error = NULL;

    g_array_append_val(rows, *old);
    return history_put_tokens(run->history, rows, &error) ? take_back(run, row)
                                                          : command_fail(error);
}

/* Puts a new token in the place of an old one, in one write: neither goes without the other. */
static ExitStatus replace(TokenRun *run, const HistoryToken *old)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autofree char *token = token_new();
    g_autofree char *sealed = seal_close(token, old->lock);
    g_autoptr(GError) error = NULL;
    HistoryToken replaced = *old;
    HistoryToken row = row_of(run, token);

    if (sealed == NULL) {
        message_error("%s: the history is damaged (the token %.*s): restore a copy of it",
                      history_name(run->history), TOKEN_FINGERPRINT_LENGTH, old->digest);
        return EXIT_STATUS_ENVIRONMENT;
    }
    replaced.successor = sealed;
    replaced.ends = run->now + run->options->overlap * CIVIL_DAY_SECONDS;
    g_array_append_val(rows, replaced);
    g_array_append_val(rows, row);
    if (!history_put_tokens(run->history, rows, &error)) {
        return command_fail(error);
    }
    if (!print_address(run, token)) {
        return put_back(run, old, &row);
    }
    g_autofree char *end = civil_stamp_to_text(replaced.ends);
    message_info("this is shown once; the old address goes on until %s, and says where the new one "
                 "is",
                 end);
    return EXIT_STATUS_OK;
}

static ExitStatus rotate(TokenRun *run)
{
    g_autoptr(GPtrArray) found = dup_good(run, true);

    if (found->len == 0) {
        return say_none(run);
    }
    if (found->len > 1) {
        message_error("%s has %u addresses in %s: say which, by its fingerprint in \"confeed token "
                      "list\"",
                      run->participant, found->len, run->agenda);
        return EXIT_STATUS_USAGE;
    }
    return replace(run, found->pdata[0]);
}

/* --- revoke ------------------------------------------------------------------------------ */

static ExitStatus end_them(TokenRun *run)
{
    g_autoptr(GPtrArray) found = dup_good(run, false);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autoptr(GError) error = NULL;

    if (found->len == 0) {
        return say_none(run);
    }
    for (guint i = 0; i < found->len; i++) {
        HistoryToken row = *(const HistoryToken *)found->pdata[i];
        row.ends = run->now;
        row.successor = NULL;
        g_array_append_val(rows, row);
    }
    if (!history_put_tokens(run->history, rows, &error)) {
        return command_fail(error);
    }
    printf("ended: %u address%s of %s in %s\n", found->len, found->len == 1 ? "" : "es",
           run->participant, run->agenda);
    return EXIT_STATUS_OK;
}

/* --- list -------------------------------------------------------------------------------- */

static char *dup_state(const TokenRun *run, const HistoryToken *token)
{
    if (token->ends == HISTORY_TOKEN_FOR_GOOD) {
        return g_strdup("in use");
    }
    g_autofree char *end = civil_stamp_to_text(token->ends);
    return is_good(run, token) ? g_strdup_printf("replaced, goes on until %s", end)
                               : g_strdup_printf("ended %s", end);
}

static ExitStatus list(TokenRun *run)
{
    bool any = false;
    ExitStatus status;

    for (guint i = 0; i < run->tokens->len; i++) {
        const HistoryToken *token = &g_array_index(run->tokens, HistoryToken, i);
        if (is_asked_for(run, token)) {
            g_autofree char *made = civil_stamp_to_text(token->made);
            g_autofree char *state = dup_state(run, token);
            printf("%s  %s  %.*s  %s  %s\n", token->agenda, token->participant,
                   TOKEN_FINGERPRINT_LENGTH, token->digest, made, state);
            any = true;
        }
    }
    /* Of what is not there, an empty list would say that nobody has an address. */
    return any || run->agenda == NULL || check_names(run, &status) ? EXIT_STATUS_OK : status;
}

/* --- the command ------------------------------------------------------------------------- */

typedef struct Action {
    const char *name;
    ExitStatus (*run)(TokenRun *run);
    HistoryAccess access;
    guint min_operands; /* after its name */
    guint max_operands;
} Action;

static const Action ACTIONS[] = {
    { "new", make_new, HISTORY_WRITE, 2, 2 },
    { "list", list, HISTORY_READ, 0, 2 },
    { "rotate", rotate, HISTORY_WRITE, 2, 3 },
    { "revoke", end_them, HISTORY_WRITE, 2, 3 },
};

static const Action *find_action(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ACTIONS); i++) {
        if (strcmp(ACTIONS[i].name, name) == 0) {
            return &ACTIONS[i];
        }
    }
    message_error("token: \"%s\" is unknown here; expected new, list, rotate or revoke", name);
    return NULL;
}

static bool are_right(const Action *action, char **operands)
{
    guint count = g_strv_length(operands);

    if (count < action->min_operands || count > action->max_operands) {
        message_error("token %s: expected %s", action->name,
                      action->run == list ? "an agenda and an agency, or people/ID, at most"
                      : action->max_operands == 2
                          ? "an agenda and an agency, such as gfmd-2007 ilo, or a person, such as "
                            "people/jane-doe"
                          : "an agenda, an agency or a person and, of several addresses, a "
                            "fingerprint");
        return false;
    }
    return true;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const TokenOptions *options = data;
    const Action *action = find_action(operands[0]);
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    if (action == NULL || !are_right(action, operands + 1)) {
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(History) history =
        history_file_open_existing(options->history, action->access, &status);
    if (history == NULL) {
        return status;
    }
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    guint malformed = 0;
    g_autoptr(GArray) tokens = history_list_tokens(history, strings, &malformed, &error);
    if (tokens == NULL) {
        return command_fail(error);
    }
    if (malformed > 0) {
        message_error("%s: the history is damaged (private addresses that are malformed: %u): "
                      "restore a copy of it",
                      history_name(history), malformed);
        return EXIT_STATUS_ENVIRONMENT;
    }
    TokenRun token_run = {
        .options = options,
        .agenda = operands[1],
        .participant = operands[1] != NULL ? operands[2] : NULL,
        .now = g_get_real_time() / G_USEC_PER_SEC,
        .history = history,
        .strings = strings,
        .tokens = tokens,
    };
    token_run.fingerprint = token_run.participant != NULL ? operands[3] : NULL;
    return action->run(&token_run);
}

const Command command_token = {
    .name = "token",
    .arguments = "ACTION [AGENDA AGENCY [FINGERPRINT]]",
    .summary = "Manage the addresses of private calendars",
    .description =
        "ACTION is new, list, rotate or revoke. new prints an address that nobody else\n"
        "can find: it is kept nowhere, and cannot be shown again. AGENCY is the id of an\n"
        "agency or, for a person, people/ID. Each can have several, such as one for each\n"
        "device. rotate replaces one; the old one goes on for a time and says where the\n"
        "new one is. revoke ends one, or all of somebody's, at once. list identifies\n"
        "them by their fingerprints.\n\n"
        "Exit status: 0 fine, 2 wrong usage, 3 the history cannot be read or written.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(TokenOptions),
    .min_operands = 1,
    .max_operands = 4,
    .run = run,
};
