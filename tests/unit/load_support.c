#include "load_support.h"

#include "file/yaml/node_tree.h"

#include <string.h>

static const SchemaField KEY = { .key = "key" };

void load_support_init(LoadSupport *support)
{
    support->findings = findings_new("test");
    support->trees = g_ptr_array_new_with_free_func((GDestroyNotify)node_tree_free);
    reader_init(&support->reader, support->findings, NULL);
}

void load_support_clear(LoadSupport *support)
{
    reader_clear(&support->reader);
    g_clear_pointer(&support->trees, g_ptr_array_unref);
    g_clear_pointer(&support->findings, findings_free);
}

const Node *load_support_parse(LoadSupport *support, const char *yaml)
{
    NodeTree *tree = node_tree_parse(yaml, strlen(yaml), support->findings);

    if (tree == NULL) {
        fail_msg("%s: %s", yaml, findings_get(support->findings, 0)->text);
    }
    g_ptr_array_add(support->trees, tree);
    return node_tree_root(tree);
}

void load_support_read_row(LoadSupport *support, ValueRead *read, const SchemaField *row,
                           const char *yaml, gpointer out)
{
    gsize length = findings_length(support->findings);
    const Node *node = load_support_parse(support, yaml);
    bool is_good = read(&support->reader, row, node, out);

    /* A text may be good in some languages only, and a wrong id is kept. */
    assert_true(is_good || findings_length(support->findings) > length);
}

void load_support_read(LoadSupport *support, ValueRead *read, const char *yaml, gpointer out)
{
    load_support_read_row(support, read, &KEY, yaml, out);
}

Fields load_support_fields(LoadSupport *support, const SchemaRecord *schema, const char *key,
                           const char *yaml)
{
    Fields fields = { .schema = schema };
    gsize row = 0;

    while (strcmp(schema->fields[row].key, key) != 0) {
        row++;
        assert_true(row < schema->n_fields);
    }
    fields.nodes[row] = load_support_parse(support, yaml);
    fields.is_good[row] = true;
    return fields;
}

void load_support_add_records(LoadSupport *support)
{
    support_add_agency(support->reader.agenda, "ilo");
    support_add_room(support->reader.agenda, "gold", "Gold Room");
    support_add_round_table(support->reader.agenda, "1", NULL);
}

void load_support_assert_findings(const LoadSupport *support, const char *expected)
{
    g_autoptr(GString) told = g_string_new(NULL);

    for (gsize i = 0; i < findings_length(support->findings); i++) {
        const Finding *finding = findings_get(support->findings, i);
        assert_int_equal(finding->severity, SEVERITY_ERROR);
        g_string_append_printf(told, "%u:%u %s: %s", finding->place.line, finding->place.column,
                               finding->rule, finding->text);
        if (finding->hint != NULL) {
            g_string_append_printf(told, " (%s)", finding->hint);
        }
        g_string_append_c(told, '\n');
    }
    assert_string_equal(told->str, expected);
}

void load_support_assert_row_refused(ValueRead *read, const SchemaField *row, const char *yaml,
                                     const char *expected)
{
    g_auto(LoadSupport) support;
    gint64 untouched[] = { 42, 43, 44, 45 };
    gint64 out[] = { 42, 43, 44, 45 };

    load_support_init(&support);
    assert_false(read(&support.reader, row, load_support_parse(&support, yaml), out));
    load_support_assert_findings(&support, expected);
    assert_memory_equal(out, untouched, sizeof out);
}

void load_support_assert_refused(ValueRead *read, const char *yaml, const char *expected)
{
    load_support_assert_row_refused(read, &KEY, yaml, expected);
}
