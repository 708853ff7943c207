#include "cli/command.h"
#include "cli/withdrawal_places.h"
#include "cli/withdrawing.h"
#include "file/agenda_file.h"
#include "model/address/participant_key.h"
#include "service/message.h"
#include "service/source/sourced_file.h"

typedef struct WithdrawOptions {
    const char *session;
    const char *agency;
    const char *person;
    const char *preparation;
    const char *text;
    int since;
    const char *const *files;
    WithdrawingOptions common;
} WithdrawOptions;

static const OptionRange REVISIONS = { .initial = 1, .least = 1, .most = HISTORY_NUMBER_MAX };

static const Option OPTIONS[] = {
    { "session", 0, OPTION_TEXT, offsetof(WithdrawOptions, session), "All that a session says",
      "ID", NULL },
    { "agency", 0, OPTION_TEXT, offsetof(WithdrawOptions, agency),
      "An agency; with --session, its part in that", "ID", NULL },
    { "person", 0, OPTION_TEXT, offsetof(WithdrawOptions, person),
      "A person; with --session, their part in that", "ID", NULL },
    { "preparation", 0, OPTION_TEXT, offsetof(WithdrawOptions, preparation),
      "A preparation: its id, or AGENCY[+PERSON]/ROLE/TITLE", "KEY", NULL },
    { "text", 0, OPTION_TEXT, offsetof(WithdrawOptions, text), "Each text that holds these words",
      "WORDS", NULL },
    { "since", 0, OPTION_NUMBER, offsetof(WithdrawOptions, since), "Only from this revision on",
      "REVISION", &REVISIONS },
    { "file", 0, OPTION_TEXTS, offsetof(WithdrawOptions, files),
      "Say where this file still has it, no other (repeatable)", "FILE", NULL },
    { .type = OPTION_HISTORY, .place = offsetof(WithdrawOptions, common.history) },
    { "by", 0, OPTION_TEXT, offsetof(WithdrawOptions, common.by),
      "Who withdraws (default: your login name)", "NAME", NULL },
    { "message", 'm', OPTION_TEXT, offsetof(WithdrawOptions, common.why), "Why, for the history",
      "WHY", NULL },
};

/* A session, or somebody's part in it. */
static Withdrawal *read_part(const WithdrawOptions *options)
{
    if (options->agency == NULL && options->person == NULL) {
        return withdrawal_new(WITHDRAWAL_SESSION, options->session, NULL);
    }
    FeedKind kind = options->person != NULL ? FEED_KIND_PERSON : FEED_KIND_AGENCY;
    g_autofree char *key =
        participant_key_dup(kind, options->person != NULL ? options->person : options->agency);
    return withdrawal_new(WITHDRAWAL_CONTRIBUTION, options->session, key);
}

/* What is to be taken out; NULL, with the error printed, unless that is one thing. */
static Withdrawal *read_withdrawal(const WithdrawOptions *options)
{
    bool is_of_somebody = options->agency != NULL || options->person != NULL;
    guint count = (options->session != NULL || is_of_somebody ? 1 : 0) +
                  (options->preparation != NULL ? 1 : 0) + (options->text != NULL ? 1 : 0);

    if (count != 1 || (options->agency != NULL && options->person != NULL)) {
        message_error("withdraw: say one thing: --session, --agency, --person, --preparation or "
                      "--text (or an --agency or a --person in a --session); a whole agenda: "
                      "confeed retire --withdraw");
        return NULL;
    }
    if (options->text != NULL) {
        g_autoptr(Withdrawal) withdrawal = withdrawal_new(WITHDRAWAL_TEXT, options->text, NULL);
        if (*withdrawal->words == '\0') {
            message_error("withdraw: --text needs words");
            return NULL;
        }
        return g_steal_pointer(&withdrawal);
    }
    if (options->session != NULL) {
        return read_part(options);
    }
    if (options->person != NULL) {
        return withdrawal_new(WITHDRAWAL_PERSON, options->person, NULL);
    }
    return options->agency != NULL
               ? withdrawal_new(WITHDRAWAL_AGENCY, options->agency, NULL)
               : withdrawal_new(WITHDRAWAL_PREPARATION, options->preparation, NULL);
}

/* Reads the files before anything is done, so that one that cannot be read, or is of another
 * agenda, is told at once. */
static GPtrArray *read_files(const char *const *paths, const char *agenda, ExitStatus *out_status)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)agenda_file_free);

    for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
        g_autoptr(GError) error = NULL;
        AgendaFile *file = sourced_file_read(paths[i], NULL, NULL, &error);
        if (file == NULL) {
            message_error("%s", error->message);
            *out_status = EXIT_STATUS_ENVIRONMENT;
            return NULL;
        }
        g_ptr_array_add(files, file);
        if (file->agenda != NULL && strcmp(file->agenda->id, agenda) != 0) {
            message_error("withdraw: %s is of agenda \"%s\"; nothing was taken out", paths[i],
                          file->agenda->id);
            *out_status = EXIT_STATUS_USAGE;
            return NULL;
        }
    }
    return g_steal_pointer(&files);
}

static ExitStatus withdraw(const WithdrawOptions *options, const char *agenda,
                           Withdrawal *withdrawal, const GPtrArray *files)
{
    Withdrawing work = { .agenda = agenda,
                         .withdrawal = withdrawal,
                         .since = (guint)options->since,
                         .tells_files = options->files == NULL,
                         .options = &options->common };
    ExitStatus status = withdrawing_run(&work);

    for (guint i = 0; i < files->len && status == EXIT_STATUS_OK; i++) {
        withdrawal_places_print(withdrawal, options->files[i], files->pdata[i]);
    }
    return status;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const WithdrawOptions *options = data;
    g_autoptr(Withdrawal) withdrawal = read_withdrawal(options);

    if (withdrawal == NULL) {
        return EXIT_STATUS_USAGE;
    }
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GPtrArray) files = read_files(options->files, operands[0], &status);
    return files != NULL ? withdraw(options, operands[0], withdrawal, files) : status;
}

const Command command_withdraw = {
    .name = "withdraw",
    .arguments = "AGENDA",
    .summary = "Take out of all revisions what should never have been public",
    .description =
        "Rewrites earlier revisions, and publishes one in which it is gone or reads\n"
        "\"(withdrawn)\". Its octets are then nowhere in the history. Words are found\n"
        "whatever their capitals, in any language; ids and addresses stay. Who has\n"
        "fetched a calendar has what was in it until it is fetched again.\n\n"
        "Exit status: 0 fine, 1 there is no such thing in the history, 2 wrong usage, 3\n"
        "the history could not be written. Unless it is 0, nothing was taken out; but if\n"
        "only remnants in the file could not be, the message says so.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(WithdrawOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
