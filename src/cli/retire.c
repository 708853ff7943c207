#include "cli/command.h"
#include "cli/withdrawing.h"

typedef struct RetireOptions {
    bool withdraws;
    WithdrawingOptions common;
} RetireOptions;

static const Option OPTIONS[] = {
    { "withdraw", 0, OPTION_FLAG, offsetof(RetireOptions, withdraws),
      "Take out all that the agenda says, too", NULL, NULL },
    { .type = OPTION_HISTORY, .place = offsetof(RetireOptions, common.history) },
    { "by", 0, OPTION_TEXT, offsetof(RetireOptions, common.by),
      "Who retires it (default: your login name)", "NAME", NULL },
    { "message", 'm', OPTION_TEXT, offsetof(RetireOptions, common.why), "Why, for the history",
      "WHY", NULL },
};

static ExitStatus run(gconstpointer data, char **operands)
{
    const RetireOptions *options = data;
    g_autoptr(Withdrawal) withdrawal =
        options->withdraws ? withdrawal_new(WITHDRAWAL_AGENDA, NULL, NULL) : NULL;
    Withdrawing work = {
        .agenda = operands[0], .withdrawal = withdrawal, .since = 1, .options = &options->common
    };

    return withdrawing_run(&work);
}

const Command command_retire = {
    .name = "retire",
    .arguments = "AGENDA",
    .summary = "End an agenda",
    .description =
        "The agenda is no longer listed, and files that say anything new of it are held\n"
        "back until publish --accept. Its calendars stay at their addresses as they are;\n"
        "with --withdraw nothing is left in them, or in any earlier revision, of an\n"
        "agenda that should never have been public.\n\n"
        "Exit status: 0 fine, 1 with --withdraw if nothing is left to take out, 2 wrong\n"
        "usage, 3 the history could not be written.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(RetireOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
