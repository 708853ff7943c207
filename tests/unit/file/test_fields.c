#include "load_support.h"

#include "file/texts.h"
#include "file/values.h"

typedef struct Draft {
    const char *name;
    guint count;
    const Node *node;
    GString *order;
} Draft;

/* Notes the order in which fields are read. */
static void note_key(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    g_string_append_printf(*(GString **)out, "%s=%s ", field->key, value->text);
}

static const Field FIELDS[] = {
    { "name", texts_read_string, offsetof(Draft, name), true },
    { "count", values_read_count, offsetof(Draft, count), false },
    { "node", fields_keep, offsetof(Draft, node), false },
    { "second", note_key, offsetof(Draft, order), false },
    { "first", note_key, offsetof(Draft, order), false },
};
static const Record RECORD = { "a thing", FIELDS, G_N_ELEMENTS(FIELDS) };

static void each_value_goes_where_its_field_says(void **state)
{
    g_auto(LoadSupport) support;
    Draft draft = { 0 };

    load_support_init(&support);
    const Node *root = load_support_parse(&support, "{node: [x], count: 3, name: N}");
    assert_true(fields_read(&support.reader, root, &RECORD, &draft));
    load_support_assert_findings(&support, "");
    assert_string_equal(draft.name, "N");
    assert_int_equal(draft.count, 3);
    assert_ptr_equal(draft.node, node_value(root, 0));
}

static void fields_are_read_in_the_order_of_the_table(void **state)
{
    g_auto(LoadSupport) support;
    g_autoptr(GString) order = g_string_new(NULL);
    Draft draft = { .order = order };

    load_support_init(&support);
    const Node *root = load_support_parse(&support, "{first: a, name: N, second: b}");
    assert_true(fields_read(&support.reader, root, &RECORD, &draft));
    assert_string_equal(order->str, "second=b first=a ");
}

static void what_is_not_given_or_null_or_wrong_stays_as_it_was(void **state)
{
    static const char *const TEXTS[] = { "{name: N}", "{name: N, count: ~}", "{name: N, count: }",
                                         "{name: N, count: many}" };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_auto(LoadSupport) support;
        Draft draft = { .count = 7 };
        load_support_init(&support);
        const Node *root = load_support_parse(&support, TEXTS[i]);
        assert_true(fields_read(&support.reader, root, &RECORD, &draft));
        assert_int_equal(draft.count, 7);
        assert_int_equal(findings_length(support.findings), i == 3);
    }
}

static void assert_told(const char *yaml, const char *expected)
{
    g_auto(LoadSupport) support;
    Draft draft = { 0 };

    load_support_init(&support);
    assert_true(fields_read(&support.reader, load_support_parse(&support, yaml), &RECORD, &draft));
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
                "name, count, node, second, first (did you mean \"count\"?)\n"
                "1:21 unknown-key: unknown key \"Name\" in a thing; expected one of "
                "name, count, node, second, first (did you mean \"name\"?)\n"
                "1:30 unknown-key: unknown key \"zebra\" in a thing; expected one of "
                "name, count, node, second, first\n");
}

static void the_first_of_a_repeated_key_counts(void **state)
{
    g_auto(LoadSupport) support;
    Draft draft = { 0 };

    load_support_init(&support);
    const Node *root = load_support_parse(&support, "count: 1\nname: N\ncount: 2\ncount: x\n");
    assert_true(fields_read(&support.reader, root, &RECORD, &draft));
    assert_int_equal(draft.count, 1);
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
        Draft draft = { 0 };
        load_support_init(&support);
        const Node *root = load_support_parse(&support, TEXTS[i][0]);
        assert_false(fields_read(&support.reader, root, &RECORD, &draft));
        load_support_assert_findings(&support, TEXTS[i][1]);
    }
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
    const Node *list = load_support_parse(&support, "[c, a, b]");
    fields_read_list(&support.reader, "things", list, append_item, items);
    assert_string_equal(items->str, "cab");
    fields_read_list(&support.reader, "things", load_support_parse(&support, "[]"), append_item,
                     items);
    assert_string_equal(items->str, "cab");
    load_support_assert_findings(&support, "");
}

static void what_is_no_list_is_told_and_not_read(void **state)
{
    g_auto(LoadSupport) support;
    g_autoptr(GString) items = g_string_new(NULL);

    load_support_init(&support);
    fields_read_list(&support.reader, "things", load_support_parse(&support, "{a: b}"), append_item,
                     items);
    assert_string_equal(items->str, "");
    load_support_assert_findings(
        &support, "1:1 wrong-type: expected a list of things, found keys with values\n");
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
    fields_read_list(&support.reader, "things", load_support_parse(&support, yaml->str),
                     refuse_item, &n_read);
    assert_int_equal(n_read, FINDINGS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_goes_where_its_field_says),
        cmocka_unit_test(fields_are_read_in_the_order_of_the_table),
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
