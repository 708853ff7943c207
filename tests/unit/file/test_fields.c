#include "load_support.h"

typedef struct Thing {
    const char *name;
    guint count;
    GPtrArray *parts;
    bool is_odd;
} Thing;

#define PLAIN SCHEMA_FORM(0)
#define ODD SCHEMA_FORM(1)

static const SchemaField FIELDS[] = {
    { "name", FIELD_TYPE_STRING, .offset = offsetof(Thing, name), .required = SCHEMA_ALWAYS },
    { "count", FIELD_TYPE_COUNT, .offset = offsetof(Thing, count) },
    { "parts", FIELD_TYPE_RECORDS, .offset = offsetof(Thing, parts) },
    { "odd", FIELD_TYPE_BOOL, .offset = offsetof(Thing, is_odd), .forms = ODD, .required = ODD },
};
static const SchemaRecord THING = { "a thing", PLAIN, .fields = FIELDS,
                                    .n_fields = G_N_ELEMENTS(FIELDS) };
static const SchemaRecord ODD_THING = { "an odd thing", ODD, .fields = FIELDS,
                                        .n_fields = G_N_ELEMENTS(FIELDS) };

static void each_value_goes_where_its_row_says(void **state)
{
    g_auto(LoadSupport) support;
    Thing thing = { 0 };
    Fields fields;

    load_support_init(&support);
    const Node *root = load_support_parse(&support, "{odd: true, parts: [x], count: 3, name: N}");
    assert_true(fields_read(&support.reader, root, &ODD_THING, &thing, &fields));
    load_support_assert_findings(&support, "");
    assert_string_equal(thing.name, "N");
    assert_int_equal(thing.count, 3);
    assert_true(thing.is_odd);
    assert_null(thing.parts);
}

static void it_is_known_where_each_value_stands_and_whether_it_is_good(void **state)
{
    g_auto(LoadSupport) support;
    Thing thing = { 0 };
    Fields fields;

    load_support_init(&support);
    const Node *root = load_support_parse(&support, "{parts: [x], count: many, name: N}");
    assert_true(fields_read(&support.reader, root, &THING, &thing, &fields));
    assert_ptr_equal(fields_node(&fields, "parts"), node_value(root, 0));
    assert_ptr_equal(fields_good_node(&fields, "parts"), node_value(root, 0));
    assert_ptr_equal(fields_node(&fields, "count"), node_value(root, 1));
    assert_null(fields_good_node(&fields, "count"));
    assert_ptr_equal(fields_good_node(&fields, "name"), node_value(root, 2));
    assert_null(fields_node(&fields, "odd"));
}

static void a_form_has_only_the_keys_that_it_may_have(void **state)
{
    g_auto(LoadSupport) support;
    Thing thing = { 0 };
    Fields fields;

    load_support_init(&support);
    fields_read(&support.reader, load_support_parse(&support, "{name: N, odd: true}"), &THING,
                &thing, &fields);
    assert_false(thing.is_odd);
    fields_read(&support.reader, load_support_parse(&support, "{name: N}"), &ODD_THING, &thing,
                &fields);
    load_support_assert_findings(
        &support, "1:11 unknown-key: unknown key \"odd\" in a thing; expected one of name, count, "
                  "parts\n"
                  "1:1 missing-key: an odd thing needs the key \"odd\"\n");
}

static void what_is_not_given_or_null_or_wrong_stays_as_it_was(void **state)
{
    static const char *const TEXTS[] = { "{name: N}", "{name: N, count: ~}", "{name: N, count: }",
                                         "{name: N, count: many}" };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_auto(LoadSupport) support;
        Thing thing = { .count = 7 };
        Fields fields;
        load_support_init(&support);
        const Node *root = load_support_parse(&support, TEXTS[i]);
        assert_true(fields_read(&support.reader, root, &THING, &thing, &fields));
        assert_int_equal(thing.count, 7);
        assert_int_equal(findings_length(support.findings), i == 3);
    }
}

static void assert_told(const char *yaml, const char *expected)
{
    g_auto(LoadSupport) support;
    Thing thing = { 0 };
    Fields fields;

    load_support_init(&support);
    assert_true(
        fields_read(&support.reader, load_support_parse(&support, yaml), &THING, &thing, &fields));
    load_support_assert_findings(&support, expected);
}

static void a_key_that_must_be_there_is_missed_where_the_record_is(void **state)
{
    assert_told("  {count: 3}", "1:3 missing-key: a thing needs the key \"name\"\n");
    assert_told("{}", "1:1 missing-key: a thing needs the key \"name\"\n");
}

static void a_value_that_must_be_there_is_missed_where_it_would_be(void **state)
{
    assert_told("{name: null}", "1:8 empty: \"name\" has no value, but a thing needs one\n");
}

static void an_unknown_key_is_told_with_those_expected(void **state)
{
    assert_told("{name: N, cuont: 1, Name: M, zebra: 2}",
                "1:11 unknown-key: unknown key \"cuont\" in a thing; expected one of "
                "name, count, parts (did you mean \"count\"?)\n"
                "1:21 unknown-key: unknown key \"Name\" in a thing; expected one of "
                "name, count, parts (did you mean \"name\"?)\n"
                "1:30 unknown-key: unknown key \"zebra\" in a thing; expected one of "
                "name, count, parts\n");
}

static void the_first_of_a_repeated_key_counts(void **state)
{
    g_auto(LoadSupport) support;
    Thing thing = { 0 };
    Fields fields;

    load_support_init(&support);
    const Node *root = load_support_parse(&support, "count: 1\nname: N\ncount: 2\ncount: x\n");
    assert_true(fields_read(&support.reader, root, &THING, &thing, &fields));
    assert_int_equal(thing.count, 1);
    load_support_assert_findings(
        &support, "3:1 duplicate-key: the key \"count\" is here twice; the first is on line 1\n"
                  "4:1 duplicate-key: the key \"count\" is here twice; the first is on line 1\n");
}

static void what_is_no_mapping_is_no_record(void **state)
{
    static const char *const TEXTS[][2] = {
        { "[a]", "1:1 wrong-type: expected a thing, as keys with values, found a list\n" },
        { "a", "1:1 wrong-type: expected a thing, as keys with values, found a text\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_auto(LoadSupport) support;
        Thing thing = { 0 };
        Fields fields;
        load_support_init(&support);
        const Node *root = load_support_parse(&support, TEXTS[i][0]);
        assert_false(fields_read(&support.reader, root, &THING, &thing, &fields));
        load_support_assert_findings(&support, TEXTS[i][1]);
    }
}

/* Reads the parts of a thing, a YAML text. */
static void read_parts(LoadSupport *support, const char *yaml, ItemRead *read, gpointer user)
{
    Fields fields = load_support_fields(support, &THING, "parts", yaml);

    fields_read_list(&support->reader, &fields, "parts", read, user);
}

static void append_item(Reader *reader, const Node *item, gpointer user)
{
    g_string_append(user, item->text);
}

static void the_items_of_a_list_are_read_in_order(void **state)
{
    g_auto(LoadSupport) support;
    g_autoptr(GString) items = g_string_new(NULL);

    load_support_init(&support);
    read_parts(&support, "[c, a, b]", append_item, items);
    assert_string_equal(items->str, "cab");
    read_parts(&support, "[]", append_item, items);
    assert_string_equal(items->str, "cab");
    load_support_assert_findings(&support, "");
}

static void what_is_no_list_is_told_and_not_read(void **state)
{
    g_auto(LoadSupport) support;
    g_autoptr(GString) items = g_string_new(NULL);

    load_support_init(&support);
    read_parts(&support, "{a: b}", append_item, items);
    assert_string_equal(items->str, "");
    load_support_assert_findings(
        &support, "1:1 wrong-type: expected a list of parts, found keys with values\n");
}

static void refuse_item(Reader *reader, const Node *item, gpointer user)
{
    ++*(guint *)user;
    reader_error(reader, item, "rule", NULL, "wrong");
}

static void a_list_is_left_when_no_more_errors_are_kept(void **state)
{
    g_auto(LoadSupport) support;
    g_autoptr(GString) yaml = g_string_new(NULL);
    guint n_read = 0;

    for (gint i = 0; i < FINDINGS_MAX + 5; i++) {
        g_string_append(yaml, "- x\n");
    }
    load_support_init(&support);
    read_parts(&support, yaml->str, refuse_item, &n_read);
    assert_int_equal(n_read, FINDINGS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_goes_where_its_row_says),
        cmocka_unit_test(it_is_known_where_each_value_stands_and_whether_it_is_good),
        cmocka_unit_test(a_form_has_only_the_keys_that_it_may_have),
        cmocka_unit_test(what_is_not_given_or_null_or_wrong_stays_as_it_was),
        cmocka_unit_test(a_key_that_must_be_there_is_missed_where_the_record_is),
        cmocka_unit_test(a_value_that_must_be_there_is_missed_where_it_would_be),
        cmocka_unit_test(an_unknown_key_is_told_with_those_expected),
        cmocka_unit_test(the_first_of_a_repeated_key_counts),
        cmocka_unit_test(what_is_no_mapping_is_no_record),
        cmocka_unit_test(the_items_of_a_list_are_read_in_order),
        cmocka_unit_test(what_is_no_list_is_told_and_not_read),
        cmocka_unit_test(a_list_is_left_when_no_more_errors_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
