#include "load_support.h"

#include "file/references.h"

static const SchemaField ROLE = { .key = "key", .of = &SCHEMA_ROLES[ROLE_FORM_NEW] };
static const SchemaField AGENCY = { .key = "key", .of = &SCHEMA_AGENCY };
static const SchemaField ROOM = { .key = "key", .of = &SCHEMA_ROOM };
static const SchemaField ROUND_TABLE = { .key = "key", .of = &SCHEMA_ROUND_TABLE };
static const SchemaField TAG = { .key = "key", .of = &SCHEMA_TAG };
static const SchemaField LANGUAGE = { .key = "key", .of = &SCHEMA_LANGUAGE };

static void assert_found(const SchemaField *row, const char *id)
{
    g_auto(LoadSupport) support;
    gconstpointer record = NULL;

    load_support_init(&support);
    load_support_add_records(&support);
    load_support_read_row(&support, references_read, row, id, &record);
    load_support_assert_findings(&support, "");
    assert_non_null(record);
    assert_string_equal(schema_id(row->of, record), id);
}

static void a_record_is_found_by_its_id(void **state)
{
    assert_found(&ROLE, "chair");
    assert_found(&AGENCY, "ilo");
    assert_found(&ROOM, "gold");
    assert_found(&ROUND_TABLE, "1");
}

static void assert_unknown(const SchemaField *row, const char *yaml, const char *expected)
{
    g_auto(LoadSupport) support;
    gconstpointer record = NULL;

    load_support_init(&support);
    load_support_add_records(&support);
    load_support_read_row(&support, references_read, row, yaml, &record);
    load_support_assert_findings(&support, expected);
    assert_null(record);
}

static void an_unknown_id_is_told_with_one_like_it(void **state)
{
    assert_unknown(&ROLE, "chiar",
                   "1:1 unknown-reference: unknown role \"chiar\"; expected a built-in role or the "
                   "id of one in \"roles\" (did you mean \"chair\"?)\n");
    assert_unknown(&AGENCY, "ILO",
                   "1:1 unknown-reference: unknown agency \"ILO\"; expected the id of one in "
                   "\"agencies\" (did you mean \"ilo\"?)\n");
    assert_unknown(&ROOM, "golf",
                   "1:1 unknown-reference: unknown room \"golf\"; expected the id of one in "
                   "\"rooms\" (did you mean \"gold\"?)\n");
    assert_unknown(&ROUND_TABLE, "human-capital",
                   "1:1 unknown-reference: unknown round table \"human-capital\"; expected the id "
                   "of one in \"round-tables\"\n");
}

static void a_reference_is_a_text(void **state)
{
    static const char ERROR[] = "1:1 wrong-type: expected a text for \"key\", found a list\n";

    load_support_assert_row_refused(references_read, &ROLE, "[chair]", ERROR);
    load_support_assert_row_refused(references_read, &AGENCY, "[ilo]", ERROR);
    load_support_assert_row_refused(references_read, &ROOM, "[gold]", ERROR);
    load_support_assert_row_refused(references_read, &ROUND_TABLE, "[1]", ERROR);
}

static void among_very_many_ids_none_is_suggested(void **state)
{
    g_auto(LoadSupport) support;
    const Participant *agency = NULL;

    load_support_init(&support);
    for (gint i = 0; i < 10000; i++) {
        g_autofree char *id = g_strdup_printf("agency-%d", i);
        agenda_add_agency(support.reader.agenda, id);
    }
    load_support_read_row(&support, references_read, &AGENCY, "agency-7x", &agency);
    agenda_add_agency(support.reader.agenda, "one-more");
    load_support_read_row(&support, references_read, &AGENCY, "agency-7x", &agency);
    assert_non_null(findings_get(support.findings, 0)->hint);
    assert_null(findings_get(support.findings, 1)->hint);
}

/* The ids of the list that is read, each with a blank after it; "-" if there is none. */
static void assert_list(const SchemaField *row, const char *yaml, const char *expected,
                        const char *told)
{
    g_auto(LoadSupport) support;
    g_autoptr(GString) ids = g_string_new(NULL);
    GPtrArray *list = NULL;

    load_support_init(&support);
    support.reader.is_open[NAMED_LANGUAGE] = true;
    support.reader.is_open[row->of->named] = row->of->named >= NAMED_TYPE;
    load_support_add_records(&support);
    load_support_read_row(&support, references_read_list, row, yaml, &list);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        g_string_append_printf(ids, "%s ", schema_id(row->of, list->pdata[i]));
    }
    assert_string_equal(list != NULL ? ids->str : "-", expected);
    load_support_assert_findings(&support, told);
}

static void a_list_names_records(void **state)
{
    assert_list(&ROLE, "[speaker, chair]", "speaker chair ", "");
    assert_list(&ROLE, "[]", "-", "");
    assert_list(&ROLE, "[chair, chiar]", "chair ",
                "1:9 unknown-reference: unknown role \"chiar\"; expected a built-in role or the id "
                "of one in \"roles\" (did you mean \"chair\"?)\n");
    assert_list(&ROLE, "[chair, chair]", "chair ",
                "1:9 duplicate-value: \"key\" has \"chair\" already\n");
    assert_list(&ROLE, "chair", "-", "1:1 wrong-type: expected a list for \"key\", found a text\n");
}

static void a_term_without_a_list_is_there_when_it_is_named(void **state)
{
    assert_list(&TAG, "[Climate change, ai, '  ai ']", "Climate change ai ",
                "1:22 duplicate-value: \"key\" has \"  ai \" already\n");
    assert_list(&LANGUAGE, "[EN, pt-br, en]", "en pt-BR ",
                "1:13 duplicate-value: \"key\" has \"en\" already\n");
    assert_list(&TAG, "['a, b']", "a, b ",
                "1:2 bad-term: \"key\" holds a comma, which parts such words in calendars and "
                "addresses\n");
    assert_list(&LANGUAGE, "[english language]", "",
                "1:2 bad-language: \"english language\" is not a language; expected a tag such as "
                "en or pt-BR\n");
}

static void a_list_is_not_endless(void **state)
{
    g_autoptr(GString) yaml = g_string_new("[");

    for (guint i = 0; i < 201; i++) {
        g_string_append_printf(yaml, "%st%u", i > 0 ? "," : "", i);
    }
    g_string_append(yaml, "]");
    assert_list(&TAG, yaml->str, "-",
                "1:1 too-long: \"key\" has 201 items; expected at most 200\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_found_by_its_id),
        cmocka_unit_test(an_unknown_id_is_told_with_one_like_it),
        cmocka_unit_test(a_reference_is_a_text),
        cmocka_unit_test(among_very_many_ids_none_is_suggested),
        cmocka_unit_test(a_list_names_records),
        cmocka_unit_test(a_term_without_a_list_is_there_when_it_is_named),
        cmocka_unit_test(a_list_is_not_endless),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
