#include "records_support.h"

#include <string.h>

#include "file/agenda_text.h"
#include "file/edit/agenda_update.h"
#include "random_agenda.h"

/* A text made to say what another one says; fails the test if that cannot be done in it. The
 * caller's own. */
static char *dup_updated(const char *text, const char *was, const char *wanted)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) was_tree = node_tree_parse(was, strlen(was), findings);
    g_autoptr(NodeTree) wanted_tree = node_tree_parse(wanted, strlen(wanted), findings);
    g_autoptr(TextEdit) edit = text_edit_new(text, strlen(text), findings);
    g_autoptr(GError) error = NULL;
    gsize size = 0;

    agenda_update(edit, node_tree_root(was_tree), node_tree_root(wanted_tree));
    char *updated = text_edit_apply(edit, &size, &error);
    if (updated == NULL) {
        fail_msg("%s", error->message);
    }
    return updated;
}

/* The slots of two days, in a file that its people have laid out. */
#define HEAD                                        \
    "agenda: {id: a, title: A, timezone: UTC}\n"    \
    "rooms: [{id: r, name: R}, {id: s, name: S}]\n" \
    "days:\n"

static const char TEXT[] = HEAD "- date: 2007-07-10 # Tuesday\n"
                                "  slots:\n"
                                "  # In the morning.\n"
                                "  - start: 09:00\n"
                                "    duration: 1h # as always\n"
                                "    sessions:\n"
                                "    - id: one\n"
                                "      title: 'One' # first\n"
                                "      # Not yet certain:\n"
                                "      room: r\n"
                                "      status: confirmed\n"
                                "    - id: two # second\n"
                                "      title: \"Two\"\n"
                                "        # and so on\n"
                                "  - start: 11:00\n"
                                "    end: 12:00\n"
                                "    plenary:\n"
                                "      id: all # everybody\n"
                                "      title: All\n"
                                "- date: 2007-07-11\n"
                                "  slots: []\n";

static char *dup_replaced(const char *text, const char *what, const char *by)
{
    g_auto(GStrv) parts = g_strsplit(text, what, -1);

    assert_true(g_strv_length(parts) > 1);
    return g_strjoinv(by, parts);
}

static char *dup_canonical(const char *text)
{
    g_autoptr(Agenda) agenda = records_support_parse(text);
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    return g_steal_pointer(&records.file);
}

/* A text that comes to say what another one says. */
static void assert_updated(const char *text, const char *wanted, const char *expected)
{
    g_autofree char *was = dup_canonical(text);
    g_autofree char *canonical = dup_canonical(wanted);
    g_autofree char *updated = dup_updated(text, was, canonical);
    g_autofree char *says = dup_canonical(updated);

    assert_string_equal(says, canonical);
    assert_string_equal(updated, expected);
}

/* Something in TEXT that comes to say something else, and what then stands there. */
static void assert_replaced(const char *what, const char *by, const char *expected)
{
    g_autofree char *wanted = dup_replaced(TEXT, what, by);
    g_autofree char *text = dup_replaced(TEXT, what, expected);

    assert_updated(TEXT, wanted, text);
}

static void what_is_said_in_other_words_stays(void **state)
{
    assert_replaced("room: r", "room: s", "room: s");
    assert_replaced("status: confirmed", "status: tentative", "status: tentative");
}

static void a_slot_takes_new_times_when_all_its_sessions_move_together(void **state)
{
    assert_replaced("09:00\n    duration: 1h # as always\n", "09:30\n    duration: 1h\n",
                    "09:30\n    end: 10:30\n");
    assert_replaced("end: 12:00", "end: 12:30", "end: 12:30");
}

#define TWO "- id: two # second\n      title: \"Two\"\n        # and so on\n"

static void a_session_that_moves_takes_its_text_along(void **state)
{
    static const char SLOT[] = "  - start: 10:00\n    end: 11:00\n    sessions:\n    ";
    g_autofree char *rest = dup_replaced(TEXT, "    " TWO, "");
    g_autofree char *later = g_strconcat(SLOT, TWO, "  - start: 11:00\n", NULL);
    g_autofree char *same_day = dup_replaced(rest, "  - start: 11:00\n", later);
    g_autofree char *next = g_strconcat("slots:\n", SLOT, TWO, NULL);
    g_autofree char *next_day = dup_replaced(rest, "slots: []\n", next);

    assert_updated(TEXT, same_day, same_day);
    assert_updated(TEXT, next_day, next_day);
}

static void days_come_and_go(void **state)
{
    static const char DAY[] = "- date: 2007-07-11\n  slots: []\n";
    static const char OTHER[] = "- date: 2007-07-09\n  title: Sunday\n- date: 2007-07-10 #";

    assert_replaced(DAY, "", "");
    assert_replaced("- date: 2007-07-10 #", OTHER, OTHER);
}

/* --- whatever changes -------------------------------------------------------------------- */

/* A file that says what an agenda says, with a comment on the line of each session's id. */
static char *dup_commented(const char *canonical)
{
    g_autofree char *text = agenda_text_from_canonical(canonical, "");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    static const char LEAD[] = "          - id: ";

    for (char **line = lines; *line != NULL; line++) {
        bool is_session = g_str_has_prefix(*line, LEAD);
        g_string_append(out, *line);
        if (is_session) {
            g_string_append_printf(out, " # here is %s", *line + strlen(LEAD));
        }
        g_string_append(out, line[1] != NULL ? "\n" : "");
    }
    return g_string_free(out, FALSE);
}

/* Comments of sessions that are still in lists are where their session is. */
static guint count_comments(const char *text, const Agenda *before, const Agenda *after)
{
    guint count = 0;

    for (guint i = 0; i < after->sessions->len; i++) {
        const Session *session = after->sessions->pdata[i];
        const Session *old = agenda_find_session(before, session->id);
        if (old == NULL || old->kind != SESSION_KIND_SESSION ||
            session->kind != SESSION_KIND_SESSION) {
            continue;
        }
        g_autofree char *plain =
            g_strdup_printf("- id: %s # here is %s\n", session->id, session->id);
        g_autofree char *quoted =
            g_strdup_printf("- id: \"%s\" # here is \"%s\"\n", session->id, session->id);
        if (strstr(text, plain) == NULL && strstr(text, quoted) == NULL) {
            fail_msg("the comment of %s is lost in\n%s", session->id, text);
        }
        count++;
    }
    return count;
}

static void comments_stay_with_their_sessions(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    guint count = 0;

    for (guint round = 0; round < 200; round++) {
        g_autoptr(Agenda) before = random_agenda_new(g_rand_int(numbers), NULL);
        g_autoptr(Agenda) after = random_agenda_new(g_rand_int(numbers), NULL);
        g_auto(RecordsSupport) was;
        g_auto(RecordsSupport) wanted;
        records_support_init(&was, before);
        records_support_init(&wanted, after);
        g_autofree char *text = dup_commented(was.file);
        g_autofree char *updated = dup_updated(text, was.file, wanted.file);
        g_autoptr(Agenda) again = records_support_parse_in(updated, after->tz);
        records_support_assert_equal(after, again);
        count += count_comments(updated, before, after);
    }
    assert_true(count > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_in_other_words_stays),
        cmocka_unit_test(a_slot_takes_new_times_when_all_its_sessions_move_together),
        cmocka_unit_test(a_session_that_moves_takes_its_text_along),
        cmocka_unit_test(days_come_and_go),
        cmocka_unit_test(comments_stay_with_their_sessions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
