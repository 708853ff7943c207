#include "cli/common/history_file.h"

#include <string.h>

#include "base/suggest.h"
#include "cli/command.h"
#include "service/message.h"

/* An unknown agenda is answered with the known ones, as far as a person will read. */
#define MAX_LISTED 40

const char *history_file_path(const char *given)
{
    const char *set = g_getenv("CONFEED_HISTORY");

    /* A variable that is empty counts as unset. */
    return given != NULL ? given : set != NULL && *set != '\0' ? set : HISTORY_FILE_DEFAULT;
}

History *history_file_open(const char *path, HistoryAccess access, ExitStatus *out_status)
{
    g_autoptr(GError) error = NULL;
    History *history = history_open(path, access, &error);

    if (history == NULL) {
        bool is_missing = access != HISTORY_WRITE && !g_file_test(path, G_FILE_TEST_EXISTS);
        message_error("%s%s", error->message,
                      is_missing ? "; --history or CONFEED_HISTORY says where it is" : "");
        *out_status = EXIT_STATUS_ENVIRONMENT;
    }
    return history;
}

History *history_file_open_existing(const char *path, HistoryAccess access, ExitStatus *out_status)
{
    g_autoptr(History) there = history_file_open(path, HISTORY_READ, out_status);

    return there == NULL || access == HISTORY_READ ? g_steal_pointer(&there)
                                                   : history_file_open(path, access, out_status);
}

ExitStatus history_file_say_unknown(History *history, const char *agenda)
{
    g_autoptr(GPtrArray) known = history_list_agendas(history, NULL);
    guint length = known != NULL ? known->len : 0;
    const char *nearest =
        length > 0 ? suggest_nearest(agenda, (const char *const *)known->pdata, length) : NULL;
    g_autoptr(GString) text = g_string_new(NULL);

    if (nearest != NULL) {
        g_string_append_printf(text, " (did you mean \"%s\"?)", nearest);
    }
    for (guint i = 0; i < MIN(length, MAX_LISTED); i++) {
        g_string_append_printf(text, "%s%s",
                               i > 0 ? ", " : "; it holds: ", (const char *)known->pdata[i]);
    }
    if (length > MAX_LISTED) {
        g_string_append_printf(text, " and %u more", length - MAX_LISTED);
    }
    message_error("%s holds no agenda \"%s\"%s", history_name(history), agenda, text->str);
    return EXIT_STATUS_USAGE;
}

bool history_file_find_last(History *history, const char *agenda, guint *out_last,
                            ExitStatus *out_status)
{
    g_autoptr(GError) error = NULL;
    guint last;

    /* The end of time finds the last revision. */
    if (!history_find(history, agenda, G_MAXINT64, &last, &error)) {
        *out_status = command_fail(error);
        return false;
    }
    if (last == 0) {
        *out_status = history_file_say_unknown(history, agenda);
        return false;
    }
    *out_last = last;
    return true;
}

/* --- names of revisions ------------------------------------------------------------------ */

void revision_name_clear(RevisionName *name)
{
    g_clear_pointer(&name->agenda, g_free);
}

/* The number in the name of a revision, "" for the last one; NULL if the text is no such name. Nine
 * digits are allowed, which always fit a guint. */
static const char *find_digits(const char *text)
{
    const char *at = strchr(text, '@');
    const char *digits = at != NULL ? at + 1 : text;

    if (at == text || digits[strspn(digits, "0123456789")] != '\0' || strlen(digits) > 9 ||
        (at == NULL && *digits == '\0')) {
        return NULL;
    }
    return digits;
}

bool revision_name_is_one(const char *text)
{
    return find_digits(text) != NULL;
}

/* The agenda meant by a name without one: the only agenda of the history. */
static char *dup_only_agenda(History *history, const char *text, ExitStatus *out_status)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) agendas = history_list_agendas(history, &error);

    if (agendas == NULL) {
        *out_status = command_fail(error);
        return NULL;
    }
    if (agendas->len == 1) {
        return g_strdup(agendas->pdata[0]);
    }
    *out_status = EXIT_STATUS_USAGE;
    if (agendas->len == 0) {
        message_error("nothing has been published into %s yet", history_name(history));
    } else {
        message_error("%s holds %u agendas: say of which, such as %s@%s", history_name(history),
                      agendas->len, (const char *)agendas->pdata[0], text);
    }
    return NULL;
}

bool revision_name_resolve(History *history, const char *text, RevisionName *out_name,
                           ExitStatus *out_status)
{
    const char *digits = find_digits(text);
    guint last;

    if (digits == NULL) {
        message_error("\"%s\" is no revision; expected a number, or an agenda with one, such as "
                      "gfmd-2007@12",
                      text);
        *out_status = EXIT_STATUS_USAGE;
        return false;
    }
    g_autofree char *agenda = digits == text ? dup_only_agenda(history, text, out_status)
                                             : g_strndup(text, (gsize)(digits - text) - 1);
    if (agenda == NULL || !history_file_find_last(history, agenda, &last, out_status)) {
        return false;
    }
    guint64 number = *digits != '\0' ? g_ascii_strtoull(digits, NULL, 10) : last;
    if (number == 0 || number > last) {
        message_error("%s has the revisions 1 to %u, and no %s", agenda, last, digits);
        *out_status = EXIT_STATUS_USAGE;
        return false;
    }
    out_name->agenda = g_steal_pointer(&agenda);
    out_name->number = (guint)number;
    return true;
}
