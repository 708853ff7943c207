#include "demand_bench.h"

#include <glib-unix.h>
#include <unistd.h>

#include "model/revision/succession.h"

Snapshot *demand_bench_snapshot_new(gint64 stamp)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };
    Agenda *agenda = support_agenda_new();

    agenda_finish(agenda);
    Revision *revision = succession_first(agenda, SUPPORT_OCCASION(stamp, REVISION_KEEP_DEFAULT));
    g_ptr_array_add(revisions, revision);
    return snapshot_new(revisions, &options);
}

int demand_bench_set_up(void **state)
{
    DemandBench *bench = g_new0(DemandBench, 1);
    g_autoptr(Snapshot) snapshot = demand_bench_snapshot_new(0);
    ServerOptions options = {
        .addresses = (const char *const[]){ "127.0.0.1:0", NULL },
        .threads = 2,
        .maker = &bench->fake.maker,
    };

    fake_maker_init(&bench->fake);
    bench->server = server_start(&options, snapshot, NULL);
    assert_non_null(bench->server);
    *state = bench;
    return 0;
}

int demand_bench_tear_down(void **state)
{
    DemandBench *bench = *state;

    if (bench->server != NULL) {
        server_stop(bench->server);
    }
    fake_maker_clear(&bench->fake);
    g_free(bench);
    return 0;
}

int demand_bench_connect(const DemandBench *bench)
{
    return http_client_connect(server_url(bench->server));
}

static gboolean give_up(gpointer data)
{
    g_error("nothing has come for %d s", DEMAND_BENCH_PATIENCE_SECONDS);
    return G_SOURCE_REMOVE;
}

static gboolean note_readable(gint fd, GIOCondition condition, gpointer is_readable)
{
    *(bool *)is_readable = true;
    return G_SOURCE_REMOVE;
}

/* Runs the main loop until there is something to read. */
static void run_until_readable(int fd)
{
    guint limit = g_timeout_add_seconds(DEMAND_BENCH_PATIENCE_SECONDS, give_up, NULL);
    bool is_readable = false;

    g_unix_fd_add(fd, G_IO_IN | G_IO_HUP | G_IO_ERR, note_readable, &is_readable);
    while (!is_readable) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_source_remove(limit);
}

void demand_bench_wait_until_pending(void)
{
    gint64 limit = g_get_monotonic_time() + DEMAND_BENCH_PATIENCE_SECONDS * G_TIME_SPAN_SECOND;

    while (!g_main_context_pending(NULL)) {
        assert_true(g_get_monotonic_time() < limit);
        g_thread_yield();
    }
}

HttpAnswer demand_bench_receive(int fd, bool has_body)
{
    run_until_readable(fd);
    return http_client_receive(fd, has_body);
}

HttpAnswer demand_bench_ask_on(int fd, const char *target, const char *fields)
{
    http_client_get(fd, target, fields);
    return demand_bench_receive(fd, true);
}

HttpAnswer demand_bench_ask(const DemandBench *bench, const char *target, const char *fields)
{
    int fd = demand_bench_connect(bench);
    HttpAnswer answer = demand_bench_ask_on(fd, target, fields);

    close(fd);
    return answer;
}

void demand_bench_assert_field(const HttpAnswer *answer, const char *name, const char *expected)
{
    g_autofree char *value = http_answer_field(answer, name);

    assert_string_equal(value != NULL ? value : "(none)", expected);
}
