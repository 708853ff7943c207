#include "model/agenda/finding.h"

#include "support.h"

static void findings_keep_what_was_added_and_where(void **state)
{
    g_autoptr(Findings) findings = findings_new("agenda.yaml");

    findings_add(findings, SEVERITY_WARNING, (Place){ 3, 7 }, "room-clash", g_strdup("a hint"),
                 "room %s, %d times", "gold", 2);
    assert_string_equal(findings_file(findings), "agenda.yaml");
    assert_int_equal(findings_length(findings), 1);
    const Finding *finding = findings_get(findings, 0);
    assert_int_equal(finding->place.line, 3);
    assert_int_equal(finding->place.column, 7);
    assert_int_equal(finding->severity, SEVERITY_WARNING);
    assert_string_equal(finding->rule, "room-clash");
    assert_string_equal(finding->text, "room gold, 2 times");
    assert_string_equal(finding->hint, "a hint");
    assert_int_equal(findings_count(findings, SEVERITY_ERROR), 0);
    assert_int_equal(findings_count(findings, SEVERITY_WARNING), 1);
}

static void an_empty_list_can_be_sorted_and_counted(void **state)
{
    g_autoptr(Findings) findings = findings_new("agenda.yaml");

    findings_sort(findings);
    assert_int_equal(findings_length(findings), 0);
    assert_int_equal(findings_count(findings, SEVERITY_ERROR), 0);
}

static void sorting_follows_the_file_and_puts_what_has_no_place_last(void **state)
{
    g_autoptr(Findings) findings = findings_new("agenda.yaml");
    static const Place PLACES[] = { { 0, 0 }, { 2, 10 }, { 10, 1 }, { 2, 9 }, { 0, 0 }, { 1, 99 } };
    static const char *const EXPECTED[] = { "5", "3", "1", "2", "0", "4" };

    for (guint i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        findings_add(findings, i % 2 == 0 ? SEVERITY_ERROR : SEVERITY_WARNING, PLACES[i], "rule",
                     NULL, "%u", i);
    }
    findings_sort(findings);
    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        assert_string_equal(findings_get(findings, i)->text, EXPECTED[i]);
    }
}

static void findings_of_one_place_stay_in_the_order_of_adding(void **state)
{
    g_autoptr(Findings) findings = findings_new("agenda.yaml");

    for (guint i = 0; i < 200; i++) {
        findings_add(findings, SEVERITY_ERROR, (Place){ 1 + i % 2, 1 }, "rule", NULL, "%u", i / 2);
    }
    findings_sort(findings);
    for (guint i = 0; i < 200; i++) {
        g_autofree char *expected = g_strdup_printf("%u", i % 100);
        assert_string_equal(findings_get(findings, i)->text, expected);
    }
}

static void what_exceeds_the_bound_is_counted_and_each_severity_has_its_own(void **state)
{
    g_autoptr(Findings) findings = findings_new("agenda.yaml");

    for (guint i = 0; i < FINDINGS_MAX + 5; i++) {
        findings_add(findings, SEVERITY_ERROR, (Place){ i + 1, 1 }, "rule", g_strdup("hint"), "e");
    }
    findings_add(findings, SEVERITY_WARNING, (Place){ 1, 1 }, "rule", NULL, "w");
    assert_int_equal(findings_count(findings, SEVERITY_ERROR), FINDINGS_MAX + 5);
    assert_int_equal(findings_count(findings, SEVERITY_WARNING), 1);
    assert_int_equal(findings_length(findings), FINDINGS_MAX + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_keep_what_was_added_and_where),
        cmocka_unit_test(an_empty_list_can_be_sorted_and_counted),
        cmocka_unit_test(sorting_follows_the_file_and_puts_what_has_no_place_last),
        cmocka_unit_test(findings_of_one_place_stay_in_the_order_of_adding),
        cmocka_unit_test(what_exceeds_the_bound_is_counted_and_each_severity_has_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
