#include "model/view/withdrawal.h"

#include "records_support.h"
#include "sketch.h"

static void texts_are_folded(void **state)
{
    static const struct {
        const char *text;
        const char *folded;
    } CASES[] = {
        { "Word", "word" },
        { "  two\n\twords ", "two words" },
        { "no\u00a0break", "no break" },
        { "Straße", "strasse" },
        { "E\u0301cole", "\u00e9cole" },
        { "\ufb01n", "fin" },
        { "se\u00adcret \u200bpl\u200bans\ufeff", "secret plans" },
        { "e\u200d\u0301cole", "\u00e9cole" },
        { " \n", "" },
        { "\u200b", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Withdrawal) withdrawal = withdrawal_new(WITHDRAWAL_TEXT, CASES[i].text, NULL);
        assert_string_equal(withdrawal->words, CASES[i].folded);
    }
}

static void kinds_have_words(void **state)
{
    WithdrawalKind kind;

    for (guint i = WITHDRAWAL_SESSION; i <= WITHDRAWAL_AGENDA; i++) {
        assert_true(withdrawal_kind_parse(withdrawal_kind_word((WithdrawalKind)i), &kind));
        assert_int_equal(kind, i);
    }
    assert_false(withdrawal_kind_parse("retirement", &kind));
}

/* What is withdrawn leaves a redacted agenda, and one that goes on without it. */
static void assert_withdrawn(WithdrawalKind kind, const char *what, const char *agency,
                             const char *sketch, const char *redacted, const char *dropped)
{
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(kind, what, agency);
    g_autoptr(Agenda) agenda = sketch_agenda(sketch);
    g_autoptr(Agenda) expected_redacted = sketch_agenda(redacted);
    g_autoptr(Agenda) expected_dropped = sketch_agenda(dropped);
    Agenda *then = withdrawal_redact(withdrawal, agenda);

    records_support_assert_equal(then, expected_redacted);
    g_autoptr(Agenda) now = withdrawal_drop(withdrawal, then);
    records_support_assert_equal(now, expected_dropped);
}

#define NAMES "agency ilo; agency iom; room gold; table 1; day 07-10; "
#define OTHER "session t 07-10 10:00-11:00 room=gold with=iom/chair"

static void a_session_says_nothing_then(void **state)
{
    assert_withdrawn(WITHDRAWAL_SESSION, "s", NULL,
                     NAMES OTHER "; session s 07-10 09:00-10:00 room=gold table=1 title=Secret "
                                 "url=https://a.example/ note=Hush with=ilo/chair,iom/speaker",
                     NAMES OTHER "; session s 07-10 09:00-10:00 title=(withdrawn)", NAMES OTHER);
}

static void a_private_session_keeps_who_sees_it(void **state)
{
    assert_withdrawn(WITHDRAWAL_SESSION, "s", NULL,
                     NAMES "session s 07-10 09:00-10:00 title=Secret note=Hush with=ilo/chair "
                           "visibility=agency",
                     NAMES "session s 07-10 09:00-10:00 title=(withdrawn) with=ilo/chair "
                           "visibility=agency",
                     NAMES);
    assert_withdrawn(WITHDRAWAL_CONTRIBUTION, "s", "ilo",
                     NAMES "session s 07-10 09:00-10:00 note=Hush with=ilo/chair visibility=agency",
                     NAMES "session s 07-10 09:00-10:00 with=ilo/chair visibility=agency", NAMES);
}

static void an_agencys_part_leaves_a_session(void **state)
{
    assert_withdrawn(WITHDRAWAL_CONTRIBUTION, "s", "ilo",
                     NAMES "session s 07-10 09:00-10:00 with=ilo/chair,ilo/speaker,iom/speaker;"
                           "session t 07-10 09:00-10:00 with=ilo/chair",
                     NAMES "session s 07-10 09:00-10:00 with=iom/speaker;"
                           "session t 07-10 09:00-10:00 with=ilo/chair",
                     NAMES "session s 07-10 09:00-10:00 with=iom/speaker;"
                           "session t 07-10 09:00-10:00 with=ilo/chair");
}

/* By its title it would be known, so it has an id from then on: the same in each agenda. */
static void a_preparation_without_an_id_gets_one(void **state)
{
    g_autoptr(Withdrawal) withdrawal =
        withdrawal_new(WITHDRAWAL_PREPARATION, "ilo/comments/Secret", NULL);
    g_autoptr(Agenda) agenda =
        sketch_agenda("preparation a ilo/comments title=Secret note=Hush due=06-01");
    ((Preparation *)agenda->preparations->pdata[0])->id = NULL;

    g_autofree char *prefix = withdrawal_dup_id_prefix(7);
    withdrawal_set_id_prefix(withdrawal, prefix);
    for (guint round = 0; round < 2; round++) {
        g_autoptr(Agenda) redacted = withdrawal_redact(withdrawal, agenda);
        const Preparation *preparation = redacted->preparations->pdata[0];
        assert_string_equal(preparation->id, "withdrawn-7-1");
        assert_string_equal(text_first(&preparation->title), WITHDRAWAL_PLACEHOLDER);
        assert_null(text_first(&preparation->note));
        assert_int_equal(preparation->date, ((Preparation *)agenda->preparations->pdata[0])->date);
    }
    Agenda *redacted = withdrawal_redact(withdrawal, agenda);
    g_autoptr(Agenda) dropped = withdrawal_drop(withdrawal, redacted);
    assert_int_equal(dropped->preparations->len, 0);
}

static void an_agency_is_gone_with_all_that_it_contributes(void **state)
{
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(WITHDRAWAL_AGENCY, "ilo", NULL);
    g_autoptr(Agenda) agenda =
        sketch_agenda(NAMES OTHER "; session s 07-10 09:00-10:00 with=ilo/chair,iom/chair;"
                                  "preparation p ilo/comments title=Secret due=06-01");
    Agenda *redacted = withdrawal_redact(withdrawal, agenda);

    assert_string_equal(participant_label(agenda_find_agency(redacted, "ilo")),
                        WITHDRAWAL_PLACEHOLDER);
    assert_string_equal(participant_label(agenda_find_agency(redacted, "iom")), "IOM");
    assert_int_equal(agenda_find_session(redacted, "s")->contributions->len, 1);
    g_autoptr(Agenda) dropped = withdrawal_drop(withdrawal, redacted);
    assert_null(agenda_find_agency(dropped, "ilo"));
    assert_int_equal(dropped->sessions->len, 2);
    assert_int_equal(dropped->preparations->len, 0);
}

static void words_go_wherever_they_are_and_nothing_else_does(void **state)
{
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(WITHDRAWAL_TEXT, "big SECRET", NULL);
    g_autoptr(Agenda) agenda = sketch_agenda(
        "room r title=A_big_secret_room; session s 07-10 09:00-10:00 title=Bigsecret room=r "
        "note=The_BIG_secret! with=ilo/chair; session big-secret 07-10 09:00-10:00");
    g_autoptr(Agenda) redacted = withdrawal_redact(withdrawal, agenda);
    const Session *session = agenda_find_session(redacted, "s");
    const Contribution *contribution = session->contributions->pdata[0];

    assert_string_equal(text_first(&session->title), "Bigsecret");
    assert_string_equal(text_first(&session->room->name), WITHDRAWAL_PLACEHOLDER);
    assert_string_equal(text_first(&contribution->note), WITHDRAWAL_PLACEHOLDER);
    assert_non_null(agenda_find_session(redacted, "big-secret"));
}

static void origins_go_like_a_url(void **state)
{
    static const char FILE[] = "{agenda: {id: a, title: A, timezone: Europe/Brussels, "
                               "embed: [https://secret.example, https://b.example]}, days: []}";
    g_autoptr(Withdrawal) other = withdrawal_new(WITHDRAWAL_TEXT, "c.example", NULL);
    g_autoptr(Withdrawal) text = withdrawal_new(WITHDRAWAL_TEXT, "Secret", NULL);
    g_autoptr(Withdrawal) all = withdrawal_new(WITHDRAWAL_AGENDA, NULL, NULL);
    g_autoptr(Agenda) agenda = records_support_parse(FILE);
    g_autoptr(Agenda) without_other = withdrawal_redact(other, agenda);
    g_autoptr(Agenda) without_text = withdrawal_redact(text, agenda);
    g_autoptr(Agenda) without_all = withdrawal_redact(all, agenda);

    assert_string_equal(without_other->embed, "https://secret.example https://b.example");
    assert_null(without_text->embed);
    assert_null(without_all->embed);
}

static void assert_private(const char *before, const char *whole, const char *expected)
{
    g_autoptr(Agenda) public = sketch_agenda(before);
    g_autoptr(Agenda) after = sketch_agenda(whole);
    g_autoptr(GPtrArray) list = withdrawal_list_private(public, after);
    g_autoptr(GString) told = g_string_new(NULL);

    for (guint i = 0; i < list->len; i++) {
        const Withdrawal *withdrawal = list->pdata[i];
        g_string_append_printf(told, "%s %s %s;", withdrawal_kind_word(withdrawal->kind),
                               withdrawal->id, withdrawal->key != NULL ? withdrawal->key : "-");
    }
    assert_string_equal(told->str, expected);
}

static void what_becomes_private_is_listed(void **state)
{
    assert_private("session s 07-10 09:00-10:00 with=ilo/chair",
                   "session s 07-10 09:00-10:00 with=ilo/chair visibility=agency", "session s -;");
    assert_private("session s 07-10 09:00-10:00 with=ilo/chair,iom/chair",
                   "session s 07-10 09:00-10:00 with=ilo/chair,+iom/chair", "contribution s iom;");
    /* The agency still has a public part in it. */
    assert_private("session s 07-10 09:00-10:00 with=ilo/chair,ilo/speaker",
                   "session s 07-10 09:00-10:00 with=ilo/chair,+ilo/speaker", "");
    assert_private("preparation p ilo/comments due=06-01",
                   "preparation p ilo/comments due=06-01 visibility=agency", "preparation p -;");
    assert_private("session s 07-10 09:00-10:00", "session t 07-10 09:00-10:00", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_folded),
        cmocka_unit_test(kinds_have_words),
        cmocka_unit_test(a_session_says_nothing_then),
        cmocka_unit_test(a_private_session_keeps_who_sees_it),
        cmocka_unit_test(an_agencys_part_leaves_a_session),
        cmocka_unit_test(a_preparation_without_an_id_gets_one),
        cmocka_unit_test(an_agency_is_gone_with_all_that_it_contributes),
        cmocka_unit_test(words_go_wherever_they_are_and_nothing_else_does),
        cmocka_unit_test(origins_go_like_a_url),
        cmocka_unit_test(what_becomes_private_is_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
