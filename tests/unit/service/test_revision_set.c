#include "service/revision_set.h"

#include "support.h"

static Revision *new_revision(const char *id, gint64 stamp)
{
    Agenda *agenda = support_agenda_new_with_id(id);

    agenda_finish(agenda);
    return revision_new(agenda, stamp);
}

static void revisions_are_in_the_order_of_their_ids(void **state)
{
    static const char *const IDS[] = { "b", "d", "a", "c" };
    g_autoptr(GPtrArray) set = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);

    for (gsize i = 0; i < G_N_ELEMENTS(IDS); i++) {
        revision_set_put(set, new_revision(IDS[i], 1));
    }
    assert_int_equal(set->len, 4);
    for (guint i = 0; i < set->len; i++) {
        const Revision *revision = set->pdata[i];
        assert_int_equal(revision->agenda->id[0], "abcd"[i]);
    }
}

static void a_revision_takes_the_place_of_the_one_of_its_agenda(void **state)
{
    g_autoptr(GPtrArray) set = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);

    revision_set_put(set, new_revision("b", 1));
    revision_set_put(set, new_revision("a", 2));
    revision_set_put(set, new_revision("b", 3));
    assert_int_equal(set->len, 2);
    assert_int_equal(revision_set_find(set, "a")->stamp, 2);
    assert_int_equal(revision_set_find(set, "b")->stamp, 3);
}

static void what_is_not_there_is_not_found(void **state)
{
    g_autoptr(GPtrArray) set = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);

    assert_null(revision_set_find(set, "b"));
    revision_set_put(set, new_revision("b", 1));
    assert_null(revision_set_find(set, "a"));
    assert_null(revision_set_find(set, "bb"));
    assert_null(revision_set_find(set, "c"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(revisions_are_in_the_order_of_their_ids),
        cmocka_unit_test(a_revision_takes_the_place_of_the_one_of_its_agenda),
        cmocka_unit_test(what_is_not_there_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
