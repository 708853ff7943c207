#include "load_support.h"

static void a_reader_begins_with_the_built_in_roles_and_nothing_else(void **state)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    const Agenda *agenda = support.reader.agenda;
    assert_non_null(agenda_find_role(agenda, "chair"));
    assert_null(agenda->tz);
    assert_int_equal(agenda->agencies->len + agenda->days->len + agenda->sessions->len, 0);
    assert_ptr_equal(support.reader.findings, support.findings);
}

static void an_error_stands_where_its_node_does(void **state)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    const Node *root = load_support_parse(&support, "a: b\nc: d\n");
    reader_error(&support.reader, node_value(root, 1), "rule", NULL, "%s %d", "100%s", 7);
    reader_error(&support.reader, root, "other", g_strdup("try %s"), "plain");
    load_support_assert_findings(&support, "2:4 rule: 100%s 7\n1:1 other: plain (try %s)\n");
}

static void the_nearest_word_is_suggested(void **state)
{
    g_auto(LoadSupport) support;
    static const char *const WORDS[] = { "chair", "speaker" };

    load_support_init(&support);
    g_autofree char *near = reader_suggest(&support.reader, "Speeker", WORDS, 2);
    assert_string_equal(near, "did you mean \"speaker\"?");
    assert_null(reader_suggest(&support.reader, "marketplace", WORDS, 2));
    assert_null(reader_suggest(&support.reader, "speaker", WORDS, 0));
}

static void nothing_is_suggested_where_no_more_errors_are_kept(void **state)
{
    g_auto(LoadSupport) support;
    static const char *const WORDS[] = { "chair" };

    load_support_init(&support);
    const Node *node = load_support_parse(&support, "a");
    for (gint i = 0; i < FINDINGS_MAX - 1; i++) {
        reader_error(&support.reader, node, "rule", NULL, "wrong");
    }
    g_autofree char *last = reader_suggest(&support.reader, "chiar", WORDS, 1);
    assert_non_null(last);
    reader_error(&support.reader, node, "rule", NULL, "wrong");
    assert_null(reader_suggest(&support.reader, "chiar", WORDS, 1));
}

static void contributions_are_told_apart_by_agency_and_role(void **state)
{
    g_auto(LoadSupport) support;
    const Participant agencies[2] = { { .id = "a" }, { .id = "b" } };
    const Role roles[2] = { { .id = "c" }, { .id = "d" } };
    Contribution known = { .agency = &agencies[0], .role = &roles[0] };
    Contribution same = known;
    Contribution other_agency = { .agency = &agencies[1], .role = &roles[0] };
    Contribution other_role = { .agency = &agencies[0], .role = &roles[1] };

    load_support_init(&support);
    g_hash_table_add(support.reader.contributions, &known);
    same.status = CONTRIBUTION_STATUS_OFFERED;
    assert_ptr_equal(g_hash_table_lookup(support.reader.contributions, &same), &known);
    assert_null(g_hash_table_lookup(support.reader.contributions, &other_agency));
    assert_null(g_hash_table_lookup(support.reader.contributions, &other_role));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reader_begins_with_the_built_in_roles_and_nothing_else),
        cmocka_unit_test(an_error_stands_where_its_node_does),
        cmocka_unit_test(the_nearest_word_is_suggested),
        cmocka_unit_test(nothing_is_suggested_where_no_more_errors_are_kept),
        cmocka_unit_test(contributions_are_told_apart_by_agency_and_role),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
