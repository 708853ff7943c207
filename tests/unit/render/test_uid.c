#include "render/uid.h"

#include <string.h>

#include "support.h"

/* A version 5 UUID (RFC 9562 §5.5), made here with GLib's SHA-1 alone. */
static char *expected_uid(const char *name)
{
    static const guint8 NAMESPACE[] = { 0x6f, 0x0f, 0x4b, 0x3e, 0x5c, 0x1d, 0x4d, 0x1b,
                                        0x9a, 0x52, 0x1f, 0x2c, 0x7d, 0x0e, 0x8a, 0x36 };
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    GString *out = g_string_new(NULL);
    guint8 digest[20];
    gsize size = sizeof digest;

    g_checksum_update(checksum, NAMESPACE, sizeof NAMESPACE);
    g_checksum_update(checksum, (const guchar *)name, (gssize)strlen(name));
    g_checksum_get_digest(checksum, digest, &size);
    digest[6] = (guint8)((digest[6] & 0x0F) | 0x50);
    digest[8] = (guint8)((digest[8] & 0x3F) | 0x80);
    for (gsize i = 0; i < 16; i++) {
        bool is_part = i == 4 || i == 6 || i == 8 || i == 10;
        g_string_append_printf(out, "%s%02x", is_part ? "-" : "", digest[i]);
    }
    return g_string_free(out, FALSE);
}

static void assert_uid(const char *uid, const char *name)
{
    g_autofree char *expected = expected_uid(name);

    assert_string_equal(uid, expected);
}

static Agenda *new_agenda(void)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");

    support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "Labour");
    return agenda;
}

static void a_session_keeps_its_uid_for_good(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    char uid[UID_SIZE];

    agenda_finish(agenda);
    uid_of_session(agenda, agenda->sessions->pdata[0], uid);
    assert_uid(uid, "gfmd-2007/1.2");
    /* Written out: subscribers hold it. */
    assert_string_equal(uid, "bc186832-f67b-59ef-8b4a-6698c03afb50");
}

static void whatever_else_changes_the_uid_does_not(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2010-01-01", "10:00", "11:00");
    Session *session =
        support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "Another title");
    char uid[UID_SIZE];

    session->room = support_add_room(agenda, "gold", "Gold Room");
    session->kind = SESSION_KIND_PLENARY;
    session->status = SESSION_STATUS_CANCELLED;
    agenda_finish(agenda);
    uid_of_session(agenda, session, uid);
    assert_uid(uid, "gfmd-2007/1.2");
}

static void a_preparation_is_known_by_its_id(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    Preparation *preparation = support_add_preparation(agenda, "ilo", "comments", "Comments");
    char uid[UID_SIZE];

    preparation->id = "note";
    agenda_finish(agenda);
    uid_of_preparation(agenda, preparation, uid);
    assert_uid(uid, "gfmd-2007/preparations/note");
}

static void without_an_id_agency_role_and_title_tell_a_preparation_from_others(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    Preparation *titled = support_add_preparation(agenda, "ilo", "comments", "Été – note");
    Preparation *untitled = support_add_preparation(agenda, "ilo", "background-paper", NULL);
    char uid[UID_SIZE];

    agenda_finish(agenda);
    uid_of_preparation(agenda, titled, uid);
    assert_uid(uid, "gfmd-2007/preparations/ilo/comments/Été – note");
    uid_of_preparation(agenda, untitled, uid);
    assert_uid(uid, "gfmd-2007/preparations/ilo/background-paper/");
}

static void a_calendar_is_known_by_its_address(void **state)
{
    const Feed feed = { .path = (char *)"gfmd-2007/agencies/ilo" };
    char uid[UID_SIZE];

    uid_of_feed(&feed, uid);
    assert_uid(uid, "calendar:gfmd-2007/agencies/ilo");
}

static void what_changed_in_a_calendar_is_known_by_its_address_and_the_revision(void **state)
{
    const Feed feed = { .path = (char *)"gfmd-2007/agencies/ilo" };
    char uid[UID_SIZE];

    uid_of_change_feed(&feed, uid);
    assert_uid(uid, "changes:gfmd-2007/agencies/ilo");
    uid_of_change_note(&feed, 12, uid);
    assert_uid(uid, "changes:gfmd-2007/agencies/ilo#12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_keeps_its_uid_for_good),
        cmocka_unit_test(whatever_else_changes_the_uid_does_not),
        cmocka_unit_test(a_preparation_is_known_by_its_id),
        cmocka_unit_test(without_an_id_agency_role_and_title_tell_a_preparation_from_others),
        cmocka_unit_test(a_calendar_is_known_by_its_address),
        cmocka_unit_test(what_changed_in_a_calendar_is_known_by_its_address_and_the_revision),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
