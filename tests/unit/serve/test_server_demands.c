/* Covers what src/serve/request.c answers to demands. */
#include "demand_bench.h"

#include <string.h>
#include <unistd.h>

#include "serve/answer/response.h"

static void what_is_made_is_sent_with_all_that_a_file_has(void **state)
{
    DemandBench *bench = *state;
    g_auto(HttpAnswer) answer = demand_bench_ask(bench, DEMAND_BENCH_TARGET, "");

    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body, DEMAND_BENCH_KEY);
    demand_bench_assert_field(&answer, "Content-Type", "text/calendar; charset=utf-8");
    demand_bench_assert_field(&answer, "X-Content-Type-Options", "nosniff");
    demand_bench_assert_field(&answer, "Last-Modified", "Thu, 12 Jul 2007 00:00:00 GMT");
    demand_bench_assert_field(&answer, "Content-Disposition", "inline; filename=\"made.ics\"");
    demand_bench_assert_field(&answer, "Connection", "(none)");
    g_autofree char *etag = http_answer_field(&answer, "ETag");
    assert_int_equal(strlen(etag), 34);
}

static void a_revision_never_changes_but_the_rest_may(void **state)
{
    static const struct {
        const char *target;
        const char *cache;
    } OF_TARGET[] = {
        { DEMAND_BENCH_TARGET, "public, max-age=86400" },
        { DEMAND_BENCH_TARGET "&cancelled=drop", "public, max-age=86400" },
        { "/test/agenda.ics?cancelled=drop", RESPONSE_CACHE_BRIEFLY },
        { "/test/agenda.ics?at=2007-07-09T08:00:00Z", RESPONSE_CACHE_BRIEFLY },
        { "/test/agenda.atom", RESPONSE_CACHE_BRIEFLY },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(OF_TARGET); i++) {
        g_auto(HttpAnswer) answer = demand_bench_ask(*state, OF_TARGET[i].target, "");
        assert_int_equal(answer.status, 200);
        demand_bench_assert_field(&answer, "Cache-Control", OF_TARGET[i].cache);
    }
}

static void what_a_client_has_already_is_not_sent_again(void **state)
{
    DemandBench *bench = *state;
    g_auto(HttpAnswer) whole = demand_bench_ask(bench, DEMAND_BENCH_TARGET, "");
    g_autofree char *etag = http_answer_field(&whole, "ETag");
    g_autofree char *fields = g_strdup_printf("If-None-Match: %s\r\n", etag);
    g_auto(HttpAnswer) same = demand_bench_ask(bench, DEMAND_BENCH_TARGET, fields);
    g_auto(HttpAnswer) since = demand_bench_ask(
        bench, DEMAND_BENCH_TARGET, "If-Modified-Since: Thu, 12 Jul 2007 00:00:00 GMT\r\n");
    g_auto(HttpAnswer) other =
        demand_bench_ask(bench, DEMAND_BENCH_TARGET, "If-None-Match: \"x\"\r\n");

    assert_int_equal(same.status, 304);
    demand_bench_assert_field(&same, "ETag", etag);
    assert_int_equal(since.status, 304);
    assert_int_equal(other.status, 200);
    assert_string_equal(other.body, DEMAND_BENCH_KEY);
}

static void a_download_is_the_same_as_an_attachment(void **state)
{
    DemandBench *bench = *state;
    g_auto(HttpAnswer) shown = demand_bench_ask(bench, DEMAND_BENCH_TARGET "&download=0", "");
    g_auto(HttpAnswer) saved = demand_bench_ask(bench, DEMAND_BENCH_TARGET "&download=1", "");
    g_autofree char *etag = http_answer_field(&shown, "ETag");

    demand_bench_assert_field(&shown, "Content-Disposition", "inline; filename=\"made.ics\"");
    demand_bench_assert_field(&saved, "Content-Disposition", "attachment; filename=\"made.ics\"");
    demand_bench_assert_field(&saved, "ETag", etag);
    assert_string_equal(saved.body, shown.body);
    assert_int_equal(bench->fake.keys->len, 1);
}

static void head_tells_what_get_would(void **state)
{
    DemandBench *bench = *state;
    int fd = demand_bench_connect(bench);

    http_client_send(fd, "HEAD " DEMAND_BENCH_TARGET " HTTP/1.1\r\nHost: a\r\n\r\n");
    g_auto(HttpAnswer) head = demand_bench_receive(fd, false);
    g_auto(HttpAnswer) get = demand_bench_ask_on(fd, DEMAND_BENCH_TARGET, "");
    g_autofree char *etag = http_answer_field(&get, "ETag");
    assert_int_equal(head.status, 200);
    demand_bench_assert_field(&head, "ETag", etag);
    demand_bench_assert_field(&head, "Content-Length", G_STRINGIFY(21));
    assert_int_equal(strlen(DEMAND_BENCH_KEY), 21);
    assert_string_equal(get.body, DEMAND_BENCH_KEY);
    close(fd);
}

static void the_words_of_the_maker_say_why_there_is_nothing(void **state)
{
    DemandBench *bench = *state;
    int fd = demand_bench_connect(bench);

    bench->fake.outcome = DEMAND_NOT_FOUND;
    bench->fake.text = "There was no such calendar.\n";
    g_auto(HttpAnswer) absent = demand_bench_ask_on(fd, "/test/a.ics?rev=1", "");
    bench->fake.outcome = DEMAND_REFUSED;
    bench->fake.text = "There are two revisions.\n";
    g_auto(HttpAnswer) refused =
        demand_bench_ask_on(fd, "/test/a.ics?rev=2", "If-None-Match: *\r\n");
    close(fd);
    assert_int_equal(absent.status, 404);
    assert_string_equal(absent.body, "There was no such calendar.\n");
    demand_bench_assert_field(&absent, "Content-Type", "text/plain; charset=utf-8");
    demand_bench_assert_field(&absent, "Cache-Control", "no-store");
    demand_bench_assert_field(&absent, "Connection", "(none)");
    assert_int_equal(refused.status, 400);
    assert_string_equal(refused.body, "There are two revisions.\n");
}

static void where_the_maker_has_no_words_there_are_ours(void **state)
{
    DemandBench *bench = *state;

    bench->fake.outcome = DEMAND_NOT_FOUND;
    g_auto(HttpAnswer) absent = demand_bench_ask(bench, "/test/a.ics?rev=1", "");
    bench->fake.outcome = DEMAND_REFUSED;
    g_auto(HttpAnswer) refused = demand_bench_ask(bench, "/test/a.ics?rev=2", "");
    assert_int_equal(absent.status, 404);
    assert_non_null(strstr(absent.body, "Nothing stands at this address."));
    assert_int_equal(refused.status, 400);
    assert_non_null(strstr(refused.body, "rev: the number of a revision"));
}

static void after_a_failure_it_is_tried_again(void **state)
{
    DemandBench *bench = *state;

    bench->fake.outcome = DEMAND_FAILED;
    g_auto(HttpAnswer) failed = demand_bench_ask(bench, DEMAND_BENCH_TARGET, "");
    bench->fake.outcome = DEMAND_MADE;
    g_auto(HttpAnswer) made = demand_bench_ask(bench, DEMAND_BENCH_TARGET, "");
    assert_int_equal(failed.status, 503);
    demand_bench_assert_field(&failed, "Retry-After", "60");
    assert_int_equal(made.status, 200);
}

static void what_was_made_is_sent_without_the_main_thread(void **state)
{
    DemandBench *bench = *state;
    int fd = demand_bench_connect(bench);
    g_auto(HttpAnswer) first = demand_bench_ask_on(fd, DEMAND_BENCH_TARGET, "");

    /* From here on the main loop does not run. */
    http_client_get(fd, "/test/agenda.ics?cancelled=mark&rev=1", "");
    g_auto(HttpAnswer) second = http_client_receive(fd, true);
    assert_string_equal(first.body, second.body);
    assert_int_equal(bench->fake.keys->len, 1);
    close(fd);
}

static void without_a_maker_there_is_nothing_but_the_snapshot(void **state)
{
    static const struct {
        const char *target;
        guint status;
        const char *words;
    } OF_TARGET[] = {
        { DEMAND_BENCH_TARGET, 400, "There is no history here" },
        { "/test/agenda.ics?at=2007-07-09T08:00:00Z", 400, "There is no history here" },
        { "/test/agenda.ics?cancelled=drop", 400, "The only parameter" },
        { "/test/agenda.ics?cancelled=mark", 200, "BEGIN:VCALENDAR" },
        { "/test/a.ics?rev=1", 404, "Nothing stands" },
        { "/test/agenda.atom", 404, "Nothing stands" },
    };
    g_autoptr(Snapshot) snapshot = demand_bench_snapshot_new(0);
    ServerOptions options = { .addresses = (const char *const[]){ "127.0.0.1:0", NULL } };
    Server *server = server_start(&options, snapshot, NULL);

    assert_non_null(server);
    for (gsize i = 0; i < G_N_ELEMENTS(OF_TARGET); i++) {
        int fd = http_client_connect(server_url(server));
        http_client_get(fd, OF_TARGET[i].target, "");
        g_auto(HttpAnswer) answer = http_client_receive(fd, true);
        assert_int_equal(answer.status, OF_TARGET[i].status);
        assert_true(g_str_has_prefix(answer.body, OF_TARGET[i].words));
        close(fd);
    }
    server_stop(server);
}

#define DEMAND_TEST(name) \
    cmocka_unit_test_setup_teardown(name, demand_bench_set_up, demand_bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DEMAND_TEST(what_is_made_is_sent_with_all_that_a_file_has),
        DEMAND_TEST(a_revision_never_changes_but_the_rest_may),
        DEMAND_TEST(what_a_client_has_already_is_not_sent_again),
        DEMAND_TEST(a_download_is_the_same_as_an_attachment),
        DEMAND_TEST(head_tells_what_get_would),
        DEMAND_TEST(the_words_of_the_maker_say_why_there_is_nothing),
        DEMAND_TEST(where_the_maker_has_no_words_there_are_ours),
        DEMAND_TEST(after_a_failure_it_is_tried_again),
        DEMAND_TEST(what_was_made_is_sent_without_the_main_thread),
        cmocka_unit_test(without_a_maker_there_is_nothing_but_the_snapshot),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
