#include "render/report/finding_report.h"

#include <jansson.h>
#include <string.h>

#include "support.h"

static char *text_of(const Findings *findings)
{
    GString *out = g_string_new(NULL);

    finding_report_append_text(out, findings);
    return g_string_free(out, FALSE);
}

static json_t *json_of(Findings *findings)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();

    if (findings != NULL) {
        g_ptr_array_add(all, findings);
    }
    g_autofree char *text = finding_report_to_json(all);
    assert_true(g_str_has_suffix(text, "\n"));
    json_t *json = json_loads(text, 0, NULL);
    assert_non_null(json);
    return json;
}

static const char *string_at(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void no_findings_are_no_text(void **state)
{
    g_autoptr(Findings) findings = findings_new("a.yaml");
    g_autofree char *text = text_of(findings);

    assert_string_equal(text, "");
}

static void a_line_tells_place_severity_text_and_hint(void **state)
{
    g_autoptr(Findings) findings = findings_new("a.yaml");

    findings_add(findings, SEVERITY_ERROR, (Place){ 3, 7 }, "unknown-key",
                 g_strdup("did you mean \"title\"?"), "unknown key \"titel\"");
    findings_add(findings, SEVERITY_WARNING, (Place){ 0, 0 }, "room-clash", NULL, "100%% of it");
    g_autofree char *text = text_of(findings);
    assert_string_equal(text, "a.yaml:3:7: error: unknown key \"titel\" (did you mean \"title\"?)\n"
                              "a.yaml: warning: 100% of it\n");
}

static void what_is_not_shown_is_told(void **state)
{
    g_autoptr(Findings) findings = findings_new("a.yaml");

    for (guint i = 0; i < FINDINGS_MAX + 2; i++) {
        findings_add(findings, SEVERITY_ERROR, (Place){ 1, 1 }, "rule", NULL, "wrong");
    }
    for (guint i = 0; i < FINDINGS_MAX + 1; i++) {
        findings_add(findings, SEVERITY_WARNING, (Place){ 1, 1 }, "rule", NULL, "odd");
    }
    g_autofree char *text = text_of(findings);
    assert_true(g_str_has_suffix(text, "a.yaml: 2 more errors are not shown\n"
                                       "a.yaml: 1 more warning is not shown\n"));
}

static void no_files_are_an_empty_array(void **state)
{
    json_t *json = json_of(NULL);

    assert_true(json_is_array(json));
    assert_int_equal(json_array_size(json), 0);
    json_decref(json);
}

static void json_holds_every_field(void **state)
{
    g_autoptr(Findings) findings = findings_new("a \"quoted\" name.yaml");

    findings_add(findings, SEVERITY_ERROR, (Place){ 3, 7 }, "unknown-key", g_strdup("a hint"),
                 "tab\tand \"quote\" – dash");
    findings_add(findings, SEVERITY_WARNING, (Place){ 0, 0 }, "room-clash", NULL, "twice");
    json_t *json = json_of(findings);
    json_t *file = json_array_get(json, 0);
    json_t *first = json_array_get(json_object_get(file, "findings"), 0);
    json_t *second = json_array_get(json_object_get(file, "findings"), 1);
    assert_string_equal(string_at(file, "file"), "a \"quoted\" name.yaml");
    assert_int_equal(json_integer_value(json_object_get(file, "errors")), 1);
    assert_int_equal(json_integer_value(json_object_get(file, "warnings")), 1);
    assert_int_equal(json_integer_value(json_object_get(first, "line")), 3);
    assert_int_equal(json_integer_value(json_object_get(first, "column")), 7);
    assert_string_equal(string_at(first, "severity"), "error");
    assert_string_equal(string_at(first, "rule"), "unknown-key");
    assert_string_equal(string_at(first, "text"), "tab\tand \"quote\" – dash");
    assert_string_equal(string_at(first, "hint"), "a hint");
    assert_string_equal(string_at(second, "severity"), "warning");
    assert_true(json_is_null(json_object_get(second, "hint")));
    json_decref(json);
}

static void a_file_name_that_is_not_utf_8_loses_no_finding(void **state)
{
    g_autoptr(Findings) findings = findings_new("caf\xe9.yaml");

    findings_add(findings, SEVERITY_ERROR, (Place){ 1, 1 }, "rule", NULL, "odd \xff octet");
    json_t *json = json_of(findings);
    json_t *file = json_array_get(json, 0);
    assert_non_null(file);
    assert_string_equal(string_at(file, "file"), "caf\xef\xbf\xbd.yaml");
    assert_int_equal(json_array_size(json_object_get(file, "findings")), 1);
    json_decref(json);
}

static void control_characters_reach_no_terminal(void **state)
{
    g_autoptr(Findings) findings = findings_new("a\x1b[2J.yaml");

    findings_add(findings, SEVERITY_ERROR, (Place){ 1, 1 }, "rule", g_strdup("or \x07"),
                 "key \"\x1b[31m\nb.yaml:1:1: error: forged\"");
    g_autofree char *text = text_of(findings);
    assert_string_equal(text, "a\\x1b[2J.yaml:1:1: error: key \"\\x1b[31m\\x0ab.yaml:1:1: error: "
                              "forged\" (or \\x07)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_findings_are_no_text),
        cmocka_unit_test(a_line_tells_place_severity_text_and_hint),
        cmocka_unit_test(what_is_not_shown_is_told),
        cmocka_unit_test(no_files_are_an_empty_array),
        cmocka_unit_test(json_holds_every_field),
        cmocka_unit_test(a_file_name_that_is_not_utf_8_loses_no_finding),
        cmocka_unit_test(control_characters_reach_no_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
