#include "chronicle/bygone.h"

#include <string.h>

#include "chronicle/chronicle_read.h"
#include "chronicle_support.h"
#include "file/agenda_file.h"
#include "history_support.h"
#include "model/revision/known_value.h"
#include "sketch.h"
#include "support.h"

/* --- what older programs let go ---------------------------------------------------------- */

#define REST "session t 10-20 09:00-10:00; agency iom"

/* Of "forum": what the second revision does not have was over by then. */
static char *history_file_new(void)
{
    static const char *const SKETCHES[] = {
        "session s 07-10 09:00-10:00 title=Opening room=gold table=1 with=ilo/chair; agency iom;"
        "session t 10-20 09:00-10:00",
        REST,
        "session t 10-20 11:00-12:00; agency iom",
    };
    static const char *const TIMES[] = { "07-01", "09-01", "10-01" };

    return chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));
}

static const char *const PATHS[] = { "agencies/ilo", "rooms/gold", "round-tables/1",
                                     "days/2007-07-10", "sessions/s" };

/* Each as "PATH|SUBJECT|NAME|DESCRIPTION" on a line; the caller's own. */
static char *describe_gone(const Revision *revision)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        if (feed->is_gone) {
            g_string_append_printf(text, "%s|%s|%s|%s\n", feed->feed->path, feed->feed->subject,
                                   feed->feed->name, feed->feed->description);
        }
    }
    return g_string_free(text, FALSE);
}

/* Does to a history what an older program would have done otherwise, and fails unless nobody is
 * refused what he was given before. */
static void assert_restored(const char *sql)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) kept = chronicle_support_read(history, "forum", 3);
    g_autofree char *expected = describe_gone(kept);

    history_support_tamper(path, sql);
    g_autoptr(Revision) third = chronicle_support_read(history, "forum", 3);
    g_autofree char *words = describe_gone(third);
    g_autofree char *faults = chronicle_support_verify(history);
    assert_string_equal(words, expected);
    assert_string_equal(faults, "");
    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        sketch_assert_entries(third, PATHS[i], "gone");
    }
    g_autoptr(Revision) fourth =
        chronicle_support_publish(history, third, sketch_agenda(REST "; day 12-01"), "11-01");
    g_autoptr(Revision) again = chronicle_support_read(history, "forum", 4);
    g_autofree char *made = chronicle_support_describe(fourth);
    g_autofree char *read = chronicle_support_describe(again);
    assert_string_equal(read, made);
    assert_non_null(strstr(read, "forum/sessions/s.ics"));
    g_autofree char *later = chronicle_support_verify(history);
    assert_string_equal(later, "");
    history_close(history);
    history_support_remove(path);
}

static void what_was_gone_for_a_time_is_there_again(void **state)
{
    assert_restored("UPDATE feed SET last = 3 WHERE kind IS NOT NULL");
}

static void what_went_without_a_word_is_called_as_its_record_was(void **state)
{
    assert_restored("DELETE FROM feed WHERE kind IS NOT NULL");
}

static void a_path_that_is_none_is_not_restored(void **state)
{
    static const char *const FORGED[] = { "forum/sessions/../x", "forum/sessions/a/b", "forum/x",
                                          "other/sessions/x",    "forum/sessions/",    "x" };
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    for (gsize i = 0; i < G_N_ELEMENTS(FORGED); i++) {
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO feed (agenda, path, first, last, changed) VALUES ('forum', '%s', 1, 2, 7)",
            FORGED[i]);
        history_support_tamper(path, sql);
    }
    g_autoptr(Revision) third = chronicle_support_read(history, "forum", 3);
    for (gsize i = 0; i < G_N_ELEMENTS(FORGED); i++) {
        assert_null(revision_find_feed(third, FORGED[i]));
    }
    history_close(history);
    history_support_remove(path);
}

/* --- roles ------------------------------------------------------------------------------- */

static Agenda *agenda_with_roles(const char *roles)
{
    g_autofree char *text = g_strdup_printf(
        "{\"agenda\":{\"id\":\"forum\",\"title\":\"Forum\",\"timezone\":\"Europe/Brussels\"},"
        "\"roles\":[%s],\"days\":[]}",
        roles);
    g_autoptr(AgendaFile) file = agenda_file_parse("forum.json", text, strlen(text));

    assert_non_null(file->agenda);
    return agenda_file_steal_agenda(file);
}

#define JURY "{\"id\":\"jury\",\"label\":{\"en\":\"Jury\",\"fr\":\"Jury\"},\"present\":true}"
#define HOST "{\"id\":\"host\",\"label\":\"Host\",\"present\":true}"

static void assert_role(const Revision *revision, const char *id, const char *label)
{
    bool is_there = known_value_is_there(revision, SELECTION_ROLE, id);
    g_autofree char *found = known_value_label(SELECTION_ROLE, id, revision);

    assert_int_equal(is_there, label != NULL);
    assert_string_equal(found, label != NULL ? label : id);
}

static void a_role_that_went_is_known_by_the_label_that_it_had_last(void **state)
{
    static const char *const ROLES[] = {
        JURY "," HOST,
        JURY ",{\"id\":\"host\",\"label\":\"Our host\",\"present\":true}",
        "",
        HOST,
    };
    static const char *const TIMES[] = { "07-01", "07-02", "07-03", "07-04" };
    static const char *const LABELS[][2] = {
        { "Jury", "Host" }, { "Jury", "Our host" }, { "Jury", "Our host" }, { "Jury", "Host" }
    };
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) made = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(ROLES); i++) {
        g_autoptr(Revision) previous = g_steal_pointer(&made);
        made = chronicle_support_publish(history, previous, agenda_with_roles(ROLES[i]), TIMES[i]);
        g_autoptr(Revision) read = chronicle_support_read(history, "forum", i + 1);
        assert_role(made, "jury", LABELS[i][0]);
        assert_role(read, "jury", LABELS[i][0]);
        assert_role(made, "host", LABELS[i][1]);
        assert_role(read, "host", LABELS[i][1]);
        assert_role(read, "hosts", NULL);
        assert_int_equal(read->gone_names->len, made->gone_names->len);
    }
    /* What comes later is not known before. */
    g_autoptr(Revision) second = chronicle_support_read(history, "forum", 2);
    assert_int_equal(second->gone_names->len, 0);
    history_close(history);
    history_support_remove(path);
}

/* --- terms ------------------------------------------------------------------------------- */

static Agenda *agenda_with_terms(const char *lists, const char *session)
{
    g_autofree char *text = g_strdup_printf(
        "{\"agenda\":{\"id\":\"forum\",\"title\":\"Forum\",\"timezone\":\"Europe/Brussels\"},"
        "%s\"days\":[{\"date\":\"2007-07-10\",\"slots\":[{\"start\":\"09:00\",\"end\":\"10:00\","
        "\"sessions\":[{\"id\":\"s\",\"title\":\"S\"%s}]}]}]}",
        lists, session);
    g_autoptr(AgendaFile) file = agenda_file_parse("forum.json", text, strlen(text));

    assert_non_null(file->agenda);
    return agenda_file_steal_agenda(file);
}

static void assert_term(const Revision *revision, SelectionName name, const char *id,
                        const char *label)
{
    bool is_there = known_value_is_there(revision, name, id);
    g_autofree char *found = known_value_label(name, id, revision);

    assert_int_equal(is_there, label != NULL);
    assert_string_equal(found, label != NULL ? label : id);
}

#define LISTED "\"types\":[{\"id\":\"t\",\"label\":\"Talk\"},{\"id\":\"u\",\"label\":\"Unused\"}],"

static void terms_that_went_are_known_by_what_they_were_called_last(void **state)
{
    static const char *const AGENDAS[][2] = {
        { LISTED, ",\"type\":\"t\",\"tags\":[\"\u00e9 a\",\"b\"],\"languages\":[\"en\"]" },
        { LISTED, ",\"type\":\"t\",\"interpretation\":[\"pt-BR\"]" },
        { "", ",\"type\":\"v\"" },
        { "", "" },
    };
    static const char *const TIMES[] = { "07-01", "07-02", "07-03", "07-04" };
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) made = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(AGENDAS); i++) {
        g_autoptr(Revision) previous = g_steal_pointer(&made);
        made = chronicle_support_publish(history, previous,
                                         agenda_with_terms(AGENDAS[i][0], AGENDAS[i][1]), TIMES[i]);
        g_autoptr(Revision) read = chronicle_support_read(history, "forum", i + 1);
        const Revision *both[] = { made, read };
        for (guint j = 0; j < 2; j++) {
            assert_term(both[j], SELECTION_TYPE, "t", "Talk");
            assert_term(both[j], SELECTION_TYPE, "u", "Unused");
            assert_term(both[j], SELECTION_TYPE, "v", i >= 2 ? "v" : NULL);
            assert_term(both[j], SELECTION_TYPE, "T", NULL);
            assert_term(both[j], SELECTION_TAG, "\u00e9 a", "\u00e9 a");
            assert_term(both[j], SELECTION_TAG, "b", "b");
            assert_term(both[j], SELECTION_TAG, "t", NULL);
            assert_term(both[j], SELECTION_LANGUAGE, "EN", "en");
            assert_term(both[j], SELECTION_LANGUAGE, "pt-br", i >= 1 ? "pt-BR" : NULL);
        }
        assert_int_equal(read->gone_names->len, made->gone_names->len);
    }
    g_autofree char *faults = chronicle_support_verify(history);
    assert_string_equal(faults, "");
    history_close(history);
    history_support_remove(path);
}

static void what_is_no_term_in_a_damaged_record_is_passed_over(void **state)
{
    static const char *const TEXTS[] = { "{\"tags\":[7,null,{},\"x\"],\"type\":[\"y\"]}",
                                         "{\"tags\":\"x\"}", "{\"tags\":[\"z\"", "[\"tags\"]" };
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO record (agenda, kind, id, first, last, place, text) "
            "VALUES ('forum', 'session', 'forged-%" G_GSIZE_FORMAT "', 1, 2, '', '%s')",
            i, TEXTS[i]);
        history_support_tamper(path, sql);
    }
    g_autoptr(Revision) third = chronicle_support_read(history, "forum", 3);
    assert_term(third, SELECTION_TAG, "x", "x");
    assert_term(third, SELECTION_TAG, "7", NULL);
    assert_term(third, SELECTION_TAG, "z", NULL);
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_that_went_are_known_by_what_they_were_called_last),
        cmocka_unit_test(what_is_no_term_in_a_damaged_record_is_passed_over),
        cmocka_unit_test(what_was_gone_for_a_time_is_there_again),
        cmocka_unit_test(what_went_without_a_word_is_called_as_its_record_was),
        cmocka_unit_test(a_path_that_is_none_is_not_restored),
        cmocka_unit_test(a_role_that_went_is_known_by_the_label_that_it_had_last),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
