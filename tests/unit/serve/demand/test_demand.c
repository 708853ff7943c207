#include "serve/demand/demand.h"

#include "fake_maker.h"
#include "support.h"

#define PATH "test/agenda.ics"

static void assert_keys(const char *path_a, const char *a, const char *path_b, const char *b,
                        bool equal)
{
    g_autoptr(Demand) one = fake_maker_demand(path_a, a);
    g_autoptr(Demand) other = fake_maker_demand(path_b, b);

    if (g_str_equal(one->key, other->key) != equal) {
        fail_msg("%s %s and %s %s: %s, %s", path_a, a, path_b, b, one->key, other->key);
    }
}

static void a_demand_says_what_was_asked_for(void **state)
{
    g_autoptr(Demand) of_number = fake_maker_demand(PATH, "rev=7&cancelled=title");
    g_autoptr(Demand) of_time = fake_maker_demand(PATH, "at=1971-01-01T00:00:00Z");

    assert_string_equal(of_number->path, PATH);
    assert_int_equal(of_number->number, 7);
    assert_int_equal(of_number->form.cancelled, CANCELLED_TITLE);
    assert_false(of_number->has_at);
    assert_int_equal(of_time->number, 0);
    assert_true(of_time->has_at);
    assert_int_equal(of_time->at, 31536000);
}

static void equal_demands_have_equal_keys(void **state)
{
    assert_keys(PATH, "rev=7&cancelled=drop", PATH, "cancelled=drop&rev=7", true);
    assert_keys(PATH, "rev=7", PATH, "rev=7&cancelled=mark", true);
    assert_keys(PATH, "rev=7", PATH, "download=1&rev=7", true);
    assert_keys(PATH, "lang=fr,en&alarm=5", PATH, "alarm=05&lang=Fr&lang=en,fr", true);
    assert_keys(PATH, "at=2007-07-09T08:00:00Z", PATH, "at=2007-07-09T10%3A00:00%2B02:00", true);
}

static void different_demands_have_different_keys(void **state)
{
    assert_keys(PATH, "rev=7", PATH, "rev=8", false);
    assert_keys(PATH, "rev=7", "test/agenda2.ics", "rev=7", false);
    assert_keys(PATH, "rev=7", PATH, "rev=7&cancelled=drop", false);
    assert_keys(PATH, "rev=7&cancelled=title", PATH, "rev=7&cancelled=drop", false);
    assert_keys(PATH, "alarm=1", PATH, "alarm=10", false);
    assert_keys(PATH, "alarm=0", PATH, "", false);
    assert_keys(PATH, "lang=fr,en", PATH, "lang=en,fr", false);
    assert_keys(PATH, "rev=31536000", PATH, "at=1971-01-01T00:00:00Z", false);
    assert_keys(PATH, "", PATH, "at=1971-01-01T00:00:00Z", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_demand_says_what_was_asked_for),
        cmocka_unit_test(equal_demands_have_equal_keys),
        cmocka_unit_test(different_demands_have_different_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
