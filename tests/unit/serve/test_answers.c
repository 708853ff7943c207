#include "serve/answers.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "render/page/page_frame.h"
#include "support.h"

#define STAMP "2007-07-12T00:00:00Z"
#define NO_SNIFFING "X-Content-Type-Options: nosniff\r\n"
#define NO_PAGE NO_SNIFFING "Content-Security-Policy: default-src 'none'\r\n"
#define PAGE                                                                                \
    NO_SNIFFING "Content-Security-Policy: " PAGE_FRAME_POLICY PAGE_FRAME_ANCESTORS "'none'" \
                "\r\nReferrer-Policy: no-referrer\r\n"                                      \
                "Cross-Origin-Resource-Policy: same-origin\r\n"
#define TEXT_HEAD "Content-Type: text/plain; charset=utf-8\r\n" NO_PAGE
#define CACHED "Cache-Control: " RESPONSE_CACHE_BRIEFLY "\r\n"
#define INLINE "Content-Disposition: inline; filename=\"test.ics\"\r\n"
#define ATTACHED "Content-Disposition: attachment; filename=\"test.ics\"\r\n"
#define ROOT "The page at / leads to all calendars.\n"

static Snapshot *new_snapshot(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };
    Agenda *agenda = support_agenda_new();

    agenda_finish(agenda);
    g_ptr_array_add(revisions, revision_new(agenda, support_stamp(STAMP)));
    return snapshot_new(revisions, &options);
}

static int set_up(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();

    /* Answers must outlive what they were made of. */
    *state = answers_new(snapshot, &(Policy){ 0 }, NULL);
    return 0;
}

static int tear_down(void **state)
{
    answers_unref(*state);
    return 0;
}

/* --- One request over a pair of sockets: no port, no thread -------------------------------- */

/* What is to be queued; the first that is set. */
typedef struct Order {
    const Answers *answers;
    Refusal refusal;
    ParameterSet parameters; /* for REFUSAL_QUERY, and so the next */
    const char *fault;
    const char *redirect;
    const Resource *resource;
    bool download;
    bool not_modified;
    ContentCoding coding;
    ByteRange range;
} Order;

static enum MHD_Result queue_order(void *data, struct MHD_Connection *connection, const char *url,
                                   const char *method, const char *version, const char *upload,
                                   size_t *upload_size, void **request_data)
{
    const Order *order = data;

    if (order->refusal == REFUSAL_QUERY) {
        return answers_queue_query_fault(order->answers, connection, order->parameters,
                                         order->fault);
    }
    if (order->refusal != REFUSAL_NONE) {
        return answers_queue_refusal(order->answers, connection, order->refusal);
    }
    if (order->redirect != NULL) {
        return answers_queue_redirect(order->answers, connection, order->redirect);
    }
    ResponseForm form = { .coding = order->coding,
                          .download = order->download,
                          .not_modified = order->not_modified,
                          .range = order->range };
    return resource_answer_queue(answers_find(order->answers, order->resource), connection, &form);
}

static void send_text(int fd, const char *text)
{
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

/* All that is sent until the connection is closed. */
static GString *receive_all(struct MHD_Daemon *daemon, int fd)
{
    GString *received = g_string_new(NULL);
    char octets[4096];
    gssize n;

    while ((n = recv(fd, octets, sizeof octets, MSG_DONTWAIT)) != 0) {
        if (n > 0) {
            g_string_append_len(received, octets, n);
        } else {
            assert_int_equal(MHD_run_wait(daemon, 1000), MHD_YES);
        }
    }
    return received;
}

/* The whole answer, head and body, but without Date; the caller's own. */
static char *answer_to(const char *method, Order order)
{
    g_autofree char *request =
        g_strdup_printf("%s / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", method);
    struct sockaddr_in nobody = { .sin_family = AF_INET };
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_NO_LISTEN_SOCKET | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, NULL, NULL,
                         queue_order, &order, MHD_OPTION_END);
    int pair[2];

    assert_non_null(daemon);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    assert_int_equal(MHD_add_connection(daemon, pair[0], (struct sockaddr *)&nobody, sizeof nobody),
                     MHD_YES);
    send_text(pair[1], request);
    GString *answer = receive_all(daemon, pair[1]);
    close(pair[1]);
    MHD_stop_daemon(daemon);
    return g_string_free(answer, FALSE);
}

/* `head` is what stands between the status line and Content-Length, but for Connection. */
static void assert_answer(const char *method, Order order, const char *status, const char *head,
                          const char *body)
{
    g_autofree char *answer = answer_to(method, order);
    g_autofree char *expected =
        g_strdup_printf("HTTP/1.1 %s\r\nConnection: close\r\n%sContent-Length: %zu\r\n\r\n%s",
                        status, head, strlen(body), g_str_equal(method, "HEAD") ? "" : body);

    assert_string_equal(answer, expected);
}

/* --- Resources ----------------------------------------------------------------------------- */

static const Resource *resource_at(const Answers *answers, const char *path)
{
    const Resource *resource = snapshot_find(answers_snapshot(answers), path);

    assert_non_null(resource);
    return resource;
}

/* The head of a resource, with how it is protected and named; the caller's own. */
static char *dup_head(const Resource *resource, const char *protection, const char *name)
{
    return g_strdup_printf("Content-Type: %s\r\n%s"
                           "Accept-Ranges: bytes\r\n%sETag: %s\r\n" CACHED,
                           resource->media_type, protection, name, resource->etag);
}

static char *dup_body(const Resource *resource)
{
    return g_strndup(g_bytes_get_data(resource->body, NULL), g_bytes_get_size(resource->body));
}

static void a_feed_is_sent_as_it_is_in_the_snapshot(void **state)
{
    const Resource *feed = resource_at(*state, "test/agenda.ics");
    g_autofree char *head = dup_head(feed, NO_PAGE, INLINE);
    g_autofree char *body = dup_body(feed);
    Order order = { .answers = *state, .resource = feed };

    assert_answer("GET", order, "200 OK", head, body);
    assert_answer("HEAD", order, "200 OK", head, body);
}

static void a_page_has_no_name_to_be_saved_under(void **state)
{
    const Resource *page = resource_at(*state, "test/index.html");
    g_autofree char *head = dup_head(page, PAGE, "");
    g_autofree char *body = dup_body(page);

    assert_answer("GET", (Order){ .answers = *state, .resource = page }, "200 OK", head, body);
    assert_answer("GET", (Order){ .answers = *state, .resource = page, .download = true }, "200 OK",
                  head, body);
}

static void a_download_is_an_attachment_for_one_request_only(void **state)
{
    const Resource *feed = resource_at(*state, "test/agenda.ics");
    g_autofree char *attached = dup_head(feed, NO_PAGE, ATTACHED);
    g_autofree char *shown = dup_head(feed, NO_PAGE, INLINE);
    g_autofree char *body = dup_body(feed);
    Order order = { .answers = *state, .resource = feed, .download = true };

    assert_answer("GET", order, "200 OK", attached, body);
    order.download = false;
    assert_answer("GET", order, "200 OK", shown, body);
}

static void what_a_client_has_already_is_told_without_a_body(void **state)
{
    static const char STATUS[] = "HTTP/1.1 304 Not Modified\r\n";
    const Resource *feed = resource_at(*state, "test/agenda.ics");
    /* A length only where the library always sends one: that of the 200 (RFC 9110 §8.6). */
    g_autofree char *length =
        MHD_VERSION >= 0x00097701
            ? g_strdup("")
            : g_strdup_printf("Content-Length: %zu\r\n", g_bytes_get_size(feed->body));
    g_autofree char *expected = g_strdup_printf(
        "%sConnection: close\r\nETag: %s\r\n" CACHED "%s\r\n", STATUS, feed->etag, length);
    Order order = { .answers = *state, .resource = feed, .not_modified = true };
    g_autofree char *answer = answer_to("GET", order);

    assert_string_equal(answer, expected);
    order.download = true;
    g_autofree char *of_download = answer_to("GET", order);
    assert_string_equal(of_download, expected);
}

static void a_part_is_cut_from_the_same_octets(void **state)
{
    const Resource *feed = resource_at(*state, "test/agenda.ics");
    g_autofree char *plain = dup_head(feed, NO_PAGE, INLINE);
    g_autofree char *head =
        g_strdup_printf("%sContent-Range: bytes 6-14/%zu\r\n", plain, g_bytes_get_size(feed->body));
    Order order = { .answers = *state,
                    .resource = feed,
                    .range = { .kind = BYTE_RANGE_PART, .first = 6, .length = 9 } };

    assert_answer("GET", order, "206 Partial Content", head, "VCALENDAR");
}

static void a_policy_says_how_long_and_by_whom_feeds_are_read(void **state)
{
    static const char CACHE[] = "\r\nCache-Control: public, max-age=7\r\n";
    static const char ANY_ORIGIN[] = "\r\nAccess-Control-Allow-Origin: *\r\n"
                                     "Access-Control-Expose-Headers: ETag\r\n";
    Policy policy = { .cache_control = "public, max-age=7", .any_origin = true };
    g_autoptr(Answers) answers = answers_new((Snapshot *)answers_snapshot(*state), &policy, NULL);
    Order of_feed = { .answers = answers, .resource = resource_at(answers, "test/agenda.ics") };
    Order of_page = { .answers = answers, .resource = resource_at(answers, "test/index.html") };
    Order of_known = { .answers = answers, .resource = of_feed.resource, .not_modified = true };
    Order refused = { .answers = answers, .refusal = REFUSAL_NOT_FOUND };
    g_autofree char *feed = answer_to("HEAD", of_feed);
    g_autofree char *page = answer_to("HEAD", of_page);
    g_autofree char *known = answer_to("HEAD", of_known);
    g_autofree char *refusal = answer_to("HEAD", refused);

    assert_non_null(strstr(feed, CACHE));
    assert_non_null(strstr(feed, ANY_ORIGIN));
    assert_non_null(strstr(page, CACHE));
    assert_null(strstr(page, ANY_ORIGIN));
    assert_non_null(strstr(known, CACHE));
    /* A script that asks with a tag gets the 304 itself. */
    assert_non_null(strstr(known, ANY_ORIGIN));
    assert_non_null(strstr(refusal, "\r\nCache-Control: no-store\r\n"));
}

/* --- Redirects and refusals ---------------------------------------------------------------- */

static void a_page_without_its_slash_is_moved_to_its_folder(void **state)
{
    Order order = { .answers = *state, .redirect = "/test/?agency=ilo" };

    assert_answer("GET", order, "301 Moved Permanently",
                  TEXT_HEAD CACHED "Location: /test/?agency=ilo\r\n",
                  "This stands at another address, which Location names.\n");
}

static void what_leads_on_stays_under_the_root(void **state)
{
    Policy policy = { .root = "/feeds/" };
    g_autoptr(Answers) answers = answers_new((Snapshot *)answers_snapshot(*state), &policy, NULL);
    Order order = { .answers = answers, .redirect = "/test/?agency=ilo" };

    assert_answer("GET", order, "301 Moved Permanently",
                  TEXT_HEAD CACHED "Location: /feeds/test/?agency=ilo\r\n",
                  "This stands at another address, which Location names.\n");
    order = (Order){ .answers = answers, .refusal = REFUSAL_NOT_FOUND };
    assert_answer("GET", order, "404 Not Found", TEXT_HEAD "Cache-Control: no-store\r\n",
                  "Nothing stands at this address. The page at /feeds/ leads to all calendars.\n");
}

static void a_preflight_says_that_scripts_may_ask(void **state)
{
    g_autofree char *answer =
        answer_to("OPTIONS", (Order){ .answers = *state, .refusal = REFUSAL_PREFLIGHT });

    assert_string_equal(answer, "HTTP/1.1 204 No Content\r\nConnection: close\r\n"
                                "Allow: GET, HEAD\r\nAccess-Control-Allow-Origin: *\r\n"
                                "Access-Control-Allow-Methods: GET, HEAD\r\n"
                                "Access-Control-Allow-Headers: *\r\n"
                                "Access-Control-Max-Age: 86400\r\n\r\n");
}

static void every_refusal_says_why_in_words(void **state)
{
    static const struct {
        const char *status;
        const char *words;
    } OF_REFUSAL[] = {
        [REFUSAL_NOT_FOUND] = { "404 Not Found", "Nothing stands at this address. " ROOT },
        [REFUSAL_METHOD] = { "405 Method Not Allowed",
                             "Calendars can only be read here: use GET or HEAD.\n" },
        [REFUSAL_ASTERISK] = { "200 OK", "Calendars can only be read here: use GET or HEAD.\n" },
        [REFUSAL_NO_HISTORY] = { "400 Bad Request",
                                 "There is no history here: this calendar is known only as it is "
                                 "now.\nLeave out rev and at.\n" },
        [REFUSAL_TARGET] = { "400 Bad Request", "This is not a well-formed address. " ROOT },
        [REFUSAL_TOO_LONG] = { "414 URI Too Long", "This address is too long. " ROOT },
        [REFUSAL_HEAD] = { "431 Request Header Fields Too Large",
                           "The header of the request is too large. No cookies are needed "
                           "here.\n" },
        [REFUSAL_FIELD] = { "400 Bad Request", "A header field of the request is malformed.\n" },
        [REFUSAL_HOST] = { "400 Bad Request",
                           "The request needs exactly one Host field, with a name or an address.\n" },
        [REFUSAL_BODY] = { "400 Bad Request",
                           "Calendars can only be read here: send the request without a body, and "
                           "without Transfer-Encoding and Expect.\n" },
        [REFUSAL_NAME] = { "421 Misdirected Request",
                           "This service does not go by the name that it was asked under. Whoever "
                           "runs it can add one, with --host.\n" },
        [REFUSAL_PRECONDITION] = { "412 Precondition Failed",
                                   "What is here now is not what If-Match or If-Unmodified-Since of "
                                   "the request names. Ask without them to get it.\n" },
        [REFUSAL_BUSY] = { "503 Service Unavailable",
                           "Too much is asked for at the moment. Ask again in a second.\n" },
        [REFUSAL_FAILED] = { "503 Service Unavailable",
                             "This cannot be made at the moment. Ask again in a minute.\n" },
    };
    static const char *const MORE[N_REFUSALS] = {
        [REFUSAL_METHOD] = "Allow: GET, HEAD\r\n",
        [REFUSAL_ASTERISK] = "Allow: GET, HEAD\r\n",
        [REFUSAL_BUSY] = "Retry-After: 1\r\n",
        [REFUSAL_FAILED] = "Retry-After: 60\r\n",
    };

    assert_int_equal(G_N_ELEMENTS(OF_REFUSAL), N_REFUSALS);
    for (Refusal refusal = REFUSAL_QUERY + 1; refusal < N_REFUSALS; refusal++) {
        if (refusal == REFUSAL_PREFLIGHT) {
            continue;
        }
        g_autofree char *head =
            g_strconcat(TEXT_HEAD "Cache-Control: no-store\r\n", MORE[refusal], NULL);
        assert_answer("GET", (Order){ .answers = *state, .refusal = refusal },
                      OF_REFUSAL[refusal].status, head, OF_REFUSAL[refusal].words);
    }
}

static void parameters_are_refused_with_those_that_there_are(void **state)
{
    Order order = { .answers = *state,
                    .refusal = REFUSAL_QUERY,
                    .parameters = PARAMETER_PLENARY | PARAMETER_DOWNLOAD };
    g_autofree char *described = query_describe(order.parameters);
    g_autofree char *with_fault = g_strconcat("Not so.\n", described, NULL);
    const char *head = TEXT_HEAD "Cache-Control: no-store\r\n";

    assert_answer("GET", order, "400 Bad Request", head, described);
    order.fault = "Not so.";
    assert_answer("GET", order, "400 Bad Request", head, with_fault);
}

/* --- Ownership ------------------------------------------------------------------------------ */

static gpointer use_and_drop(gpointer data)
{
    Answers *answers = data;

    for (guint i = 0; i < 1000; i++) {
        Answers *own = answers_ref(answers);
        assert_non_null(answers_snapshot(own));
        answers_unref(own);
    }
    answers_unref(answers);
    return NULL;
}

static void threads_can_share_answers(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    Answers *answers = answers_new(snapshot, &(Policy){ 0 }, NULL);
    GThread *threads[4];

    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        threads[i] = g_thread_new("user", use_and_drop, answers_ref(answers));
    }
    assert_ptr_equal(answers_snapshot(answers), snapshot);
    answers_unref(answers);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_thread_join(threads[i]);
    }
}

/* --- In gzip ------------------------------------------------------------------------------- */

/* A snapshot with bodies in gzip where that pays. */
static Snapshot *new_compressed_snapshot(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { .compress = true };
    Agenda *agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");

    for (guint i = 0; i < 20; i++) {
        g_autofree char *id = g_strdup_printf("%u", i);
        support_add_session(agenda, slot, SESSION_KIND_SESSION, id, "A session like the others");
    }
    agenda_finish(agenda);
    g_ptr_array_add(revisions, revision_new(agenda, 1184198400));
    return snapshot_new(revisions, &options);
}

static void who_accepts_gzip_is_sent_another_body_with_another_tag(void **state)
{
    g_autoptr(Snapshot) snapshot = new_compressed_snapshot();
    g_autoptr(Answers) answers = answers_new(snapshot, &(Policy){ 0 }, NULL);
    const Resource *feed = resource_at(answers, "test/agenda.ics");
    const ResourceAnswer *prepared = answers_find(answers, feed);
    ContentCoding gzip = resource_answer_choose(prepared, "gzip");
    g_autofree char *plain = answer_to("GET", (Order){ .answers = answers, .resource = feed });
    g_autofree char *compressed =
        answer_to("HEAD", (Order){ .answers = answers, .resource = feed, .coding = gzip });
    g_autofree char *known = answer_to(
        "GET",
        (Order){ .answers = answers, .resource = feed, .coding = gzip, .not_modified = true });
    g_autofree char *length =
        g_strdup_printf("\r\nContent-Length: %zu\r\n", g_bytes_get_size(feed->gzip));

    assert_int_equal(gzip, CONTENT_CODING_GZIP);
    assert_int_equal(resource_answer_choose(prepared, NULL), CONTENT_CODING_IDENTITY);
    assert_string_not_equal(feed->etag, feed->gzip_etag);
    assert_string_equal(response_etag(feed, gzip), feed->gzip_etag);
    assert_string_equal(response_etag(feed, CONTENT_CODING_IDENTITY), feed->etag);
    assert_non_null(strstr(plain, "\r\nVary: Accept-Encoding\r\n"));
    assert_non_null(strstr(plain, feed->etag));
    assert_null(strstr(plain, "Content-Encoding"));
    assert_non_null(strstr(compressed, "\r\nVary: Accept-Encoding\r\n"));
    assert_non_null(strstr(compressed, "\r\nContent-Encoding: gzip\r\n"));
    assert_non_null(strstr(compressed, feed->gzip_etag));
    assert_non_null(strstr(compressed, length));
    assert_true(g_str_has_prefix(known, "HTTP/1.1 304 "));
    assert_non_null(strstr(known, feed->gzip_etag));
}

static void what_would_not_get_smaller_is_sent_in_one_way(void **state)
{
    g_autoptr(Snapshot) snapshot = new_compressed_snapshot();
    g_autoptr(Answers) answers = answers_new(snapshot, &(Policy){ 0 }, NULL);
    const Resource *small = resource_at(answers, "index.html");
    g_autofree char *answer = answer_to("GET", (Order){ .answers = answers, .resource = small });

    assert_null(small->gzip);
    assert_int_equal(resource_answer_choose(answers_find(answers, small), "gzip"),
                     CONTENT_CODING_IDENTITY);
    assert_null(strstr(answer, "Vary"));
}

static void what_two_snapshots_share_is_prepared_once(void **state)
{
    g_autoptr(Snapshot) snapshot = new_compressed_snapshot();
    g_autoptr(Answers) first = answers_new(snapshot, &(Policy){ 0 }, NULL);
    g_autoptr(Answers) second = answers_new(snapshot, &(Policy){ 0 }, first);
    const Resource *feed = resource_at(first, "test/agenda.ics");

    assert_ptr_equal(answers_find(first, feed), answers_find(second, feed));
}

#define ANSWERS_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ANSWERS_TEST(a_feed_is_sent_as_it_is_in_the_snapshot),
        ANSWERS_TEST(a_page_has_no_name_to_be_saved_under),
        ANSWERS_TEST(a_download_is_an_attachment_for_one_request_only),
        ANSWERS_TEST(what_a_client_has_already_is_told_without_a_body),
        ANSWERS_TEST(a_part_is_cut_from_the_same_octets),
        ANSWERS_TEST(a_policy_says_how_long_and_by_whom_feeds_are_read),
        ANSWERS_TEST(a_page_without_its_slash_is_moved_to_its_folder),
        ANSWERS_TEST(what_leads_on_stays_under_the_root),
        ANSWERS_TEST(a_preflight_says_that_scripts_may_ask),
        ANSWERS_TEST(every_refusal_says_why_in_words),
        ANSWERS_TEST(parameters_are_refused_with_those_that_there_are),
        cmocka_unit_test(threads_can_share_answers),
        cmocka_unit_test(who_accepts_gzip_is_sent_another_body_with_another_tag),
        cmocka_unit_test(what_would_not_get_smaller_is_sent_in_one_way),
        cmocka_unit_test(what_two_snapshots_share_is_prepared_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
