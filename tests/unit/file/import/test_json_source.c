/* Covers src/file/import/json_source.c */
#include "file/import/json_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "file/import/foreign_agenda.h"

/* --- documents --------------------------------------------------------------------------- */

static void assert_documents(const char *source, const char *expected)
{
    g_autoptr(GError) error = NULL;
    json_t *documents = json_source_load(source, strlen(source), &error);

    assert_null(error);
    char *text = json_dumps(documents, JSON_COMPACT);
    assert_string_equal(text, expected);
    free(text);
    json_decref(documents);
}

static void assert_fault(const char *source, const char *expected)
{
    g_autoptr(GError) error = NULL;

    assert_null(json_source_load(source, strlen(source), &error));
    assert_true(g_error_matches(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE));
    assert_string_equal(error->message, expected);
}

static void documents_follow_one_another_with_or_without_blanks_between(void **state)
{
    assert_documents("{}", "[{}]");
    assert_documents("{\"a\":1}\n{\"a\":2}\r\n\n[3]", "[{\"a\":1},{\"a\":2},[3]]");
    assert_documents("{}{}[]", "[{},{},[]]");
    assert_documents("\xEF\xBB\xBF \n{} ", "[{}]");
}

static void a_fault_in_any_document_is_told_with_its_place(void **state)
{
    assert_fault("{\n\"a\": }", "line 2, column 6: unexpected token near '}'");
    assert_fault("{} {]", "line 1, column 2 of what follows the first document: string or '}' "
                          "expected near ']'");
    assert_fault("", "line 1, column 0: '[' or '{' expected near end of file");
    assert_fault("{}\n<p>", "line 1, column 1 of what follows the first document: '[' or '{' "
                            "expected near '<'");
}

static void documents_need_not_end_with_a_nul(void **state)
{
    g_autoptr(GError) error = NULL;
    json_t *documents = json_source_load("{}x", 2, &error);

    assert_int_equal(json_array_size(documents), 1);
    json_decref(documents);
    assert_null(json_source_load("{}\0{}", 5, &error));
    assert_non_null(error);
}

/* --- walks ------------------------------------------------------------------------------- */

/* Notes "NAME:ID " of each object; goes into those without an id. */
static bool note(const char *name, const json_t *object, gpointer data)
{
    const char *id = json_string_value(json_object_get(object, "id"));

    g_string_append_printf(data, "%s:%s ", name != NULL ? name : "", id != NULL ? id : "");
    return id == NULL;
}

static const char *assert_walk(const char *source, const char *expected)
{
    static char url[64];
    g_autoptr(GString) seen = g_string_new(NULL);
    JsonWalk walk = { .visit = note, .data = seen };
    json_t *documents = json_source_load(source, strlen(source), NULL);

    json_source_walk(&walk, documents);
    assert_string_equal(seen->str, expected);
    g_strlcpy(url, walk.url != NULL ? walk.url : "", sizeof url);
    json_decref(documents);
    return url;
}

static void lists_pages_and_endpoints_are_gone_into(void **state)
{
    assert_walk("[{\"id\":\"a\"},[{\"id\":\"b\"},3,null]] {\"id\":\"c\"}", ":a :b :c ");
    assert_walk("{\"rooms\":[{\"results\":[{\"id\":\"a\"}]},{\"results\":[{\"id\":\"b\"}]}],"
                "\"event\":{\"id\":\"c\"},\"n\":1}",
                ": rooms:a rooms:b event:c ");
    assert_walk("{\"id\":\"a\",\"inner\":{\"id\":\"b\"}}", ":a ");
}

static void the_first_address_of_a_page_is_noted(void **state)
{
    const char *url = assert_walk("{\"next\":null,\"previous\":\"https://a/?1\",\"results\":[]}"
                                  "{\"next\":\"https://a/?3\",\"results\":[]}",
                                  "");

    assert_string_equal(url, "https://a/?1");
}

static void what_is_nested_too_deep_is_not_visited(void **state)
{
    assert_walk("[[[[[[[[[{\"id\":\"a\"}]]]]]]]]]", ":a ");
    assert_walk("[[[[[[[[[[{\"id\":\"a\"}]]]]]]]]]]", "");
}

/* --- members ----------------------------------------------------------------------------- */

typedef struct Member {
    json_t *object;
    ForeignSchedule *schedule;
} Member;

static void member_clear(Member *member)
{
    json_decref(member->object);
    foreign_schedule_free(member->schedule);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Member, member_clear)

static void member_init(Member *member, const char *source)
{
    member->object = json_loads(source, 0, NULL);
    member->schedule = foreign_schedule_new();
    assert_non_null(member->object);
}

static void numbers_are_texts_and_texts_are_numbers(void **state)
{
    g_auto(Member) member;

    member_init(&member, "{\"i\":7,\"r\":20.75,\"t\":\"30\",\"n\":null,\"l\":[1],\"huge\":1e300}");
    assert_string_equal(json_source_line(member.schedule, member.object, "i"), "7");
    assert_string_equal(json_source_line(member.schedule, member.object, "r"), "20");
    assert_null(json_source_line(member.schedule, member.object, "n"));
    assert_null(json_source_line(member.schedule, member.object, "l"));
    assert_null(json_source_line(member.schedule, member.object, "huge"));
    assert_null(json_source_line(member.schedule, member.object, "missing"));
    assert_int_equal(json_source_number(member.object, "i"), 7);
    assert_int_equal(json_source_number(member.object, "r"), 20);
    assert_int_equal(json_source_number(member.object, "t"), 30);
    assert_int_equal(json_source_number(member.object, "huge"), 0);
    assert_int_equal(json_source_number(member.object, "missing"), 0);
}

static void an_address_without_a_host_gets_that_of_the_base(void **state)
{
    g_auto(Member) member;
    static const char BASE[] = "https://pretalx.example/api/events/?page=2";

    member_init(&member, "{\"path\":\"/media/a b\",\"whole\":\"http://x.org/\",\"word\":\"a\","
                         "\"other\":\"//evil.org/\"}");
    assert_string_equal(json_source_url(member.schedule, BASE, member.object, "path"),
                        "https://pretalx.example/media/a%20b");
    assert_string_equal(json_source_url(member.schedule, BASE, member.object, "whole"),
                        "http://x.org/");
    assert_null(json_source_url(member.schedule, NULL, member.object, "path"));
    assert_null(json_source_url(member.schedule, "nowhere", member.object, "path"));
    assert_null(json_source_url(member.schedule, BASE, member.object, "word"));
    assert_null(json_source_url(member.schedule, BASE, member.object, "other"));
}

static void what_is_not_known_and_says_something_is_remarked_on(void **state)
{
    static const char *const KNOWN[] = { "known", NULL };
    g_auto(Member) member;

    member_init(&member, "{\"known\":1,\"a\":\"text\",\"b\":null,\"c\":false,\"d\":[],\"e\":{},"
                         "\"f\":\"\",\"g\":0,\"_type\":\"x\",\"email\":\"jane@example.org\"}");
    json_source_leave_out(member.schedule, "record", member.object, KNOWN);
    const ForeignRemark *const *remarks = (gpointer)member.schedule->remarks->pdata;
    assert_int_equal(member.schedule->remarks->len, 3);
    assert_string_equal(remarks[0]->what, "record/a");
    assert_string_equal(remarks[0]->example, "text");
    assert_string_equal(remarks[1]->what, "record/g");
    assert_string_equal(remarks[2]->what, "record/email");
    assert_string_equal(remarks[2]->why, "is left out: it is private");
    assert_null(remarks[2]->example);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_follow_one_another_with_or_without_blanks_between),
        cmocka_unit_test(a_fault_in_any_document_is_told_with_its_place),
        cmocka_unit_test(documents_need_not_end_with_a_nul),
        cmocka_unit_test(lists_pages_and_endpoints_are_gone_into),
        cmocka_unit_test(the_first_address_of_a_page_is_noted),
        cmocka_unit_test(what_is_nested_too_deep_is_not_visited),
        cmocka_unit_test(numbers_are_texts_and_texts_are_numbers),
        cmocka_unit_test(an_address_without_a_host_gets_that_of_the_base),
        cmocka_unit_test(what_is_not_known_and_says_something_is_remarked_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
