#include "model/revision/similar_id.h"

#include "sketch.h"
#include "support.h"

/* Fails unless just these ids, "new like earlier" and each on a line, are warned of. */
static void assert_similar(const Revision *previous, const char *sketch, const char *expected)
{
    g_autoptr(Agenda) agenda = sketch_agenda(sketch);
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(GString) found = g_string_new(NULL);

    similar_id_report(agenda, previous, findings);
    for (gsize i = 0; i < findings_length(findings); i++) {
        const Finding *finding = findings_get(findings, i);
        g_auto(GStrv) parts = g_strsplit(finding->text, "\"", -1);
        assert_int_equal(finding->severity, SEVERITY_WARNING);
        assert_string_equal(finding->rule, "similar-id");
        g_string_append_printf(found, "%s like %s\n", parts[1], parts[3]);
    }
    assert_string_equal(found->str, expected);
}

#define S " 07-10 09:00-10:00"

static void an_id_like_an_earlier_one_is_told_when_it_comes_in(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "session s" S ";plenary p" S, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "session t" S, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "session S" S ";plenary P" S, "07-03");

    assert_similar(first, "session S" S ";plenary P" S, "P like p\nS like s\n");
    assert_similar(second, "session S" S ";session T" S, "S like s\nT like t\n");
    assert_similar(third, "session S" S ";plenary P" S, "");
}

static void the_earlier_id_itself_is_fine(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "session s" S, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "session S" S, "07-02");

    assert_similar(first, "session s" S, "");
    assert_similar(second, "session s" S, "");
    assert_similar(first, "session ss" S, "");
    /* Ids of others have addresses of their own. */
    g_autoptr(Revision) other = sketch_revision(NULL, "session s" S " with=ilo/chair", "07-01");
    assert_similar(other, "session s" S ";session ILO" S, "");
}

/* It has no public address. */
static void what_is_private_is_not_looked_at(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "session s" S, "07-01");

    assert_similar(first, "session S" S " with=ilo/chair visibility=agency", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_like_an_earlier_one_is_told_when_it_comes_in),
        cmocka_unit_test(the_earlier_id_itself_is_fine),
        cmocka_unit_test(what_is_private_is_not_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
