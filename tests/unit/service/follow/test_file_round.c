#include "service/follow/file_round.h"

#include <unistd.h>

#include "support.h"
#include "watching.h"

static FileRound *go(const char *paths)
{
    g_auto(GStrv) all = g_strsplit(paths, " ", -1);

    return file_round_go(all);
}

/* What a path looks like, which must be there. */
static FileLook look_at(const char *path)
{
    FileLook look;

    assert_true(file_look_take(path, &look));
    return look;
}

/* --- One file ------------------------------------------------------------------------------- */

static void whatever_happens_to_a_file_shows(void **state)
{
    static const char *const WAYS[] = {
        "echo b >>a",
        "echo c >a; touch -r before a",
        "cp -p a new; mv new a",
        "rm a; cp -p before a",
        "touch a",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++) {
        watching_run("echo a >a; cp -p a before");
        FileLook before = look_at("a");
        FileLook again = look_at("a");
        assert_true(file_look_is_same(&before, &again));
        watching_run("sleep 0.02");
        watching_run(WAYS[i]);
        FileLook after = look_at("a");
        assert_false(file_look_is_same(&before, &after));
    }
}

static void reading_a_file_does_not_show(void **state)
{
    watching_run("echo a >a; touch -d 2001-01-01 a");
    FileLook before = look_at("a");
    watching_run("cat a; ln -s a b; cat b");
    FileLook after = look_at("b");
    assert_true(file_look_is_same(&before, &after));
}

static void what_is_not_there_has_no_look(void **state)
{
    FileLook look;

    assert_false(file_look_take("nowhere", &look));
}

/* --- One round ------------------------------------------------------------------------------ */

static void a_round_finds_the_agendas_of_folders_and_what_is_named(void **state)
{
    watching_run("mkdir in; touch in/a.yaml in/.b.yaml in/c other; ln -s ../other in/d.json");
    g_autoptr(FileRound) round = go("in other");
    g_autofree char *agenda = g_build_filename(*state, "in/a.yaml", NULL);
    g_autofree char *other = g_build_filename(*state, "other", NULL);

    assert_int_equal(g_hash_table_size(round->looks), 2);
    assert_true(g_hash_table_contains(round->looks, agenda));
    assert_true(g_hash_table_contains(round->looks, other));
    assert_null(round->lack);
    assert_false(round->has_lost);
}

static void what_is_gone_is_named_first_of_all(void **state)
{
    watching_run("mkdir in; ln -s nowhere in/a.yaml; touch b");
    g_autoptr(FileRound) round = go("b gone in");

    assert_string_equal(round->lack, "gone: No such file or directory");
    assert_int_equal(g_hash_table_size(round->looks), 1);
    g_autoptr(FileRound) link = go("in");
    assert_string_equal(link->lack, "in/a.yaml: No such file or directory");
}

static void an_empty_folder_lacks_nothing(void **state)
{
    watching_run("mkdir in");
    g_autoptr(FileRound) round = go("in");

    assert_null(round->lack);
    assert_int_equal(g_hash_table_size(round->looks), 0);
}

static void a_folder_that_may_not_be_read_is_lacked(void **state)
{
    watching_run("chmod 711 .; mkdir shut; chmod 311 shut");
    assert_int_equal(geteuid() == 0 ? seteuid(65534) : 0, 0);
    g_autoptr(FileRound) round = go("shut");

    assert_string_equal(round->lack, "shut: Permission denied");
}

/* --- Round after round ---------------------------------------------------------------------- */

static void count(const FileRound *round, gpointer data)
{
    guint *counts = data;

    counts[round != NULL ? 1 : 0]++;
}

static void rounds_follow_one_another(void **state)
{
    g_auto(GStrv) paths = g_strsplit("a", " ", -1);
    guint counts[2] = { 0 };
    g_autoptr(FileRounds) rounds =
        file_rounds_new(paths, (FileRoundTimes){ .interval = 1, .patience = 60000 }, count, counts);

    while (counts[1] < 3) {
        g_main_context_iteration(NULL, TRUE);
    }
    assert_int_equal(counts[0], 0);
}

/* A round that is under way cannot be called back. */
static void nothing_comes_after_their_end(void **state)
{
    g_auto(GStrv) paths = g_strsplit("a", " ", -1);
    guint counts[2] = { 0 };

    for (guint i = 0; i < 20; i++) {
        FileRounds *rounds = file_rounds_new(
            paths, (FileRoundTimes){ .interval = 1, .patience = 60000 }, count, counts);
        g_main_context_iteration(NULL, TRUE);
        file_rounds_free(rounds);
    }
    guint before = counts[1];
    watching_for_a_while();
    assert_int_equal(counts[1], before);
}

#define ROUND_TEST(name) cmocka_unit_test_setup_teardown(name, watching_enter, watching_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROUND_TEST(whatever_happens_to_a_file_shows),
        ROUND_TEST(reading_a_file_does_not_show),
        ROUND_TEST(what_is_not_there_has_no_look),
        ROUND_TEST(a_round_finds_the_agendas_of_folders_and_what_is_named),
        ROUND_TEST(what_is_gone_is_named_first_of_all),
        ROUND_TEST(an_empty_folder_lacks_nothing),
        ROUND_TEST(a_folder_that_may_not_be_read_is_lacked),
        ROUND_TEST(rounds_follow_one_another),
        ROUND_TEST(nothing_comes_after_their_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
