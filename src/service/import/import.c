#include "service/import/import.h"

#include <errno.h>
#include <signal.h>

#include "service/helper/helper.h"

G_DEFINE_QUARK(import - error, import_error)

/* So many seconds the reader of a source may take in all. One that computes is ended sooner. */
#define PATIENCE 60

void import_clear(Import *import)
{
    g_clear_pointer(&import->agenda, g_free);
    g_clear_pointer(&import->remarks, g_strfreev);
}

static bool fail(GError **error, const char *what)
{
    int code = errno;

    g_set_error(error, IMPORT_ERROR, IMPORT_ERROR_ENVIRONMENT, "%s: %s", what, g_strerror(code));
    return false;
}

/* --- the process ------------------------------------------------------------------------- */

static char *dup_operand(const char *text)
{
    return g_strdup(text != NULL ? text : "");
}

/* The command line of the process. The caller frees it with g_ptr_array_unref. */
static GPtrArray *make_arguments(const ImportRequest *request)
{
    const ForeignOptions *options = &request->options;
    const char *const *column = request->hints.columns;
    const char delimiter[] = { request->hints.delimiter, '\0' };
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(arguments, g_strdup(IMPORT_COMMAND));
    g_ptr_array_add(arguments, g_strdup(request->format->name));
    g_ptr_array_add(arguments, g_strdup(FOREIGN_AGENCIES_WORDS[options->agencies]));
    g_ptr_array_add(arguments, dup_operand(options->id));
    g_ptr_array_add(arguments, dup_operand(options->title));
    g_ptr_array_add(arguments, dup_operand(options->timezone));
    g_ptr_array_add(arguments, g_strdup(delimiter));
    for (; column != NULL && *column != NULL; column++) {
        g_ptr_array_add(arguments, g_strdup(*column));
    }
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

/* --- what it wrote ----------------------------------------------------------------------- */

/* Why a process was ended by a signal. */
static const char *signal_words(int number)
{
    switch (number) {
    case SIGXCPU:
    case SIGKILL:
        return "it takes too long to read";
    case SIGXFSZ:
        return "it makes an agenda that is too large";
    case SIGABRT:
    case SIGTRAP:
        return "it takes more memory to read than there is, or is more than its reader can take";
    default:
        return "its reader broke down over it, which is a fault of confeed: please report it";
    }
}

static bool take_failure(const Helper *helper, const char *messages, GError **error)
{
    if (helper->end == HELPER_END_STOPPED) {
        g_set_error_literal(error, IMPORT_ERROR, IMPORT_ERROR_STOPPED, "reading it was stopped");
        return false;
    }
    bool is_signal = helper->end != HELPER_END_STATUS;
    bool is_source = is_signal || helper->number == EXIT_STATUS_INPUT;
    const char *text = is_signal             ? signal_words(helper->number)
                       : messages[0] != '\0' ? messages
                                             : "its reader broke down over it";

    g_set_error_literal(error, IMPORT_ERROR,
                        is_source ? IMPORT_ERROR_SOURCE : IMPORT_ERROR_ENVIRONMENT, text);
    return false;
}

static bool take_result(const Helper *helper, Import *out, GError **error)
{
    gsize length = 0;
    g_autofree char *messages = helper_dup_file(helper->messages, &length);

    if (messages == NULL) {
        return fail(error, "what the reader of the source said is lost");
    }
    g_strchomp(messages);
    if (helper->end != HELPER_END_STATUS || helper->number != EXIT_STATUS_OK) {
        return take_failure(helper, messages, error);
    }
    out->agenda = helper_dup_file(helper->out, &out->size);
    if (out->agenda == NULL) {
        return fail(error, "what the reader of the source wrote is lost");
    }
    out->remarks = *messages != '\0' ? g_strsplit(messages, "\n", -1) : g_new0(char *, 1);
    return true;
}

bool import_run(int source, int stop, const ImportRequest *request, Import *out, GError **error)
{
    g_autoptr(GPtrArray) arguments = make_arguments(request);
    const HelperTask task = { .arguments = (const char *const *)arguments->pdata,
                              .input = source,
                              .patience = PATIENCE,
                              .stop = stop };
    g_auto(Helper) helper = { 0 };
    g_autoptr(GError) fault = NULL;

    if (!helper_run(&task, &helper, &fault)) {
        g_set_error_literal(error, IMPORT_ERROR, IMPORT_ERROR_ENVIRONMENT, fault->message);
        return false;
    }
    return take_result(&helper, out, error);
}
