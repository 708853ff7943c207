#include "history/history.h"

#include <string.h>

#include "history_support.h"
#include "support.h"

#define AGENDA "gfmd-2007"

/* A history of three revisions: a session comes, changes and goes. */
static History *three_revisions_new(const char *path)
{
    History *history = history_support_open(path, HISTORY_WRITE);
    HistoryFacts *first = history_support_facts(AGENDA, 1);
    HistoryFacts *second = history_support_facts(AGENDA, 2);
    HistoryFacts *third = history_support_facts(AGENDA, 3);

    history_support_record(first, "agenda", "", "{}");
    history_support_record(first, "session", "1.2", "one");
    history_support_record(first, "preparation", "iom|chair", "p");
    history_support_event(first, "1.2", 0);
    history_support_feed(first, "agenda.ics", NULL, false);
    history_support_append(history, first);

    second->entry.why = "the room has changed";
    history_support_record(second, "session", "1.2", "two");
    history_support_event(second, "1.2", 1);
    history_support_feed(second, "agenda.ics", NULL, false);
    history_support_change(second, "agenda.ics", "Room.\n");
    history_support_append(history, second);

    history_support_record(third, "session", "1.2", NULL);
    history_support_event(third, "1.2", 2);
    history_support_departure(third, "1.2", 2, false);
    history_support_feed(third, "sessions/1.2.ics", "Été", false);
    history_support_change(third, "agenda.ics", "Gone.\n");
    history_support_append(history, third);
    return history;
}

static void a_revision_is_read_as_it_was(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = three_revisions_new(path);
    g_autofree char *first = history_support_read(history, AGENDA, 1);
    g_autofree char *second = history_support_read(history, AGENDA, 2);
    g_autofree char *third = history_support_read(history, AGENDA, 3);

    assert_string_equal(first, "revision gfmd-2007|1|1000|9223372036854775807|Ada|-|d1\n"
                               "record agenda|||{}\n"
                               "record preparation|iom|chair||p\n"
                               "record session|1.2|2007-07-10 09:00|one\n"
                               "event 1.2|7 1000 0\n"
                               "feed agenda.ics|1000|-|-|-\n");
    assert_string_equal(second, "revision gfmd-2007|2|2000|9223372036854775807|Ada|the room has "
                                "changed|d1\n"
                                "record agenda|||{}\n"
                                "record preparation|iom|chair||p\n"
                                "record session|1.2|2007-07-10 09:00|two\n"
                                "event 1.2|7 2000 1\n"
                                "feed agenda.ics|2000|-|-|-\n");
    assert_string_equal(third, "revision gfmd-2007|3|3000|9223372036854775807|Ada|-|d1\n"
                               "record agenda|||{}\n"
                               "record preparation|iom|chair||p\n"
                               "event 1.2|7 3000 2\n"
                               "departure 1.2|2|7 3000 3\n"
                               "feed agenda.ics|2000|-|-|-\n"
                               "feed sessions/1.2.ics|3000|session|Été|was a feed|Été\n");
    g_autofree char *faults = history_support_verify(history);
    assert_string_equal(faults, "");
    history_close(history);
    history_support_remove(path);
}

static void what_is_over_can_begin_again(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = three_revisions_new(path);
    HistoryFacts *fourth = history_support_facts(AGENDA, 4);

    history_support_record(fourth, "session", "1.2", "back");
    history_support_departure(fourth, "1.2", 2, true);
    history_support_feed(fourth, "sessions/1.2.ics", "Été", true);
    history_support_append(history, fourth);
    g_autofree char *text = history_support_read(history, AGENDA, 4);
    assert_string_equal(text, "revision gfmd-2007|4|4000|9223372036854775807|Ada|-|d1\n"
                              "record agenda|||{}\n"
                              "record preparation|iom|chair||p\n"
                              "record session|1.2|2007-07-10 09:00|back\n"
                              "event 1.2|7 3000 2\n"
                              "feed agenda.ics|2000|-|-|-\n");
    g_autofree char *faults = history_support_verify(history);
    assert_string_equal(faults, "");
    history_close(history);
    history_support_remove(path);
}

static void a_new_history_has_no_agendas(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(GPtrArray) agendas = history_list_agendas(history, NULL);
    g_autoptr(GArray) entries = history_list(history, AGENDA, strings, NULL);
    guint number = 9;

    assert_string_equal(history_name(history), path);
    assert_false(history_is_read_only(history));
    assert_int_equal(agendas->len, 0);
    assert_int_equal(entries->len, 0);
    assert_true(history_find(history, AGENDA, G_MAXINT64, &number, NULL));
    assert_int_equal(number, 0);
    history_close(history);
    history_support_remove(path);
}

static void a_revision_that_is_not_there_is_an_error(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = three_revisions_new(path);
    g_autoptr(GError) error = NULL;

    assert_null(history_read(history, AGENDA, 4, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    assert_true(g_str_has_prefix(error->message, path));
    assert_non_null(strstr(error->message, ": there is no revision 4 of gfmd-2007"));
    history_close(history);
    history_support_remove(path);
}

static void a_revision_is_found_by_time(void **state)
{
    static const struct {
        gint64 stamp;
        guint number;
    } WANTED[] = {
        { G_MININT64, 0 }, { 999, 0 },  { 1000, 1 }, { 1999, 1 },
        { 2000, 2 },       { 3000, 3 }, { 3001, 3 }, { G_MAXINT64, 3 },
    };
    g_autofree char *path = history_support_path_new();
    History *history = three_revisions_new(path);

    for (gsize i = 0; i < G_N_ELEMENTS(WANTED); i++) {
        guint number = 99;
        assert_true(history_find(history, AGENDA, WANTED[i].stamp, &number, NULL));
        assert_int_equal(number, WANTED[i].number);
    }
    history_close(history);
    history_support_remove(path);
}

static char *describe_changes(History *history, guint number, guint limit)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(GArray) changes = history_read_changes(history, AGENDA, number, limit, strings, NULL);
    GString *out = g_string_new(NULL);

    assert_non_null(changes);
    for (guint i = 0; i < changes->len; i++) {
        g_autofree char *line =
            history_support_line_of_change(&g_array_index(changes, HistoryChange, i));
        g_string_append(out, line);
    }
    return g_string_free(out, FALSE);
}

static void the_last_changes_of_each_path_are_read_the_latest_first(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = three_revisions_new(path);
    HistoryFacts *fourth = history_support_facts(AGENDA, 4);

    history_support_change(fourth, "a.ics", "New.\n");
    history_support_append(history, fourth);
    g_autofree char *all = history_support_read(history, AGENDA, 4);
    g_autofree char *two = describe_changes(history, 4, 2);
    g_autofree char *last = describe_changes(history, 4, 1);
    g_autofree char *one = describe_changes(history, 3, 1);
    g_autofree char *many = describe_changes(history, 2, G_MAXUINT);
    g_autofree char *none = describe_changes(history, 4, 0);
    assert_null(strstr(all, "change "));
    assert_string_equal(last, "change a.ics|4|4000|New.\n|[]\n"
                              "change agenda.ics|3|3000|Gone.\n|[]\n");
    assert_string_equal(two, "change a.ics|4|4000|New.\n|[]\n"
                             "change agenda.ics|3|3000|Gone.\n|[]\n"
                             "change agenda.ics|2|2000|Room.\n|[]\n");
    assert_string_equal(one, "change agenda.ics|3|3000|Gone.\n|[]\n");
    assert_string_equal(many, "change agenda.ics|2|2000|Room.\n|[]\n");
    assert_string_equal(none, "");
    history_close(history);
    history_support_remove(path);
}

static void some_events_are_read_with_all_that_is_no_event(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = three_revisions_new(path);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    g_autoptr(GPtrArray) preparation = g_ptr_array_new();
    HistoryFacts *fourth = history_support_facts(AGENDA, 4);

    history_support_record(fourth, "room", "a", "r");
    history_support_record(fourth, "session", "1.3", "another");
    history_support_record(fourth, "zone", "", "z");
    history_support_append(history, fourth);
    g_ptr_array_add(keys, (gpointer) "1.3");
    g_ptr_array_add(keys, (gpointer) "1.2");
    g_ptr_array_add(keys, (gpointer) "1.3");
    g_ptr_array_add(keys, (gpointer) "nowhere");
    g_ptr_array_add(preparation, (gpointer) "preparations/iom|chair");
    g_autoptr(HistoryFacts) facts = history_read_events(history, AGENDA, 4, keys, NULL);
    g_autoptr(HistoryFacts) early = history_read_events(history, AGENDA, 1, preparation, NULL);
    g_autofree char *text = history_support_describe(facts);
    g_autofree char *early_text = history_support_describe(early);
    assert_string_equal(text, "revision gfmd-2007|4|4000|9223372036854775807|Ada|-|d1\n"
                              "record agenda|||{}\n"
                              "record room|a||r\n"
                              "record session|1.3|2007-07-10 09:00|another\n"
                              "record zone|||z\n");
    assert_string_equal(early_text, "revision gfmd-2007|1|1000|9223372036854775807|Ada|-|d1\n"
                                    "record agenda|||{}\n"
                                    "record preparation|iom|chair||p\n");
    history_close(history);
    history_support_remove(path);
}

static void what_another_publishes_is_news_once(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *writer = three_revisions_new(path);
    History *reader = history_support_open(path, HISTORY_READ);

    assert_false(history_has_news(reader));
    history_support_append(writer, history_support_facts(AGENDA, 4));
    assert_true(history_has_news(reader));
    assert_false(history_has_news(reader));
    assert_false(history_has_news(writer));
    history_support_append(writer, history_support_facts(AGENDA, 5));
    history_support_append(writer, history_support_facts(AGENDA, 6));
    guint number = 0;
    assert_true(history_find(reader, AGENDA, G_MAXINT64, &number, NULL));
    assert_int_equal(number, 6);
    assert_true(history_has_news(reader));
    assert_false(history_has_news(reader));
    history_close(reader);
    history_close(writer);
    history_support_remove(path);
}

static void agendas_and_revisions_are_listed_in_order(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    History *history = three_revisions_new(path);

    history_support_append(history, history_support_facts("abc", 1));
    history_support_append(history, history_support_facts("été", 1));
    g_autoptr(GPtrArray) agendas = history_list_agendas(history, NULL);
    g_autoptr(GArray) entries = history_list(history, AGENDA, strings, NULL);
    assert_int_equal(agendas->len, 3);
    assert_string_equal(agendas->pdata[0], "abc");
    assert_string_equal(agendas->pdata[1], AGENDA);
    assert_string_equal(agendas->pdata[2], "été");
    assert_int_equal(entries->len, 3);
    for (guint i = 0; i < entries->len; i++) {
        assert_int_equal(g_array_index(entries, HistoryEntry, i).number, i + 1);
    }
    g_autofree char *second =
        history_support_line_of_entry(&g_array_index(entries, HistoryEntry, 1));
    assert_string_equal(second, "revision gfmd-2007|2|2000|9223372036854775807|Ada|the room has "
                                "changed|d1\n");
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_revision_is_read_as_it_was),
        cmocka_unit_test(what_is_over_can_begin_again),
        cmocka_unit_test(a_new_history_has_no_agendas),
        cmocka_unit_test(a_revision_that_is_not_there_is_an_error),
        cmocka_unit_test(a_revision_is_found_by_time),
        cmocka_unit_test(the_last_changes_of_each_path_are_read_the_latest_first),
        cmocka_unit_test(some_events_are_read_with_all_that_is_no_event),
        cmocka_unit_test(what_another_publishes_is_news_once),
        cmocka_unit_test(agendas_and_revisions_are_listed_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
