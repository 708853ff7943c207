#include "render/report/change_feed.h"

#include <string.h>

#include "support.h"

#define PATH "forum/agencies/ilo"
#define NAME "ILO – FORUM"

/* A feed of a revision, with what that needs, made by hand. */
typedef struct Fixture {
    ChangeLog *log;
    Revision revision;
    Feed feed;
    RevisionFeed revision_feed;
} Fixture;

static void fixture_init(Fixture *fixture)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    agenda_finish(agenda);
    fixture->log = change_log_new();
    fixture->revision =
        (Revision){ .agenda = agenda, .number = 3, .stamp = support_stamp("2007-12-01T23:30:00Z") };
    fixture->feed = (Feed){ .kind = FEED_KIND_AGENCY, .path = (char *)PATH, .name = (char *)NAME };
    fixture->revision_feed =
        (RevisionFeed){ .feed = &fixture->feed, .changed = support_stamp("2007-07-01T08:00:00Z") };
}

static void fixture_clear(Fixture *fixture)
{
    change_log_unref(fixture->log);
    agenda_free(fixture->revision.agenda);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

static void add_note(Fixture *fixture, guint number, const char *stamp, const char *words,
                     const char *json)
{
    change_log_add(fixture->log, PATH, number, support_stamp(stamp), words, json);
}

/* Two revisions, of which one changed two events. */
static void add_notes(Fixture *fixture)
{
    add_note(fixture, 2, "2007-07-09T08:00:00Z", "First: now in Gold Room\nLunch: cancelled\n",
             "[{\"kind\":\"room\"},{\"kind\":\"cancelled\",\"session\":\"lunch\"}]");
    add_note(fixture, 3, "2007-12-01T23:30:00Z", "The calendar is new.\n", "[]");
}

typedef GBytes *Render(const ChangeFeed *changes);

/* The caller's own. */
static char *render(const Fixture *fixture, Render *to_bytes, const char *public_url)
{
    const ChangeFeed changes = { .revision = &fixture->revision,
                                 .feed = &fixture->revision_feed,
                                 .notes = change_log_find(fixture->log, PATH),
                                 .public_url = public_url };
    g_autoptr(GBytes) bytes = to_bytes(&changes);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);

    assert_int_equal(memchr(data, '\0', size) == NULL, 1);
    return g_strndup(data, size);
}

static void assert_rendered(const Fixture *fixture, Render *to_bytes, const char *public_url,
                            const char *expected)
{
    g_autofree char *found = render(fixture, to_bytes, public_url);

    assert_string_equal(found, expected);
}

static void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", part, text);
    }
}

/* --- Atom -------------------------------------------------------------------------------- */

#define ATOM_HEAD                                  \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" \
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"

static void atom_has_an_entry_for_each_revision(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    add_notes(&fixture);
    assert_rendered(&fixture, change_feed_to_atom, "https://example.org/cal",
                    ATOM_HEAD
                    "<id>urn:uuid:79807c02-3d39-5c4a-8985-68b549d99ebb</id>\n"
                    "<title>ILO – FORUM: changes</title>\n"
                    "<updated>2007-12-01T23:30:00Z</updated>\n"
                    "<author><name>Forum forum</name></author>\n"
                    "<generator>confeed</generator>\n"
                    "<link rel=\"self\" type=\"application/atom+xml\" "
                    "href=\"https://example.org/cal/forum/agencies/ilo.atom\"/>\n"
                    "<link rel=\"alternate\" type=\"text/calendar\" "
                    "href=\"https://example.org/cal/forum/agencies/ilo.ics\"/>\n"
                    "<entry>\n"
                    "<id>urn:uuid:a2346a76-4038-53ea-b285-e79918054651</id>\n"
                    "<title>Revision 3: The calendar is new.</title>\n"
                    "<published>2007-12-01T23:30:00Z</published>\n"
                    "<updated>2007-12-01T23:30:00Z</updated>\n"
                    "<content type=\"html\">&lt;ul&gt;\n"
                    "&lt;li&gt;The calendar is new.&lt;/li&gt;\n"
                    "&lt;/ul&gt;\n"
                    "</content>\n"
                    "</entry>\n"
                    "<entry>\n"
                    "<id>urn:uuid:281a69e0-a9db-574c-939c-ce8c3efebffd</id>\n"
                    "<title>Revision 2: First: now in Gold Room (and 1 more change)</title>\n"
                    "<published>2007-07-09T08:00:00Z</published>\n"
                    "<updated>2007-07-09T08:00:00Z</updated>\n"
                    "<content type=\"html\">&lt;ul&gt;\n"
                    "&lt;li&gt;First: now in Gold Room&lt;/li&gt;\n"
                    "&lt;li&gt;Lunch: cancelled&lt;/li&gt;\n"
                    "&lt;/ul&gt;\n"
                    "</content>\n"
                    "</entry>\n"
                    "</feed>\n");
}

static void atom_without_changes_or_address_is_a_feed_without_entries_or_links(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    assert_rendered(&fixture, change_feed_to_atom, NULL,
                    ATOM_HEAD "<id>urn:uuid:79807c02-3d39-5c4a-8985-68b549d99ebb</id>\n"
                              "<title>ILO – FORUM: changes</title>\n"
                              "<updated>2007-07-01T08:00:00Z</updated>\n"
                              "<author><name>Forum forum</name></author>\n"
                              "<generator>confeed</generator>\n"
                              "</feed>\n");
}

static void assert_title(const char *words, const char *title)
{
    g_auto(Fixture) fixture;
    g_autofree char *element = g_strdup_printf("<title>Revision 1: %s</title>\n", title);

    fixture_init(&fixture);
    add_note(&fixture, 1, "2007-07-09T08:00:00Z", words, "[]");
    g_autofree char *atom = render(&fixture, change_feed_to_atom, NULL);
    assert_holds(atom, element);
}

static void a_title_is_cut_at_a_word(void **state)
{
#define EIGHTY "123456789 123456789 123456789 123456789 123456789 123456789 123456789 1234567890"
    assert_title(EIGHTY "\n", EIGHTY);
    assert_title(EIGHTY "1 2\n", "123456789 123456789 123456789 123456789 123456789 123456789 "
                                 "123456789…");
    assert_title(EIGHTY " 2\nb\nc\n", EIGHTY "… (and 2 more changes)");
}

static void a_title_of_one_long_word_is_cut_between_characters(void **state)
{
    g_autoptr(GString) word = g_string_new(NULL);
    g_autoptr(GString) cut = g_string_new(NULL);

    for (guint i = 0; i < 300; i++) {
        g_string_append(word, "é");
        g_string_append(cut, i < 80 ? "é" : "");
    }
    g_string_append(word, "\n");
    g_string_append(cut, "…");
    assert_title(word->str, cut->str);
}

static void markup_in_a_text_stays_text_in_atom(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    fixture.feed.name = (char *)"</title><script>\"'&amp;";
    add_note(&fixture, 1, "2007-07-09T08:00:00Z", "<b>]]></b> & \"q\"\n", "[]");
    g_autofree char *atom = render(&fixture, change_feed_to_atom, "https://a.example/\"><x");
    assert_holds(atom, "<title>&lt;/title&gt;&lt;script&gt;&quot;&apos;&amp;amp;: changes</title>");
    assert_holds(atom, "href=\"https://a.example/&quot;&gt;&lt;x/forum/agencies/ilo.ics\"/>");
    assert_holds(atom, "<title>Revision 1: &lt;b&gt;]]&gt;&lt;/b&gt; &amp; &quot;q&quot;</title>");
    assert_holds(atom, "&lt;li&gt;&amp;lt;b&amp;gt;]]&amp;gt;&amp;lt;/b&amp;gt; &amp;amp; "
                       "&amp;quot;q&amp;quot;&lt;/li&gt;");
}

static void what_xml_forbids_is_replaced_and_all_else_is_kept(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    add_note(&fixture, 1, "2007-07-09T08:00:00Z",
             "\001\033\177\302\205\uFFFE\uFFFF\U0001FFFE|\t\u05E9\u202E\u202C\u0301\U0001F44D\n",
             "[]");
    g_autofree char *atom = render(&fixture, change_feed_to_atom, NULL);
    assert_holds(atom, "&lt;li&gt;\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD|\t"
                       "\u05E9\u202E\u202C\u0301\U0001F44D&lt;/li&gt;");
}

/* --- JSON -------------------------------------------------------------------------------- */

static void json_has_the_revisions_with_their_words_and_changes(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    add_notes(&fixture);
    assert_rendered(&fixture, change_feed_to_json, "https://example.org/cal",
                    "{\n"
                    "  \"agenda\": \"forum\",\n"
                    "  \"calendar\": \"forum/agencies/ilo\",\n"
                    "  \"name\": \"ILO – FORUM\",\n"
                    "  \"revisions\": [\n"
                    "    {\n"
                    "      \"revision\": 3,\n"
                    "      \"published\": \"2007-12-01T23:30:00Z\",\n"
                    "      \"id\": \"urn:uuid:a2346a76-4038-53ea-b285-e79918054651\",\n"
                    "      \"words\": [\n"
                    "        \"The calendar is new.\"\n"
                    "      ],\n"
                    "      \"changes\": []\n"
                    "    },\n"
                    "    {\n"
                    "      \"revision\": 2,\n"
                    "      \"published\": \"2007-07-09T08:00:00Z\",\n"
                    "      \"id\": \"urn:uuid:281a69e0-a9db-574c-939c-ce8c3efebffd\",\n"
                    "      \"words\": [\n"
                    "        \"First: now in Gold Room\",\n"
                    "        \"Lunch: cancelled\"\n"
                    "      ],\n"
                    "      \"changes\": [\n"
                    "        {\n"
                    "          \"kind\": \"room\"\n"
                    "        },\n"
                    "        {\n"
                    "          \"kind\": \"cancelled\",\n"
                    "          \"session\": \"lunch\"\n"
                    "        }\n"
                    "      ]\n"
                    "    }\n"
                    "  ]\n"
                    "}\n");
}

static void json_without_changes_has_no_revisions(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    assert_rendered(&fixture, change_feed_to_json, NULL,
                    "{\n"
                    "  \"agenda\": \"forum\",\n"
                    "  \"calendar\": \"forum/agencies/ilo\",\n"
                    "  \"name\": \"ILO – FORUM\",\n"
                    "  \"revisions\": []\n"
                    "}\n");
}

static void changes_that_are_no_array_are_left_out(void **state)
{
    static const char *const BROKEN[] = { "", "[", "{}", "[]]", "null" };

    for (gsize i = 0; i < G_N_ELEMENTS(BROKEN); i++) {
        g_auto(Fixture) fixture;
        fixture_init(&fixture);
        add_note(&fixture, 1, "2007-07-09T08:00:00Z", "\"First\"\n", BROKEN[i]);
        g_autofree char *json = render(&fixture, change_feed_to_json, NULL);
        assert_holds(json, "\"\\\"First\\\"\"\n      ],\n      \"changes\": []\n");
    }
}

/* --- text -------------------------------------------------------------------------------- */

static void text_has_each_revision_under_its_time_at_the_conference(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    add_notes(&fixture);
    assert_rendered(&fixture, change_feed_to_text, "https://example.org/cal",
                    "ILO – FORUM: changes\n"
                    "\n"
                    "Revision 3, Sunday 2 December 2007 00:30 (Europe/Brussels)\n"
                    "- The calendar is new.\n"
                    "\n"
                    "Revision 2, Monday 9 July 2007 10:00 (Europe/Brussels)\n"
                    "- First: now in Gold Room\n"
                    "- Lunch: cancelled\n");
}

static void text_without_changes_says_so(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    assert_rendered(&fixture, change_feed_to_text, NULL,
                    "ILO – FORUM: changes\n"
                    "\n"
                    "No changes since it was first published on Sunday 1 July 2007 10:00\n"
                    "(Europe/Brussels).\n");
}

static void lines_of_text_end_before_column_72_and_hang(void **state)
{
    g_auto(Fixture) fixture;

    fixture_init(&fixture);
    add_note(&fixture, 1, "2007-07-09T08:00:00Z",
             "3.4 Regional processes: moved from Wednesday 11 July 2007 10:00–12:00 to "
             "Thursday 12 July 2007 09:00–12:00; now in Gold Room\n"
             "0123456789012345678901234567890123456789012345678901234567890123456789012345\033b\n",
             "[]");
    assert_rendered(&fixture, change_feed_to_text, NULL,
                    "ILO – FORUM: changes\n"
                    "\n"
                    "Revision 1, Monday 9 July 2007 10:00 (Europe/Brussels)\n"
                    "- 3.4 Regional processes: moved from Wednesday 11 July 2007 10:00–12:00\n"
                    "  to Thursday 12 July 2007 09:00–12:00; now in Gold Room\n"
                    "- 0123456789012345678901234567890123456789012345678901234567890123456789\n"
                    "  012345 b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(atom_has_an_entry_for_each_revision),
        cmocka_unit_test(atom_without_changes_or_address_is_a_feed_without_entries_or_links),
        cmocka_unit_test(a_title_is_cut_at_a_word),
        cmocka_unit_test(a_title_of_one_long_word_is_cut_between_characters),
        cmocka_unit_test(markup_in_a_text_stays_text_in_atom),
        cmocka_unit_test(what_xml_forbids_is_replaced_and_all_else_is_kept),
        cmocka_unit_test(json_has_the_revisions_with_their_words_and_changes),
        cmocka_unit_test(json_without_changes_has_no_revisions),
        cmocka_unit_test(changes_that_are_no_array_are_left_out),
        cmocka_unit_test(text_has_each_revision_under_its_time_at_the_conference),
        cmocka_unit_test(text_without_changes_says_so),
        cmocka_unit_test(lines_of_text_end_before_column_72_and_hang),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
