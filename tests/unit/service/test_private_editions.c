#include "service/private_editions.h"

#include <string.h>

#include "base/seal.h"
#include "base/token.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "sketch.h"
#include "support.h"

#define OLD "aebagbafaydqqcikbmga2dqpcaireeyu"
#define NEW "beeqscijbeeqscijbeeqscijbeeqscij"
#define PUBLIC "agency ilo; agency iom; day 07-10;"
#define SECRET PUBLIC "session s 07-10 09:00-10:00 with=ilo/chair visibility=agency;"
#define SECRET_2 PUBLIC "session s 07-10 09:00-10:00 with=ilo/speaker visibility=agency;"

typedef struct Bench {
    char *path;
    History *history;
    Revision *public;
    GPtrArray *revisions; /* the public one */
    PrivateEditions *editions;
} Bench;

/* A history in which ILO sees something private and IOM does not. */
static void bench_init(Bench *bench)
{
    bench->path = history_support_path_new();
    bench->history = history_support_open(bench->path, HISTORY_WRITE);
    bench->public = chronicle_support_publish(bench->history, NULL, sketch_agenda(SECRET), "07-01");
    bench->revisions = g_ptr_array_new();
    g_ptr_array_add(bench->revisions, bench->public);
    bench->editions = private_editions_new(bench->history);
}

static void bench_clear(Bench *bench)
{
    private_editions_free(bench->editions);
    g_ptr_array_unref(bench->revisions);
    revision_free(bench->public);
    history_close(bench->history);
    history_support_remove(bench->path);
    g_free(bench->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static void put_token(Bench *bench, const char *token, const char *agency, const char *successor,
                      gint64 ends)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autofree char *digest = token_digest(token);
    g_autofree char *lock = seal_lock_of(token);
    g_autofree char *sealed = successor != NULL ? seal_close(successor, lock) : NULL;
    HistoryToken row = { digest, "forum", agency, lock, sealed, 1000, ends };

    g_array_append_val(tokens, row);
    assert_true(history_put_tokens(bench->history, tokens, NULL));
}

/* Reads them; whether anything was another. */
static bool read_again(Bench *bench)
{
    g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
    bool any = private_editions_read(bench->editions, failures);

    if (failures->len > 0) {
        fail_msg("not read: %s", ((const GError *)failures->pdata[0])->message);
    }
    private_editions_settle(bench->editions, bench->revisions);
    return any;
}

static void an_address_is_of_what_its_agency_sees(void **state)
{
    g_auto(Bench) bench;

    bench_init(&bench);
    put_token(&bench, OLD, "ilo", NULL, HISTORY_TOKEN_FOR_GOOD);
    put_token(&bench, NEW, "iom", NULL, HISTORY_TOKEN_FOR_GOOD);
    assert_true(read_again(&bench));
    assert_int_equal(private_editions_addresses(bench.editions)->len, 2);
    const PrivateAddress *of_ilo = private_editions_find(bench.editions, OLD);
    const PrivateAddress *of_iom = private_editions_find(bench.editions, NEW);
    assert_string_equal(of_ilo->feed_path, "forum/agencies/ilo");
    assert_non_null(agenda_find_session(of_ilo->revision->agenda, "s"));
    assert_ptr_equal(of_iom->revision, bench.public);
    assert_null(private_editions_find(bench.editions, "none"));
}

static void only_what_is_another_is_news(void **state)
{
    g_auto(Bench) bench;

    bench_init(&bench);
    assert_false(read_again(&bench));
    put_token(&bench, OLD, "ilo", NULL, HISTORY_TOKEN_FOR_GOOD);
    assert_true(read_again(&bench));
    assert_false(read_again(&bench));
    put_token(&bench, OLD, "ilo", NULL, 5);
    assert_true(read_again(&bench));
    PublishOptions how = { .by = "anna",
                           .now = sketch_stamp("07-02"),
                           .keep_seconds = SKETCH_KEEP };
    g_auto(Publication) publication = { 0 };
    assert_int_equal(chronicle_publish(bench.history, bench.public, sketch_agenda(SECRET_2), &how,
                                       &publication, NULL),
                     PUBLISH_DONE);
    assert_null(publication.revision);
    assert_true(read_again(&bench));
    assert_false(read_again(&bench));
}

static void a_token_leads_to_the_one_in_its_place_while_that_is_good(void **state)
{
    g_auto(Bench) bench;
    CalendarNotice notice = { 0 };

    bench_init(&bench);
    put_token(&bench, OLD, "ilo", NEW, 2000);
    put_token(&bench, NEW, "ilo", NULL, HISTORY_TOKEN_FOR_GOOD);
    read_again(&bench);
    assert_true(private_editions_find(bench.editions, OLD)->is_replaced);
    g_autofree char *successor = private_editions_dup_successor(bench.editions, OLD, &notice);
    assert_string_equal(successor, NEW);
    assert_int_equal(notice.since, 1000);
    assert_int_equal(notice.until, 2000);
    assert_null(private_editions_dup_successor(bench.editions, NEW, &notice));
    assert_null(private_editions_dup_successor(bench.editions, "none", &notice));
    put_token(&bench, NEW, "ilo", NULL, 1500);
    read_again(&bench);
    assert_null(private_editions_dup_successor(bench.editions, OLD, &notice));
}

/* Reads them, which fails once, with a text that holds this. */
static void assert_failure(Bench *bench, const char *text)
{
    g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);

    private_editions_read(bench->editions, failures);
    assert_int_equal(failures->len, 1);
    const GError *failure = failures->pdata[0];
    assert_true(g_error_matches(failure, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    if (strstr(failure->message, text) == NULL) {
        fail_msg("%s", failure->message);
    }
}

/* What everybody sees is no view of an agency whose own cannot be read; others have theirs. */
static void a_view_that_cannot_be_read_is_not_served_as_another(void **state)
{
    g_auto(Bench) bench;

    bench_init(&bench);
    put_token(&bench, OLD, "ilo", NULL, HISTORY_TOKEN_FOR_GOOD);
    put_token(&bench, NEW, "iom", NULL, HISTORY_TOKEN_FOR_GOOD);
    history_support_tamper(bench.path, "UPDATE revision SET keep = -1 WHERE agenda = 'forum@ilo'");
    assert_failure(&bench, ": the history is damaged");
    private_editions_settle(bench.editions, bench.revisions);
    assert_null(private_editions_find(bench.editions, OLD));
    assert_ptr_equal(private_editions_find(bench.editions, NEW)->revision, bench.public);
}

static void what_cannot_be_read_leaves_what_was(void **state)
{
    g_auto(Bench) bench;

    bench_init(&bench);
    put_token(&bench, OLD, "ilo", NULL, HISTORY_TOKEN_FOR_GOOD);
    read_again(&bench);
    history_support_tamper(bench.path, "DROP TABLE token");
    assert_failure(&bench, ": the history is damaged (no such table: token)");
    private_editions_settle(bench.editions, bench.revisions);
    assert_non_null(private_editions_find(bench.editions, OLD));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_of_what_its_agency_sees),
        cmocka_unit_test(only_what_is_another_is_news),
        cmocka_unit_test(a_token_leads_to_the_one_in_its_place_while_that_is_good),
        cmocka_unit_test(a_view_that_cannot_be_read_is_not_served_as_another),
        cmocka_unit_test(what_cannot_be_read_leaves_what_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
