/* Fetches an address: tool_fetch [OPTION…] URL
 *
 * Options: etag=E, last-modified=L (of the last answer), outside (it came from there), pages,
 * most=N (octets), stop (ends the fetch once standard input ends or says something).
 *
 * Prints a line for each thing that is known of the answer, an empty one, and the body.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "file/import/foreign_format.h"
#include "service/fetch/fetch.h"

static const char *const OUTCOMES[] = {
    [FETCH_OUTCOME_FAILED] = "failed",
    [FETCH_OUTCOME_NOT_MODIFIED] = "not modified",
    [FETCH_OUTCOME_NEW] = "new",
};

static const char *const ERRORS[] = {
    [FETCH_ERROR_PASSING] = "passing",         [FETCH_ERROR_LASTING] = "lasting",
    [FETCH_ERROR_ADDRESS] = "address",         [FETCH_ERROR_STOPPED] = "stopped",
    [FETCH_ERROR_ENVIRONMENT] = "environment",
};

/* What follows the name of an option in a word; NULL if it is another. */
static const char *value_of(const char *word, const char *name)
{
    return g_str_has_prefix(word, name) ? word + strlen(name) : NULL;
}

static void read_option(const char *word, FetchRequest *request)
{
    const char *etag = value_of(word, "etag=");
    const char *last_modified = value_of(word, "last-modified=");
    const char *most = value_of(word, "most=");

    request->etag = etag != NULL ? etag : request->etag;
    request->last_modified = last_modified != NULL ? last_modified : request->last_modified;
    request->most = most != NULL ? g_ascii_strtoull(most, NULL, 10) : request->most;
    request->must_be_outside |= strcmp(word, "outside") == 0;
    request->has_pages |= strcmp(word, "pages") == 0;
    request->stop = strcmp(word, "stop") == 0 ? STDIN_FILENO : request->stop;
}

static void print(const char *name, const char *value)
{
    if (value != NULL) {
        printf("%s: %s\n", name, value);
    }
}

static void print_body(int body)
{
    char chunk[64 * 1024];
    ssize_t n = 0;

    while (body > 0 && (n = read(body, chunk, sizeof chunk)) > 0) {
        fwrite(chunk, 1, (gsize)n, stdout);
    }
}

int main(int argc, char **argv)
{
    FetchRequest request = { .url = argv[argc - 1], .most = FOREIGN_MAX_SIZE, .stop = -1 };
    g_auto(FetchAnswer) answer = { 0 };
    g_autoptr(GError) error = NULL;

    if (strcmp(argv[1], FETCH_COMMAND) == 0) {
        fetch_serve();
    }
    for (int i = 1; i < argc - 1; i++) {
        read_option(argv[i], &request);
    }
    print("outcome", OUTCOMES[fetch_run(&request, &answer, &error)]);
    print("url", answer.url);
    print("etag", answer.etag);
    print("last-modified", answer.last_modified);
    print("outside", answer.is_outside ? "yes" : "no");
    printf("status: %u\nretry-after: %u\n", answer.status, answer.retry_after);
    print("error", error != NULL ? ERRORS[error->code] : NULL);
    print("message", error != NULL ? error->message : NULL);
    putchar('\n');
    print_body(answer.body);
    return 0;
}
