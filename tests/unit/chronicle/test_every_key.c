#include "chronicle/chronicle.h"

#include <string.h>

#include "book_support.h"
#include "chronicle/chronicle_read.h"
#include "file/agenda_file.h"
#include "history_support.h"
#include "model/view/agenda_view.h"
#include "model/view/translation.h"
#include "model/view/withdrawal.h"
#include "records_support.h"
#include "schema_sample.h"
#include "sketch.h"

/*
 * Every key of every record, as the schema has them, goes all the way: from the file into the
 * agenda and back, through views and the history; and its change is found. A key that is only half
 * there fails by name.
 */

#define AGENDA "one"

/* A key, and what an agenda is without and with it. */
typedef struct Case {
    const SchemaRecord *schema;
    const SchemaField *field;
    char *without_text; /* of a file */
    char *with_text;
    Agenda *without;
    Agenda *with;
    char *without_file; /* canonical */
    char *with_file;
} Case;

#define fail_case(on, ...) fail_key((on), g_strdup_printf(__VA_ARGS__))

static void fail_key(const Case *on, char *take_words)
{
    g_autofree char *words = take_words;

    fail_msg("\"%s\" of %s %s", on->field->key, on->schema->name, words);
}

static Agenda *parse(const Case *on, const char *text)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("sample", text, strlen(text));

    if (file->agenda == NULL) {
        fail_case(on, "is not read: %s\nin %s", findings_get(file->findings, 0)->text, text);
    }
    return agenda_file_steal_agenda(file);
}

static char *dup_file(const Agenda *agenda)
{
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    return g_steal_pointer(&records.file);
}

static void case_init(Case *on, const SchemaRecord *schema, const SchemaField *field,
                      SessionKind kind)
{
    SchemaSample sample = { .kind = kind, .field = field };

    *on = (Case){ .schema = schema, .field = field };
    on->without_text = schema_sample_dup_file(&sample);
    sample.is_set = true;
    on->with_text = schema_sample_dup_file(&sample);
    on->without = parse(on, on->without_text);
    on->with = parse(on, on->with_text);
    on->without_file = dup_file(on->without);
    on->with_file = dup_file(on->with);
}

static void case_clear(Case *on)
{
    agenda_free(on->without);
    agenda_free(on->with);
    g_free(on->without_text);
    g_free(on->with_text);
    g_free(on->without_file);
    g_free(on->with_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

/* --- which keys -------------------------------------------------------------------------- */

typedef void Check(const Case *on);

/* An id never changes, and what a slot or a day holds is no value. */
static bool has_value(const SchemaField *field)
{
    return field->type != FIELD_TYPE_ID && field->type != FIELD_TYPE_CODE &&
           field->type != FIELD_TYPE_TERM && field->type != FIELD_TYPE_RECORD &&
           (field->type != FIELD_TYPE_RECORDS || field->of == &SCHEMA_CONTRIBUTION);
}

static void check_record(const SchemaRecord *schema, SessionKind kind, Check *check)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (has_value(field) && schema_field_is_allowed(field, schema)) {
            g_auto(Case) on;
            case_init(&on, schema, field, kind);
            check(&on);
        }
    }
}

static void check_every_key(Check *check)
{
    const SchemaRecord *const records[] = {
        &SCHEMA_AGENDA,      &SCHEMA_ROLES[ROLE_FORM_NEW],
        &SCHEMA_AGENCY,      &SCHEMA_PERSON,
        &SCHEMA_ROOM,        &SCHEMA_ROUND_TABLE,
        &SCHEMA_TYPE,        &SCHEMA_TAG,
        &SCHEMA_DAY,         &SCHEMA_SLOT,
        &SCHEMA_LINK,        &SCHEMA_CONTRIBUTION,
        &SCHEMA_PREPARATION, &SCHEMA_NOUN,
        &SCHEMA_NOUNS,       &SCHEMA_CONTACT,
    };

    for (gsize i = 0; i < G_N_ELEMENTS(records); i++) {
        check_record(records[i], SESSION_KIND_SESSION, check);
    }
    for (guint kind = SESSION_KIND_SESSION; kind <= SESSION_KIND_BREAK; kind++) {
        check_record(&SCHEMA_SESSIONS[kind], (SessionKind)kind, check);
    }
}

/* --- file → agenda → file ---------------------------------------------------------------- */

/* How often a text has the key. */
static guint count_keys(const Case *on, const char *text)
{
    g_autofree char *pattern = g_strdup_printf("\\b%s\"?:", on->field->key);
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    guint count = 0;

    for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        count++;
    }
    return count;
}

/* Where there are clocks, the end stands for them. */
static bool is_written_as_end(const SchemaField *field)
{
    return field->type == FIELD_TYPE_DURATION || strcmp(field->key, "until") == 0;
}

/* A key is written where it was given, and nowhere else. */
static void check_file(const Case *on)
{
    g_autoptr(Agenda) back = parse(on, on->with_file);
    g_autofree char *back_file = dup_file(back);

    if (strcmp(on->with_file, on->without_file) == 0) {
        fail_case(on, "is read and written as if it were not there");
    }
    if (!is_written_as_end(on->field) &&
        (count_keys(on, on->with_text) != count_keys(on, on->with_file) ||
         count_keys(on, on->without_text) != count_keys(on, on->without_file))) {
        fail_case(on, "of %s\nis written as %s\nand of %s\nas %s", on->with_text, on->with_file,
                  on->without_text, on->without_file);
    }
    if (strcmp(on->with_file, back_file) != 0) {
        fail_case(on, "is written as %s\nand read back as %s", on->with_file, back_file);
    }
}

static void every_key_is_read_written_and_read_again(void **state)
{
    check_every_key(check_file);
}

/* --- views ------------------------------------------------------------------------------- */

static bool is_private(const Case *on)
{
    return !agenda_view_is_public(on->with);
}

static void check_views(const Case *on)
{
    g_autoptr(Agenda) all = agenda_view_of_all(on->with, NULL);
    g_autoptr(Agenda) public = agenda_view_new(on->with);
    g_autofree char *all_file = dup_file(all);
    g_autofree char *public_file = dup_file(public);

    if (strcmp(all_file, on->with_file) != 0) {
        fail_case(on, "is not in the view of all: %s\nbut %s", on->with_file, all_file);
    }
    if (is_private(on) == (strcmp(public_file, on->with_file) == 0)) {
        fail_case(on, "%s the public view: %s", is_private(on) ? "is in" : "is not in",
                  public_file);
    }
}

static void every_key_is_in_views_unless_it_makes_something_private(void **state)
{
    check_every_key(check_views);
}

/* --- languages --------------------------------------------------------------------------- */

/* Whether a text of the key is shown in the language that it alone has. */
typedef struct Showing {
    const Case *on;
    bool is_there;
} Showing;

static void look_at(const SchemaRecord *schema, gconstpointer record, gpointer user)
{
    Showing *showing = user;
    const SchemaField *field = showing->on->field;

    if (schema->fields == showing->on->schema->fields) {
        const Text *text = schema_field_member(field, (gpointer)record);
        showing->is_there = showing->is_there || g_strcmp0(text_get(text, NULL), "Mbili") == 0;
    }
}

static void check_languages(const Case *on)
{
    static const char *const LANGS[] = { SCHEMA_SAMPLE_LANGUAGE, NULL };
    Showing showing = { .on = on };

    if (!schema_field_is_text(on->field)) {
        return;
    }
    g_autoptr(GPtrArray) languages = translation_list_languages(on->with);
    g_autoptr(Agenda) view = agenda_view_of_all(on->with, LANGS);
    schema_walk(&SCHEMA_AGENDA, view, look_at, &showing);
    schema_walk(&SCHEMA_FILE, view, look_at, &showing);
    if (!g_ptr_array_find_with_equal_func(languages, SCHEMA_SAMPLE_LANGUAGE, g_str_equal, NULL)) {
        fail_case(on, "has a language that is not listed");
    }
    if (!showing.is_there) {
        fail_case(on, "is not shown in the language asked for");
    }
}

static void every_text_counts_among_the_languages_and_is_translated(void **state)
{
    check_every_key(check_languages);
}

/* --- differences ------------------------------------------------------------------------- */

/* Whether a change shows where all is; the name of an agency shows in its own calendar alone. */
static bool shows_in_agenda(const Case *on)
{
    return on->field->reach != REACH_NOTHING &&
           (on->field->reach != REACH_OWN || on->schema != &SCHEMA_AGENCY);
}

static void check_difference(const Case *on)
{
    g_autoptr(Difference) difference = difference_new(on->without, on->with);
    bool is_in_agenda = false;

    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        is_in_agenda = is_in_agenda || strcmp(feed_change_feed(feed)->path, AGENDA "/agenda") == 0;
    }
    if (is_in_agenda != shows_in_agenda(on)) {
        fail_case(on, "%s in the calendar of the agenda", is_in_agenda ? "is told" : "is not told");
    }
    if (difference_is_empty(difference) != (on->field->reach == REACH_NOTHING)) {
        fail_case(on, "is told in %u calendars", difference->feeds->len);
    }
    if (difference->feeds->len > 0 && difference->changes->len == 0) {
        fail_case(on, "changes calendars, but nothing says why");
    }
}

static void a_change_of_a_key_is_a_difference_if_the_schema_says_that_it_reaches_calendars(
    void **state)
{
    check_every_key(check_difference);
}

/* --- the history ------------------------------------------------------------------------- */

static void publish(const Case *on, History *history, Revision **inout_revision, Agenda *agenda)
{
    PublishOptions how = { .by = "anna",
                           .now = sketch_stamp("06-01"),
                           .keep_seconds = SKETCH_KEEP };
    g_autofree char *text = dup_file(agenda);
    g_auto(Publication) publication = { 0 };
    g_autoptr(GError) error = NULL;

    PublishOutcome outcome =
        chronicle_publish(history, *inout_revision, parse(on, text), &how, &publication, &error);
    if (outcome != PUBLISH_DONE) {
        fail_case(on, "is not published: %s",
                  error != NULL ? error->message : "nothing has changed");
    }
    /* There is no public revision where only what is private has changed. */
    if (publication.revision != NULL) {
        revision_free(*inout_revision);
        *inout_revision = g_steal_pointer(&publication.revision);
    }
}

static void check_history_of(const Case *on, const char *path)
{
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) revision = NULL;
    g_autoptr(GError) error = NULL;

    publish(on, history, &revision, on->without);
    publish(on, history, &revision, on->with);
    g_autoptr(Revision) back = chronicle_read(history, AGENDA, revision->number, &error);
    g_autoptr(Agenda) whole = chronicle_read_under(history, AGENDA, on->with->tz, &error);
    history_close(history);
    if (back == NULL || whole == NULL) {
        fail_case(on, "is not read from the history: %s", error->message);
    }
    g_autofree char *file = dup_file(whole);
    if (strcmp(file, on->with_file) != 0) {
        fail_case(on, "is not in the history: %s\nbut %s", on->with_file, file);
    }
    if ((change_log_count(back->log, 2) > 0) != (on->field->reach != REACH_NOTHING) ||
        (change_log_find(back->log, AGENDA "/agenda") != NULL) != shows_in_agenda(on)) {
        fail_case(on, "is told in %u change feeds", change_log_count(back->log, 2));
    }
}

static void check_history(const Case *on)
{
    g_autofree char *path = history_support_path_new();

    check_history_of(on, path);
    history_support_remove(path);
}

static void every_key_is_published_kept_and_told_if_it_reaches_calendars(void **state)
{
    check_every_key(check_history);
}

/* --- what is withdrawn ------------------------------------------------------------------- */

/* The texts of the key that is looked at, in all languages. */
typedef struct Values {
    const Case *on;
    GPtrArray *texts; /* const char * */
} Values;

static void add_values(const SchemaRecord *schema, gconstpointer record, gpointer data)
{
    Values *values = data;
    const SchemaField *field = values->on->field;
    gconstpointer member = schema_field_member(field, (gpointer)record);

    if (schema->fields != values->on->schema->fields) {
        return;
    }
    if (schema_field_is_text(field)) {
        const Text *text = member;
        for (guint i = 0; i < text->n_variants; i++) {
            g_ptr_array_add(values->texts, (gpointer)text->variants[i].value);
        }
    } else if ((field->type == FIELD_TYPE_STRING || field->type == FIELD_TYPE_URL ||
                field->type == FIELD_TYPE_EMAIL) &&
               *(const char *const *)member != NULL) {
        g_ptr_array_add(values->texts, (gpointer) * (const char *const *)member);
    }
}

static void assert_withdrawn(const Case *on, WithdrawalKind kind, const char *text)
{
    g_autoptr(Withdrawal) withdrawal =
        withdrawal_new(kind, kind == WITHDRAWAL_TEXT ? text : NULL, NULL);
    g_autoptr(Agenda) redacted = withdrawal_redact(withdrawal, on->with);
    g_autofree char *file = dup_file(redacted);

    if (strstr(on->with_file, text) == NULL || strstr(file, text) != NULL) {
        fail_case(on, "is still there (%s): %s", withdrawal_kind_word(kind), file);
    }
}

static void check_withdrawal(const Case *on)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    Values values = { on, texts };

    schema_walk(&SCHEMA_AGENDA, on->with, add_values, &values);
    schema_walk(&SCHEMA_FILE, on->with, add_values, &values);
    for (guint i = 0; i < texts->len; i++) {
        const char *text = texts->pdata[i];
        /* Built-in roles are in no file. */
        if (strstr(on->with_file, text) != NULL) {
            assert_withdrawn(on, WITHDRAWAL_TEXT, text);
            assert_withdrawn(on, WITHDRAWAL_AGENDA, text);
        }
    }
}

static void every_text_can_be_withdrawn(void **state)
{
    check_every_key(check_withdrawal);
}

/* --- workbooks --------------------------------------------------------------------------- */

static void assert_in_workbook(const Case *on, const Agenda *agenda, const char *expected)
{
    g_autoptr(Agenda) back = book_support_round_trip(agenda);
    g_autofree char *file = dup_file(back);

    if (strcmp(file, expected) != 0) {
        fail_case(on, "is not read of a workbook as it was written:\n%s\nnot\n%s", file, expected);
    }
}

static void check_workbook(const Case *on)
{
    assert_in_workbook(on, on->without, on->without_file);
    assert_in_workbook(on, on->with, on->with_file);
}

static void every_key_is_a_column_of_a_workbook(void **state)
{
    if (!book_support_has_libraries()) {
        skip();
    }
    check_every_key(check_workbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_read_written_and_read_again),
        cmocka_unit_test(every_key_is_in_views_unless_it_makes_something_private),
        cmocka_unit_test(every_text_counts_among_the_languages_and_is_translated),
        cmocka_unit_test(
            a_change_of_a_key_is_a_difference_if_the_schema_says_that_it_reaches_calendars),
        cmocka_unit_test(every_key_is_published_kept_and_told_if_it_reaches_calendars),
        cmocka_unit_test(every_text_can_be_withdrawn),
        cmocka_unit_test(every_key_is_a_column_of_a_workbook),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
