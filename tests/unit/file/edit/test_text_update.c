#include "support.h"

#include "file/edit/text_update.h"

#include <string.h>

static void assert_updated_as(const char *text, const char *json, ListMatchIdentity identity,
                              const char *expected)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) wanted = node_tree_parse(json, strlen(json), findings);
    g_autoptr(TextEdit) edit = text_edit_new(text, strlen(text), findings);
    g_autoptr(GError) error = NULL;
    gsize size = 0;

    text_update(edit, text_edit_top(edit), node_tree_root(wanted), identity);
    g_autofree char *updated = text_edit_apply(edit, &size, &error);
    if (updated == NULL) {
        fail_msg("%s", error->message);
    }
    assert_string_equal(updated, expected);
}

static void assert_updated(const char *text, const char *json, const char *expected)
{
    assert_updated_as(text, json, record_identity_of, expected);
}

static void what_says_so_already_stays(void **state)
{
    assert_updated("b: '09:00' # c\na: [x,\n  ~]\n", "{\"a\": [\"x\", null], \"b\": \"09:00\"}",
                   "b: '09:00' # c\na: [x,\n  ~]\n");
}

static void keys_are_compared_wherever_they_stand(void **state)
{
    assert_updated("# 1\na: 1\nb: 2 # 3\nc: 4\n", "{\"d\": 5, \"b\": 3, \"e\": 6, \"a\": 1}",
                   "# 1\nd: 5\na: 1\nb: 3 # 3\ne: 6\n");
}

static void records_are_the_same_by_their_id(void **state)
{
    static const char TEXT[] = "# 1\n- id: a # 2\n  t: x\n# 3\n- id: b\n  t: y # 4\n- id: c\n";

    assert_updated(TEXT, "[{\"id\": \"b\", \"t\": \"z\"}, {\"id\": \"d\"}, {\"id\": \"c\"}]",
                   "# 1\n# 3\n- id: b\n  t: z # 4\n- id: d\n- id: c\n");
    /* What has moved is written anew. */
    assert_updated(
        TEXT, "[{\"id\": \"c\"}, {\"id\": \"a\", \"t\": \"x\"}, {\"id\": \"b\", \"t\": \"y\"}]",
        "# 1\n- id: c\n- id: a # 2\n  t: x\n# 3\n- id: b\n  t: y # 4\n");
}

static void a_record_without_an_id_is_the_one_between_the_same_neighbours(void **state)
{
    assert_updated("- start: 09:00 # 1\n  end: 10:00\n  sessions: []\n- start: 11:00 # 2\n",
                   "[{\"start\": \"09:30\", \"end\": \"10:00\", \"sessions\": []},"
                   "{\"start\": \"11:00\"}]",
                   "- start: 09:30 # 1\n  end: 10:00\n  sessions: []\n- start: 11:00 # 2\n");
}

static void in_an_agenda_records_stay_where_they_are(void **state)
{
    assert_updated_as("- id: b # 1\n  t: x\n- id: a\n- id: c # 2\n",
                      "[{\"id\": \"a\"}, {\"id\": \"aa\"}, {\"id\": \"b\", \"t\": \"zz\"}]",
                      record_identity_in_agenda, "- id: b # 1\n  t: zz\n- id: a\n- id: aa\n");
    assert_updated_as("[fr, en] # 1\n", "[\"de\", \"en\", \"fr\"]", record_identity_in_agenda,
                      "[\"de\", fr, en] # 1\n");
    /* Those without an id are the same in turn. */
    assert_updated_as(
        "- {agency: b, role: c} # 1\n- {agency: a, role: c} # 2\n",
        "[{\"agency\": \"a\", \"role\": \"c\"}, {\"agency\": \"b\", \"role\": \"d\"}]",
        record_identity_in_agenda, "- {agency: b, role: d} # 1\n- {agency: a, role: c} # 2\n");
}

static void in_an_agenda_links_keep_their_order(void **state)
{
    assert_updated_as("- url: a # 1\n- url: b # 2\n", "[{\"url\": \"b\"}, {\"url\": \"a\"}]",
                      record_identity_in_agenda, "- url: b\n- url: a # 1\n");
}

static void an_alias_stays_if_it_says_what_it_should(void **state)
{
    static const char TEXT[] = "a: &x 1\nb: *x\nc: {d: *x}\n";

    assert_updated(TEXT, "{\"a\": 2, \"b\": 2, \"c\": {\"d\": 2}}", "a: &x 2\nb: *x\nc: {d: *x}\n");
    assert_updated(TEXT, "{\"a\": 2, \"b\": 1, \"c\": {\"d\": 2}}", "a: &x 2\nb: 1\nc: {d: *x}\n");
    assert_updated(TEXT, "{\"b\": 1, \"c\": {\"d\": 1}}", "b: 1\nc: {d: 1}\n");
    assert_updated("- &x {id: a, t: 1}\n- *x\n",
                   "[{\"id\": \"a\", \"t\": 2}, {\"id\": \"a\", \"t\": 1}]",
                   "- &x {id: a, t: 2}\n- id: a\n  t: 1\n");
}

static void a_key_that_is_there_twice_stays_once(void **state)
{
    assert_updated("a: 1\nb: 2\na: 3 # 4\n", "{\"a\": 1, \"b\": 2}", "a: 1\nb: 2\n");
}

static void another_kind_of_top_takes_its_place(void **state)
{
    assert_updated("a: 1\n# b\n", "[]", "[]\n# b\n");
    assert_updated("[1]", "{\"a\": 1}", "{\"a\": 1}");
    assert_updated("['1']", "{\"a\": 1}", "{a: 1}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_says_so_already_stays),
        cmocka_unit_test(keys_are_compared_wherever_they_stand),
        cmocka_unit_test(records_are_the_same_by_their_id),
        cmocka_unit_test(a_record_without_an_id_is_the_one_between_the_same_neighbours),
        cmocka_unit_test(in_an_agenda_records_stay_where_they_are),
        cmocka_unit_test(in_an_agenda_links_keep_their_order),
        cmocka_unit_test(an_alias_stays_if_it_says_what_it_should),
        cmocka_unit_test(a_key_that_is_there_twice_stays_once),
        cmocka_unit_test(another_kind_of_top_takes_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
