#include "model/revision/client_family.h"

#include <string.h>

#include "support.h"

static void assert_family(const char *user_agent, ClientFamily expected)
{
    assert_int_equal(client_family_of(user_agent), expected);
}

static void programs_are_known_by_what_they_call_themselves(void **state)
{
    assert_family("Google-Calendar-Importer", CLIENT_FAMILY_GOOGLE);
    assert_family("iOS/17.1 (21B74) dataaccessd/1.0", CLIENT_FAMILY_APPLE);
    assert_family("macOS/13.4 (22F66) dataaccessd/1.0", CLIENT_FAMILY_APPLE);
    assert_family("Mac+OS+X/10.11.6 (15G1217) CalendarAgent/361.2", CLIENT_FAMILY_APPLE);
    assert_family("DAVKit/4.0.3 (732); CalendarStore/4.0.4 (997); iCal/4.0.4 (1395); Mac OS X/10.6",
                  CLIENT_FAMILY_APPLE);
    assert_family("Microsoft Exchange/15.20 (Windows NT 10.0; Win64; x64)", CLIENT_FAMILY_OUTLOOK);
    assert_family("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)",
                  CLIENT_FAMILY_OUTLOOK);
    assert_family("Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Thunderbird/102.4.2",
                  CLIENT_FAMILY_THUNDERBIRD);
    assert_family("ICSx5/2.4.3 (ical4j/3.2.19 okhttp/5.3.2 Android/16)", CLIENT_FAMILY_ICSX5);
}

static void all_else_is_another(void **state)
{
    assert_family(NULL, CLIENT_FAMILY_OTHER);
    assert_family("", CLIENT_FAMILY_OTHER);
    assert_family("curl/7.88.1", CLIENT_FAMILY_OTHER);
    assert_family("Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Version/17.1 Safari/604",
                  CLIENT_FAMILY_OTHER);
    assert_family("Googlebot/2.1", CLIENT_FAMILY_OTHER);
    assert_family("thunderbird", CLIENT_FAMILY_OTHER);
}

static void words_are_read_back(void **state)
{
    ClientFamily found;

    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        assert_true(client_family_parse(client_family_word(family), &found));
        assert_int_equal(found, family);
        assert_true(strlen(client_family_name(family)) > 0);
    }
    assert_false(client_family_parse("Google", &found));
    assert_false(client_family_parse("", &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_are_known_by_what_they_call_themselves),
        cmocka_unit_test(all_else_is_another),
        cmocka_unit_test(words_are_read_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
