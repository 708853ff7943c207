#include "model/change/omission.h"

#include "support.h"

/* An agenda with the sessions of these ids, and a plenary "p" and a break "b" if they are among
 * them; an id in capitals is that of a cancelled one. */
static Agenda *agenda_of(const char *ids)
{
    Agenda *agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-11", "09:00", "12:00");

    for (const char *at = ids; *at != '\0'; at++) {
        char id[] = { g_ascii_tolower(*at), '\0' };
        SessionKind kind = *id == 'p'   ? SESSION_KIND_PLENARY
                           : *id == 'b' ? SESSION_KIND_BREAK
                                        : SESSION_KIND_SESSION;
        Session *session = support_add_session(agenda, slot, kind, id, "Title");
        session->status =
            g_ascii_isupper(*at) ? SESSION_STATUS_CANCELLED : SESSION_STATUS_CONFIRMED;
    }
    agenda_finish(agenda);
    return agenda;
}

static void assert_omission(const char *before, const char *after, guint stood, guint gone,
                            bool is_grave)
{
    g_autoptr(Agenda) earlier = agenda_of(before);
    g_autoptr(Agenda) later = agenda_of(after);
    g_autoptr(Omission) omission = omission_new(earlier, later);

    assert_int_equal(omission->stood, stood);
    assert_int_equal(omission->gone, gone);
    assert_int_equal(omission_is_grave(omission), is_grave);
}

static void more_than_a_third_of_ten_is_grave(void **state)
{
    assert_omission("0123456789", "0123456789", 10, 0, false);
    assert_omission("0123456789", "3456789", 10, 3, false);
    assert_omission("0123456789", "456789", 10, 4, true);
    assert_omission("0123456789", "", 10, 10, true);
    assert_omission("0123456789cd", "456789cd", 12, 4, false);
    assert_omission("0123456789cd", "56789cd", 12, 5, true);
}

static void of_nine_none_are_too_many(void **state)
{
    assert_omission("012345678", "", 9, 9, false);
}

static void what_is_said_to_be_cancelled_is_not_left_out(void **state)
{
    assert_omission("acdefghijk", "ACDEFGHIJK", 10, 0, false);
}

static void what_was_cancelled_before_did_not_stand(void **state)
{
    assert_omission("ACDEfghijk", "fghijk", 6, 0, false);
}

static void a_plenary_counts_and_a_break_does_not(void **state)
{
    assert_omission("p012345678", "345678", 10, 4, true);
    assert_omission("b012345678", "012345678", 9, 0, false);
}

static void other_ids_are_other_sessions(void **state)
{
    assert_omission("0123456789", "acdefghijk", 10, 10, true);
}

static void names_are_in_order(void **state)
{
    g_autoptr(Agenda) earlier = agenda_of("pac");
    g_autoptr(Agenda) later = agenda_of("c");
    g_autoptr(Omission) omission = omission_new(earlier, later);

    assert_int_equal(omission->names->len, 2);
    assert_string_equal(omission->names->pdata[0], "a Title");
    assert_string_equal(omission->names->pdata[1], "p Title");
}

static void what_not_everybody_sees_is_counted_and_not_named(void **state)
{
    g_autoptr(Agenda) earlier = agenda_of("ac");
    g_autoptr(Agenda) later = agenda_of("");
    ((Session *)earlier->sessions->pdata[0])->visibility = VISIBILITY_AGENCY;
    g_autoptr(Omission) omission = omission_new(earlier, later);

    assert_int_equal(omission->gone, 2);
    assert_int_equal(omission->names->len, 1);
    assert_string_equal(omission->names->pdata[0], "c Title");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_than_a_third_of_ten_is_grave),
        cmocka_unit_test(of_nine_none_are_too_many),
        cmocka_unit_test(what_is_said_to_be_cancelled_is_not_left_out),
        cmocka_unit_test(what_was_cancelled_before_did_not_stand),
        cmocka_unit_test(a_plenary_counts_and_a_break_does_not),
        cmocka_unit_test(other_ids_are_other_sessions),
        cmocka_unit_test(names_are_in_order),
        cmocka_unit_test(what_not_everybody_sees_is_counted_and_not_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
