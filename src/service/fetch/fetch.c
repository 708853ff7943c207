#include "service/fetch/fetch.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "service/fetch/fetch_wire.h"
#include "service/helper/helper.h"

G_DEFINE_QUARK(fetch - error, fetch_error)

/* So many seconds more than its own limits the helper may take, for what they do not cover. */
#define MARGIN 15

void fetch_answer_clear(FetchAnswer *answer)
{
    if (answer->body > STDERR_FILENO) {
        close(answer->body);
    }
    g_clear_pointer(&answer->url, g_free);
    g_clear_pointer(&answer->etag, g_free);
    g_clear_pointer(&answer->last_modified, g_free);
}

static bool fail(GError **error, FetchError code, const char *text)
{
    g_set_error_literal(error, FETCH_ERROR, code, text);
    return false;
}

/* --- the request ------------------------------------------------------------------------- */

static void set_text(GKeyFile *wire, const char *key, const char *value)
{
    if (value != NULL) {
        g_key_file_set_string(wire, FETCH_WIRE_GROUP, key, value);
    }
}

/* Writes what is asked into a file: a command line could be read by others, and an address may hold
 * a key. Returns -1 if there is no place for it. */
static int write_request(const FetchRequest *request)
{
    g_autoptr(GKeyFile) wire = g_key_file_new();
    gsize size = 0;

    set_text(wire, FETCH_WIRE_URL, request->url);
    set_text(wire, FETCH_WIRE_ETAG, request->etag);
    set_text(wire, FETCH_WIRE_LAST_MODIFIED, request->last_modified);
    g_key_file_set_boolean(wire, FETCH_WIRE_GROUP, FETCH_WIRE_OUTSIDE, request->must_be_outside);
    g_key_file_set_boolean(wire, FETCH_WIRE_GROUP, FETCH_WIRE_PAGES, request->has_pages);
    g_key_file_set_uint64(wire, FETCH_WIRE_GROUP, FETCH_WIRE_MOST, request->most);
    g_autofree char *text = g_key_file_to_data(wire, &size, NULL);
    int file = memfd_create("request", MFD_CLOEXEC);
    if (file >= 0 && (write(file, text, size) != (ssize_t)size || lseek(file, 0, SEEK_SET) != 0)) {
        close(file);
        return -1;
    }
    return file;
}

/* --- the answer -------------------------------------------------------------------------- */

static char *dup_text(GKeyFile *wire, const char *key)
{
    return g_key_file_get_string(wire, FETCH_WIRE_GROUP, key, NULL);
}

static guint number_of(GKeyFile *wire, const char *key)
{
    return (guint)MAX(0, g_key_file_get_integer(wire, FETCH_WIRE_GROUP, key, NULL));
}

/* The helper was ended by somebody. */
static bool tell_end(const Helper *helper, GError **error)
{
    if (helper->end == HELPER_END_STOPPED) {
        return fail(error, FETCH_ERROR_STOPPED, "the fetch was stopped");
    }
    if (helper->end == HELPER_END_LATE) {
        return fail(error, FETCH_ERROR_PASSING, "it is too slow: it takes more than its time");
    }
    g_set_error(error, FETCH_ERROR, FETCH_ERROR_PASSING,
                "the process that fetches was ended by signal %d", helper->number);
    return false;
}

/* What the helper told; NULL, with an error, if that is not what it should. */
static GKeyFile *read_answer(const Helper *helper, GError **error)
{
    gsize size = 0;
    g_autofree char *text = helper_dup_file(helper->messages, &size);
    g_autoptr(GKeyFile) wire = g_key_file_new();

    if (helper->end != HELPER_END_STATUS) {
        tell_end(helper, error);
        return NULL;
    }
    if (text == NULL || helper->number != EXIT_STATUS_OK ||
        !g_key_file_load_from_data(wire, text, size, G_KEY_FILE_NONE, NULL)) {
        fail(error, FETCH_ERROR_ENVIRONMENT,
             "the process that fetches broke down, which is a fault of confeed: please report it");
        return NULL;
    }
    return g_steal_pointer(&wire);
}

static FetchOutcome take_answer(Helper *helper, FetchAnswer *out, GError **error)
{
    g_autoptr(GKeyFile) wire = read_answer(helper, error);

    if (wire == NULL) {
        return FETCH_OUTCOME_FAILED;
    }
    out->status = number_of(wire, FETCH_WIRE_STATUS);
    out->retry_after = number_of(wire, FETCH_WIRE_RETRY_AFTER);
    FetchOutcome outcome = number_of(wire, FETCH_WIRE_OUTCOME);
    g_autofree char *message = dup_text(wire, FETCH_WIRE_MESSAGE);
    if (outcome == FETCH_OUTCOME_FAILED || outcome > FETCH_OUTCOME_NEW) {
        guint code = number_of(wire, FETCH_WIRE_ERROR);
        fail(error, MIN(code, FETCH_ERROR_ENVIRONMENT), message != NULL ? message : "");
        return FETCH_OUTCOME_FAILED;
    }
    out->url = dup_text(wire, FETCH_WIRE_URL);
    out->is_outside = g_key_file_get_boolean(wire, FETCH_WIRE_GROUP, FETCH_WIRE_OUTSIDE, NULL);
    if (outcome == FETCH_OUTCOME_NEW) {
        out->etag = dup_text(wire, FETCH_WIRE_ETAG);
        out->last_modified = dup_text(wire, FETCH_WIRE_LAST_MODIFIED);
        out->body = helper->out;
        helper->out = 0;
    }
    return outcome;
}

FetchOutcome fetch_run(const FetchRequest *request, FetchAnswer *out, GError **error)
{
    static const char *const ARGUMENTS[] = { FETCH_COMMAND, NULL };
    guint seconds = request->has_pages ? FETCH_WIRE_PAGES_SECONDS : FETCH_WIRE_SECONDS;
    const HelperTask task = { ARGUMENTS, write_request(request), seconds + MARGIN, request->stop };
    g_auto(Helper) helper = { 0 };
    g_autoptr(GError) fault = NULL;

    *out = (FetchAnswer){ 0 };
    if (task.input < 0) {
        fail(error, FETCH_ERROR_ENVIRONMENT, g_strerror(errno));
        return FETCH_OUTCOME_FAILED;
    }
    bool has_run = helper_run(&task, &helper, &fault);
    close(task.input);
    if (!has_run) {
        fail(error, FETCH_ERROR_ENVIRONMENT, fault->message);
        return FETCH_OUTCOME_FAILED;
    }
    return take_answer(&helper, out, error);
}
