#include "model/agenda/agenda.h"

#include <string.h>

#include "support.h"

static void an_empty_agenda_has_the_built_in_roles_and_nothing_else(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    agenda_finish(agenda);
    support_assert_ids(agenda->roles,
                       "chair rapporteur speaker presenter discussant panellist moderator "
                       "organiser co-organiser coordinator participant background-paper "
                       "input comments adviser support secondment marketplace event");
    for (guint i = 0; i < agenda->roles->len; i++) {
        const Role *role = agenda->roles->pdata[i];
        assert_int_equal(role->index, i);
        assert_int_equal(role->present, i <= 10);
        assert_non_null(text_get(&role->label, NULL));
        assert_ptr_equal(agenda_find_role(agenda, role->id), role);
    }
    assert_int_equal(agenda->agencies->len + agenda->rooms->len + agenda->round_tables->len +
                         agenda->days->len + agenda->sessions->len + agenda->preparations->len,
                     0);
    assert_int_equal(agenda_common_sessions(agenda)->len, 0);
    assert_null(agenda_find_session(agenda, "x"));
    assert_null(agenda_find_day(agenda, 0));
}

static void a_session_has_a_number_if_it_is_named_after_its_round_table(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    const RoundTable *one = support_add_round_table(agenda, "1", NULL);
    static const struct {
        const char *id;
        bool expected;
    } SESSIONS[] = {
        { "1.2", true },   { "1.2.3", true }, { "1..", true },  { "1.", false },   { "1", false },
        { "11.2", false }, { "2.1", false },  { "1-2", false }, { "x1.2", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SESSIONS); i++) {
        Session *session =
            support_add_session(agenda, slot, SESSION_KIND_SESSION, SESSIONS[i].id, "T");
        assert_false(session_has_number(session));
        session->round_table = one;
        assert_int_equal(session_has_number(session), SESSIONS[i].expected);
    }
    agenda_finish(agenda);
}

static void words_of_values_are_those_of_the_file(void **state)
{
    assert_string_equal(agency_kind_word(AGENCY_KIND_CIVIL_SOCIETY), "civil-society");
    assert_string_equal(session_kind_word(SESSION_KIND_BREAK), "break");
    assert_string_equal(session_status_word(SESSION_STATUS_CANCELLED), "cancelled");
    assert_string_equal(contribution_status_word(CONTRIBUTION_STATUS_OFFERED), "offered");
}

static void a_built_in_role_is_as_built_in_until_it_is_changed(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Role *chair = agenda_edit_role(agenda, "chair");
    Role *event = agenda_edit_role(agenda, "event");
    Role *input = agenda_edit_role(agenda, "input");
    Role *own = agenda_add_role(agenda, "own");
    TextVariant input_label = { .lang = "en", .value = "Input" };

    chair->label = support_text(agenda, "Presiding");
    event->present = true;
    input->label = agenda_intern_text(agenda, &input_label, 1);
    own->label = support_text(agenda, "Own");
    for (guint finished = 0; finished < 2; finished++) {
        for (guint i = 0; i < agenda->roles->len; i++) {
            const Role *role = agenda->roles->pdata[i];
            bool is_changed = role == chair || role == event || role == input || role == own;
            assert_int_equal(role_is_as_built_in(role), !is_changed);
        }
        if (finished == 0) {
            agenda_finish(agenda);
        }
    }
}

static void the_short_name_by_default_is_the_id_in_capitals(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("gfmd-2007-b");
    g_autofree char *short_name = agenda_dup_default_short_name(agenda);

    assert_string_equal(short_name, "GFMD 2007 B");
    agenda_finish(agenda);
}

static void interned_strings_are_copies(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    char own[] = "text";
    const char *kept = agenda_intern(agenda, own);
    TextVariant variant = { .lang = own, .value = own };
    Text text = agenda_intern_text(agenda, &variant, 1);

    memset(own, 'x', strlen(own));
    assert_string_equal(kept, "text");
    assert_string_equal(text_get(&text, "text"), "text");
    assert_null(agenda_intern(agenda, NULL));
    assert_null(text_get(&(Text){ 0 }, NULL));
    agenda_finish(agenda);
}

static void what_things_are_called_is_the_agendas_own_word_or_ours(void **state)
{
    static const TextVariant TRACK[] = { { "en", "Track" }, { "fr", "Piste" } };
    static const char *const OURS[] = { "Round Table", "Round table", "round table", "round tables",
                                        "Agency",      "agency",      "Agencies",    "agencies" };
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    for (guint form = 0; form < G_N_ELEMENTS(OURS); form++) {
        assert_string_equal(agenda_noun(agenda, (NounForm)form), OURS[form]);
    }
    agenda->words.round_table.one = agenda_intern_text(agenda, TRACK, G_N_ELEMENTS(TRACK));
    agenda->words.round_table.many = support_text(agenda, "Tracks");
    agenda->words.agency.one = support_text(agenda, "Body");
    agenda->words.agency.many = support_text(agenda, "Bodies");
    assert_string_equal(agenda_noun(agenda, NOUN_ROUND_TABLE), "Track");
    assert_string_equal(agenda_noun(agenda, NOUN_ROUND_TABLE_INSIDE), "Track");
    assert_string_equal(agenda_noun(agenda, NOUN_ROUND_TABLES_INSIDE), "Tracks");
    assert_string_equal(agenda_noun(agenda, NOUN_AGENCY_LABEL), "Body");
    assert_string_equal(agenda_noun(agenda, NOUN_AGENCIES_INSIDE), "Bodies");
    agenda->words.round_table.one.shown = 1;
    assert_string_equal(agenda_noun(agenda, NOUN_ROUND_TABLE_LABEL), "Piste");
    agenda_finish(agenda);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_agenda_has_the_built_in_roles_and_nothing_else),
        cmocka_unit_test(a_session_has_a_number_if_it_is_named_after_its_round_table),
        cmocka_unit_test(words_of_values_are_those_of_the_file),
        cmocka_unit_test(a_built_in_role_is_as_built_in_until_it_is_changed),
        cmocka_unit_test(the_short_name_by_default_is_the_id_in_capitals),
        cmocka_unit_test(interned_strings_are_copies),
        cmocka_unit_test(what_things_are_called_is_the_agendas_own_word_or_ours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
