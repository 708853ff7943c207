#include "model/address/feed_kind.h"

#include "support.h"

static void each_kind_with_addresses_of_its_own_has_a_word_that_is_read_back(void **state)
{
    for (FeedKind kind = 0; kind < FEED_KIND_SELECTION; kind++) {
        FeedKind parsed = FEED_KIND_SELECTION;
        assert_true(feed_kind_parse(feed_kind_word(kind), &parsed));
        assert_int_equal(parsed, kind);
    }
}

static void no_other_word_is_one(void **state)
{
    FeedKind kind;

    assert_false(feed_kind_parse("selection", &kind));
    assert_false(feed_kind_parse("agencies", &kind));
    assert_false(feed_kind_parse("", &kind));
}

static void an_agenda_and_a_selection_are_in_no_folder_of_their_kind(void **state)
{
    assert_null(feed_kind_folder(FEED_KIND_AGENDA));
    assert_null(feed_kind_folder(FEED_KIND_SELECTION));
    assert_string_equal(feed_kind_folder(FEED_KIND_ROUND_TABLE), "round-tables");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_with_addresses_of_its_own_has_a_word_that_is_read_back),
        cmocka_unit_test(no_other_word_is_one),
        cmocka_unit_test(an_agenda_and_a_selection_are_in_no_folder_of_their_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
