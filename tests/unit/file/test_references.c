#include "load_support.h"

#include "file/references.h"

static void assert_found(FieldRead *read, const char *id)
{
    g_auto(LoadSupport) support;
    const Role *record = NULL;

    load_support_init(&support);
    load_support_add_records(&support);
    load_support_read(&support, read, id, &record);
    load_support_assert_findings(&support, "");
    assert_non_null(record);
    /* In records of all kinds the id stands in the same place. */
    assert_string_equal(record->id, id);
}

static void a_record_is_found_by_its_id(void **state)
{
    assert_found(references_read_role, "chair");
    assert_found(references_read_agency, "ilo");
    assert_found(references_read_room, "gold");
    assert_found(references_read_round_table, "1");
}

static void assert_unknown(FieldRead *read, const char *yaml, const char *expected)
{
    g_auto(LoadSupport) support;
    const Role *record = NULL;

    load_support_init(&support);
    load_support_add_records(&support);
    load_support_read(&support, read, yaml, &record);
    load_support_assert_findings(&support, expected);
    assert_null(record);
}

static void an_unknown_id_is_told_with_one_like_it(void **state)
{
    assert_unknown(references_read_role, "chiar",
                   "1:1 unknown-reference: unknown role \"chiar\"; expected a built-in role or the "
                   "id of one in \"roles\" (did you mean \"chair\"?)\n");
    assert_unknown(references_read_agency, "ILO",
                   "1:1 unknown-reference: unknown agency \"ILO\"; expected the id of one in "
                   "\"agencies\" (did you mean \"ilo\"?)\n");
    assert_unknown(references_read_room, "golf",
                   "1:1 unknown-reference: unknown room \"golf\"; expected the id of one in "
                   "\"rooms\" (did you mean \"gold\"?)\n");
    assert_unknown(references_read_round_table, "human-capital",
                   "1:1 unknown-reference: unknown round table \"human-capital\"; expected the id "
                   "of one in \"round-tables\"\n");
}

static void a_reference_is_a_text(void **state)
{
    static const char ERROR[] = "1:1 wrong-type: expected a text for \"key\", found a list\n";

    load_support_assert_refused(references_read_role, "[chair]", ERROR);
    load_support_assert_refused(references_read_agency, "[ilo]", ERROR);
    load_support_assert_refused(references_read_room, "[gold]", ERROR);
    load_support_assert_refused(references_read_round_table, "[1]", ERROR);
}

static void among_very_many_ids_none_is_suggested(void **state)
{
    g_auto(LoadSupport) support;
    const Agency *agency = NULL;

    load_support_init(&support);
    for (gint i = 0; i < 10000; i++) {
        g_autofree char *id = g_strdup_printf("agency-%d", i);
        agenda_add_agency(support.reader.agenda, id);
    }
    load_support_read(&support, references_read_agency, "agency-7x", &agency);
    agenda_add_agency(support.reader.agenda, "one-more");
    load_support_read(&support, references_read_agency, "agency-7x", &agency);
    assert_non_null(findings_get(support.findings, 0)->hint);
    assert_null(findings_get(support.findings, 1)->hint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_found_by_its_id),
        cmocka_unit_test(an_unknown_id_is_told_with_one_like_it),
        cmocka_unit_test(a_reference_is_a_text),
        cmocka_unit_test(among_very_many_ids_none_is_suggested),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
