/* Covers server_set_snapshot of src/serve/server.c. */
#include "serve/server.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fake_maker.h"
#include "http_client.h"
#include "model/revision/succession.h"
#include "support.h"

#define N_ROUNDS 150
#define N_CLIENTS 6
#define TARGET "/test/agenda.ics"

/* More than the buffers of a connection hold. */
#define LARGE_OCTETS 12000000

/* The agenda "test" with two sessions, both of this title and abstract. libical 3.0.20 keeps no
 * more than 10 MiB of one text. */
static Snapshot *new_snapshot(const char *title, const char *abstract)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };
    Agenda *agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    const char *ids[] = { "1.2", "1.3" };

    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, ids[i], title);
        session->abstract = support_text(agenda, abstract);
    }
    agenda_finish(agenda);
    Revision *revision = succession_first(agenda, SUPPORT_OCCASION(0, REVISION_KEEP_DEFAULT));
    g_ptr_array_add(revisions, revision);
    return snapshot_new(revisions, &options);
}

static Server *start(Snapshot *snapshot, const DemandMaker *maker)
{
    ServerOptions options = { .addresses = (const char *const[]){ "127.0.0.1:0", NULL },
                              .threads = 3,
                              .maker = maker };
    Server *server = server_start(&options, snapshot, NULL);

    assert_non_null(server);
    return server;
}

static void run_main_tasks(void)
{
    while (g_main_context_iteration(NULL, FALSE)) {
    }
}

static bool is_whole(const HttpAnswer *answer, const Snapshot *snapshot)
{
    const Resource *resource = snapshot_find(snapshot, TARGET + 1);
    g_autofree char *etag = http_answer_field(answer, "ETag");

    return answer->status == 200 && g_str_equal(etag, resource->etag) &&
           answer->length == g_bytes_get_size(resource->body) &&
           memcmp(answer->body, g_bytes_get_data(resource->body, NULL), answer->length) == 0;
}

/* --- many clients ---------------------------------------------------------------------------- */

typedef struct Crowd {
    const char *url;
    const Snapshot *snapshots[2];
    gint is_over; /* atomic */
    gint answers; /* atomic */
} Crowd;

static gpointer ask_until_it_is_over(gpointer data)
{
    Crowd *crowd = data;
    int fd = http_client_connect(crowd->url);

    while (!g_atomic_int_get(&crowd->is_over)) {
        http_client_get(fd, TARGET, "");
        g_auto(HttpAnswer) answer = http_client_receive(fd, true);
        g_assert(is_whole(&answer, crowd->snapshots[0]) || is_whole(&answer, crowd->snapshots[1]));
        g_atomic_int_inc(&crowd->answers);
    }
    close(fd);
    return NULL;
}

/* On a connection that is kept, and one that is new. */
static void assert_new_requests_see(const char *url, int fd, const Snapshot *snapshot)
{
    int new_fd = http_client_connect(url);

    http_client_get(fd, TARGET, "");
    http_client_get(new_fd, TARGET, "");
    g_auto(HttpAnswer) kept = http_client_receive(fd, true);
    g_auto(HttpAnswer) new = http_client_receive(new_fd, true);
    assert_true(is_whole(&kept, snapshot));
    assert_true(is_whole(&new, snapshot));
    close(new_fd);
}

static void nobody_sees_half_of_each(void **state)
{
    g_autofree char *abstract = g_strnfill(100000, 'x');
    g_autoptr(Snapshot) a = new_snapshot("A", "short");
    g_autoptr(Snapshot) b = new_snapshot("B", abstract);
    Server *server = start(a, NULL);
    Crowd crowd = { .url = server_url(server), .snapshots = { a, b } };
    GThread *clients[N_CLIENTS];
    int fd = http_client_connect(crowd.url);

    for (gsize i = 0; i < N_CLIENTS; i++) {
        clients[i] = g_thread_new("client", ask_until_it_is_over, &crowd);
    }
    for (guint i = 0; i < N_ROUNDS; i++) {
        Snapshot *next = i % 2 == 0 ? b : a;

        server_set_snapshot(server, next);
        assert_new_requests_see(crowd.url, fd, next);
        run_main_tasks();
    }
    g_atomic_int_set(&crowd.is_over, 1);
    for (gsize i = 0; i < N_CLIENTS; i++) {
        g_thread_join(clients[i]);
    }
    assert_true(crowd.answers >= N_CLIENTS);
    close(fd);
    server_stop(server);
}

static void an_answer_under_way_comes_to_its_end(void **state)
{
    g_autofree char *abstract = g_strnfill(LARGE_OCTETS / 2, 'x');
    g_autoptr(Snapshot) large = new_snapshot("A", abstract);
    g_autoptr(Snapshot) small = new_snapshot("B", "short");
    g_autofree char *body =
        g_strndup(g_bytes_get_data(snapshot_find(large, TARGET + 1)->body, NULL),
                  g_bytes_get_size(snapshot_find(large, TARGET + 1)->body));
    Server *server = start(large, NULL);
    int fd = http_client_connect(server_url(server));
    int other = http_client_connect(server_url(server));
    char octet;

    http_client_get(fd, TARGET, "");
    assert_int_equal(recv(fd, &octet, 1, MSG_PEEK), 1);
    server_set_snapshot(server, small);
    g_clear_pointer(&large, snapshot_unref);
    run_main_tasks();
    assert_new_requests_see(server_url(server), other, small);
    g_auto(HttpAnswer) answer = http_client_receive(fd, true);
    assert_int_equal(answer.length, strlen(body));
    assert_memory_equal(answer.body, body, answer.length);
    http_client_get(fd, TARGET, "");
    g_auto(HttpAnswer) next = http_client_receive(fd, true);
    assert_true(is_whole(&next, small));
    close(fd);
    close(other);
    server_stop(server);
}

/* --- what connections hold ------------------------------------------------------------------- */

/* A body that tells when it is freed. */
typedef struct Watched {
    GBytes *body;
    gint freed; /* atomic: how often */
} Watched;

static void note_freed(gpointer data)
{
    Watched *watched = data;

    g_atomic_int_inc(&watched->freed);
    g_bytes_unref(watched->body);
}

/* Puts one in the place of what stands at a path, before that is served. */
static void watch(Watched *watched, const Snapshot *snapshot, const char *path)
{
    Resource *resource = (Resource *)snapshot_find(snapshot, path);
    gsize size;
    gconstpointer octets = g_bytes_get_data(resource->body, &size);

    watched->body = resource->body;
    resource->body = g_bytes_new_with_free_func(octets, size, note_freed, watched);
}

/* There is one thread, so that all that is sent has been read when another client has its answer.
 */
static Server *start_watched(const DemandMaker *maker, Watched *page, Watched *calendar)
{
    g_autofree char *abstract = g_strnfill(LARGE_OCTETS / 2, 'x');
    g_autoptr(Snapshot) snapshot = new_snapshot("A", abstract);
    ServerOptions options = { .addresses = (const char *const[]){ "127.0.0.1:0", NULL },
                              .threads = 1,
                              .maker = maker };

    watch(page, snapshot, "index.html");
    watch(calendar, snapshot, TARGET + 1);
    return server_start(&options, snapshot, NULL);
}

/* One client has sent its request line and no more, one reads nothing of its answer, one waits for
 * what has yet to be made. */
static void who_is_slow_or_silent_holds_nothing_but_its_answer(void **state)
{
    g_auto(FakeMaker) fake;
    g_autoptr(Snapshot) next = new_snapshot("B", "short");
    Watched page = { 0 };
    Watched calendar = { 0 };
    int fds[4];

    fake_maker_init(&fake);
    fake.outcome = DEMAND_WAITING;
    Server *server = start_watched(&fake.maker, &page, &calendar);
    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        fds[i] = http_client_connect(server_url(server));
    }
    http_client_send(fds[0], "GET " TARGET " HTTP/1.1\r\n");
    http_client_get(fds[1], TARGET, "");
    http_client_get(fds[2], TARGET "?rev=1", "");
    http_client_get(fds[3], "/test/", "");
    g_auto(HttpAnswer) other = http_client_receive(fds[3], true);
    assert_int_equal(other.status, 200);
    http_client_await(fds[1]);
    server_set_snapshot(server, next);
    run_main_tasks();
    assert_int_equal(g_atomic_int_get(&page.freed), 1);
    assert_int_equal(g_atomic_int_get(&calendar.freed), 0);
    g_auto(HttpAnswer) slow = http_client_receive(fds[1], true);
    assert_in_range(slow.length, LARGE_OCTETS, 2 * LARGE_OCTETS);
    http_client_send(fds[0], "Host: a\r\n\r\n");
    g_auto(HttpAnswer) late = http_client_receive(fds[0], true);
    assert_true(is_whole(&late, next));
    fake.outcome = DEMAND_MADE;
    server_resume_demands(server);
    run_main_tasks();
    g_auto(HttpAnswer) made = http_client_receive(fds[2], true);
    assert_string_equal(made.body, "test/agenda.ics?rev=1");
    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        close(fds[i]);
    }
    server_stop(server);
    assert_int_equal(calendar.freed, 1);
}

/* --- with demands in between ----------------------------------------------------------------- */

#define N_DEMANDS 120

typedef struct Asker {
    const char *url;
    guint number;
    gint *under_way; /* atomic: how many askers are not done */
} Asker;

/* Some are read, some given up, some on a connection that has had others before. */
static gpointer ask_for_revisions(gpointer data)
{
    const Asker *asker = data;
    int fd = http_client_connect(asker->url);

    for (guint i = 0; i < N_DEMANDS; i++) {
        guint revision = (asker->number * 31 + i * 7) % 40 + 1;
        g_autofree char *target = g_strdup_printf(TARGET "?rev=%u", revision);
        g_autofree char *key = g_strdup_printf("test/agenda.ics?rev=%u", revision);

        http_client_get(fd, target, "");
        if (i % 5 == asker->number % 5) {
            close(fd);
            fd = http_client_connect(asker->url);
            continue;
        }
        g_auto(HttpAnswer) answer = http_client_receive(fd, true);
        g_assert(answer.status == 200);
        g_assert(g_str_equal(answer.body, key));
    }
    close(fd);
    g_atomic_int_add(asker->under_way, -1);
    g_main_context_wakeup(NULL);
    return NULL;
}

static void demands_and_snapshots_do_not_disturb_each_other(void **state)
{
    g_auto(FakeMaker) fake;
    g_autoptr(Snapshot) a = new_snapshot("A", "short");
    g_autoptr(Snapshot) b = new_snapshot("B", "short");
    gint under_way = N_CLIENTS;
    Asker askers[N_CLIENTS];
    GThread *threads[N_CLIENTS];
    guint rounds = 0;

    fake_maker_init(&fake);
    Server *server = start(a, &fake.maker);
    for (guint i = 0; i < N_CLIENTS; i++) {
        askers[i] = (Asker){ server_url(server), i, &under_way };
        threads[i] = g_thread_new("asker", ask_for_revisions, &askers[i]);
    }
    while (g_atomic_int_get(&under_way) > 0) {
        g_main_context_iteration(NULL, TRUE);
        if (++rounds % 10 == 0) {
            server_set_snapshot(server, rounds % 20 == 0 ? a : b);
        }
    }
    for (guint i = 0; i < N_CLIENTS; i++) {
        g_thread_join(threads[i]);
    }
    assert_true(fake.keys->len >= 40);
    server_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_sees_half_of_each),
        cmocka_unit_test(an_answer_under_way_comes_to_its_end),
        cmocka_unit_test(who_is_slow_or_silent_holds_nothing_but_its_answer),
        cmocka_unit_test(demands_and_snapshots_do_not_disturb_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
