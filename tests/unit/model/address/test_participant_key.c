#include "support.h"

#include "model/address/participant_key.h"

static void assert_key(FeedKind kind, const char *id, const char *key, const char *feed)
{
    g_autofree char *made = participant_key_dup(kind, id);
    g_autofree char *path = participant_key_dup_feed("forum", key);

    assert_string_equal(made, key);
    assert_int_equal(participant_key_kind(key), kind);
    assert_string_equal(participant_key_id(key), id);
    assert_string_equal(path, feed);
}

static void a_key_tells_who_it_is(void **state)
{
    assert_key(FEED_KIND_AGENCY, "ilo", "ilo", "forum/agencies/ilo");
    assert_key(FEED_KIND_PERSON, "jane-doe", "people/jane-doe", "forum/people/jane-doe");
}

static void an_agency_may_be_called_people(void **state)
{
    assert_key(FEED_KIND_AGENCY, "people", "people", "forum/agencies/people");
    assert_key(FEED_KIND_PERSON, "people", "people/people", "forum/people/people");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_tells_who_it_is),
        cmocka_unit_test(an_agency_may_be_called_people),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
