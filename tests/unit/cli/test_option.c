#include "cli/option.h"

#include <string.h>

#include "capture.h"
#include "model/revision/revision.h"
#include "support.h"

typedef struct Values {
    bool flag;
    int number;
    const char *text;
    const char *const *texts;
    bool as_json;
    const char *history;
    gint64 keep;
    const char *public_url;
} Values;

static const Option ROWS[] = {
    { "flag", 0, OPTION_FLAG, offsetof(Values, flag), "A flag", NULL, NULL },
    { "number", 'n', OPTION_NUMBER, offsetof(Values, number), "A number", "N",
      &(const OptionRange){ 7, 0, 5, " (none)", " days" } },
    { "text", 't', OPTION_TEXT, offsetof(Values, text), "A text", "TEXT", NULL },
    { "texts", 0, OPTION_TEXTS, offsetof(Values, texts), "Texts", "TEXT", NULL },
    { .type = OPTION_FORMAT, .place = offsetof(Values, as_json) },
    { .type = OPTION_HISTORY, .place = offsetof(Values, history) },
    { .type = OPTION_KEEP, .place = offsetof(Values, keep), .summary = "Another line" },
    { .type = OPTION_PUBLIC_URL, .place = offsetof(Values, public_url) },
};

typedef struct Reading {
    OptionSet *set;
    Values values;
} Reading;

static int read_set(gpointer data)
{
    Reading *reading = data;

    return option_set_read(reading->set, "test", &reading->values) ? 0 : 1;
}

/* Parses a command line, its words parted by blanks, which must be whole. */
static OptionSet *parse(const char *line)
{
    g_autofree char *whole = g_strconcat("test ", line, NULL);
    char **words = g_strsplit(whole, " ", -1);
    OptionSet *set = option_set_new(ROWS, G_N_ELEMENTS(ROWS));
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;

    g_option_context_add_main_entries(context, option_set_entries(set), NULL);
    if (!g_option_context_parse_strv(context, &words, &error)) {
        fail_msg("%s", error->message);
    }
    g_strfreev(words);
    return set;
}

/* Fails unless a value is refused with this message. */
static void assert_refused(const char *line, const char *message)
{
    g_autoptr(OptionSet) set = parse(line);
    Reading reading = { .set = set };
    g_auto(Captured) captured = capture_run(read_set, &reading);
    g_autofree char *expected = g_strdup_printf("confeed: error: %s\n", message);

    assert_string_equal(captured.err, expected);
    assert_int_equal(captured.status, 1);
}

static void what_is_not_given_has_its_initial_value(void **state)
{
    g_autoptr(OptionSet) set = parse("");
    Values values;

    g_unsetenv("CONFEED_HISTORY");
    memset(&values, 0xff, sizeof values);
    assert_true(option_set_read(set, "test", &values));
    assert_false(values.flag);
    assert_int_equal(values.number, 7);
    assert_null(values.text);
    assert_null(values.texts);
    assert_false(values.as_json);
    assert_string_equal(values.history, "confeed.db");
    assert_int_equal(values.keep, 14 * 86400);
    assert_null(values.public_url);
}

static void what_is_given_is_read(void **state)
{
    g_autoptr(OptionSet) set = parse("--flag -n 5 -t a --texts b --texts=c -f json --history d "
                                     "--keep 1 --public-url http://e.example/");
    Values values = { 0 };

    assert_true(option_set_read(set, "test", &values));
    assert_true(values.flag);
    assert_int_equal(values.number, 5);
    assert_string_equal(values.text, "a");
    assert_string_equal(values.texts[0], "b");
    assert_string_equal(values.texts[1], "c");
    assert_null(values.texts[2]);
    assert_true(values.as_json);
    assert_string_equal(values.history, "d");
    assert_int_equal(values.keep, 86400);
    assert_string_equal(values.public_url, "http://e.example");
}

static void a_row_may_leave_to_its_type_what_is_shared(void **state)
{
    g_autoptr(OptionSet) set = option_set_new(ROWS, G_N_ELEMENTS(ROWS));
    const GOptionEntry *format = &option_set_entries(set)[4];
    const GOptionEntry *keep = &option_set_entries(set)[6];

    assert_string_equal(format->long_name, "format");
    assert_int_equal(format->short_name, 'f');
    assert_string_equal(format->arg_description, "FORMAT");
    assert_string_equal(format->description, "How to print: text (default) or json");
    assert_string_equal(keep->long_name, "keep");
    assert_string_equal(keep->description, "Another line");
    assert_null(option_set_entries(set)[G_N_ELEMENTS(ROWS)].long_name);
}

static void wrong_values_are_told(void **state)
{
    assert_refused("-n 6", "--number is 6, and should be 0 (none) to 5 days");
    assert_refused("--number=-1", "--number is -1, and should be 0 (none) to 5 days");
    assert_refused("--format xml", "test: --format is text or json, not \"xml\"");
    assert_refused("--public-url e",
                   "--public-url is \"e\", and should be like https://feeds.example.org");
}

/* --- how long what is cancelled is told -------------------------------------------------- */

static void keep_is_a_number_of_days_or_always(void **state)
{
    static const struct {
        const char *line;
        gint64 seconds;
    } CASES[] = {
        { "--keep 14", 14 * 86400 },
        { "--keep 0", 0 },
        { "--keep 36500", G_GINT64_CONSTANT(36500) * 86400 },
        { "--keep always", REVISION_KEEP_ALWAYS },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(OptionSet) set = parse(CASES[i].line);
        Values values = { 0 };
        assert_true(option_set_read(set, "test", &values));
        assert_int_equal(values.keep, CASES[i].seconds);
    }
}

static void any_other_keep_is_told_as_wrong(void **state)
{
    static const char *const WRONG[] = { "",   "-1",     "36501", "1.5",
                                         "1d", "Always", "+",     "99999999999999999999" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *line = g_strconcat("--keep=", WRONG[i], NULL);
        g_autofree char *message = g_strdup_printf(
            "--keep is \"%s\", and should be a number of days, or always", WRONG[i]);
        assert_refused(line, message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_given_has_its_initial_value),
        cmocka_unit_test(what_is_given_is_read),
        cmocka_unit_test(a_row_may_leave_to_its_type_what_is_shared),
        cmocka_unit_test(wrong_values_are_told),
        cmocka_unit_test(keep_is_a_number_of_days_or_always),
        cmocka_unit_test(any_other_keep_is_told_as_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
