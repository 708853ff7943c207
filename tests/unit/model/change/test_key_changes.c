#include "model/change/key_changes.h"

#include "support.h"

/* Of a record that no agenda has. */
typedef struct Thing {
    const char *note;
    guint count;
} Thing;

static const SchemaField NOTE = { "note", FIELD_TYPE_STRING, .offset = offsetof(Thing, note),
                                  .reach = REACH_EVENT, .change = CHANGE_KIND_NOTE };
static const SchemaField COUNT = { "count", FIELD_TYPE_COUNT, .offset = offsetof(Thing, count),
                                   .reach = REACH_EVENT };
static const SchemaField SILENT = { "silent", FIELD_TYPE_COUNT, .offset = offsetof(Thing, count) };

static GPtrArray *changes_of(const Thing *before, const Thing *after)
{
    const SchemaField *const fields[] = { &COUNT, &SILENT, &NOTE };
    GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    Change like = { .old_status = CONTRIBUTION_STATUS_OFFERED };

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        key_changes_append(changes, fields[i], before, after, &like);
    }
    return changes;
}

static void a_key_that_reaches_calendars_changes_from_its_old_to_its_new_text(void **state)
{
    g_autoptr(GPtrArray) changes =
        changes_of(&(Thing){ .count = 7 }, &(Thing){ .note = "N", .count = 1000000 });

    assert_int_equal(changes->len, 2);
    const Change *count = changes->pdata[0];
    const Change *note = changes->pdata[1];
    assert_string_equal(change_word(count), "count");
    assert_string_equal(count->old_text, "7");
    assert_string_equal(count->new_text, "1000000");
    assert_int_equal(count->old_status, CONTRIBUTION_STATUS_OFFERED);
    assert_string_equal(change_word(note), "note");
    assert_null(note->old_text);
    assert_string_equal(note->new_text, "N");
}

static void what_is_the_same_is_no_change(void **state)
{
    Thing thing = { .note = "N", .count = 7 };
    g_autoptr(GPtrArray) changes = changes_of(&thing, &thing);

    assert_int_equal(changes->len, 0);
}

static void changes_are_sorted_by_kind_and_those_without_one_are_last(void **state)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new();
    Change first = { .kind = CHANGE_KIND_URL };
    Change key = { .kind = CHANGE_KIND_KEY };
    Change other_key = { .kind = CHANGE_KIND_KEY };
    Change moved = { .kind = CHANGE_KIND_MOVED };

    g_ptr_array_add(changes, &first);
    g_ptr_array_add(changes, &key);
    g_ptr_array_add(changes, &first);
    g_ptr_array_add(changes, &other_key);
    g_ptr_array_add(changes, &moved);
    key_changes_sort(changes, 1);
    assert_ptr_equal(changes->pdata[0], &first);
    assert_ptr_equal(changes->pdata[1], &moved);
    assert_ptr_equal(changes->pdata[2], &first);
    assert_ptr_equal(changes->pdata[3], &key);
    assert_ptr_equal(changes->pdata[4], &other_key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_that_reaches_calendars_changes_from_its_old_to_its_new_text),
        cmocka_unit_test(what_is_the_same_is_no_change),
        cmocka_unit_test(changes_are_sorted_by_kind_and_those_without_one_are_last),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
