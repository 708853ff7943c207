#include "history/sqlite/sqlite_read.h"

#include <string.h>

#include "history_support.h"
#include "random_agenda.h"
#include "support.h"

/* What is in force of an agenda: key in the order of reading → line. */
typedef struct Model {
    const char *agenda;
    guint number;
    GTree *in_force[4];    /* records, events, departures, feeds */
    GHashTable *sequences; /* key → of its event */
    GPtrArray *read;       /* char *, what must be read of each revision */
    GPtrArray *changes;    /* char *, the lines of the changes of each revision */
} Model;

enum { RECORDS, EVENTS, DEPARTURES, FEEDS };

static gint compare_keys(gconstpointer a, gconstpointer b, gpointer data)
{
    return strcmp(a, b);
}

static void model_init(Model *model, const char *agenda)
{
    *model = (Model){
        .agenda = agenda,
        .sequences = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .read = g_ptr_array_new_with_free_func(g_free),
        .changes = g_ptr_array_new_with_free_func(g_free),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(model->in_force); i++) {
        model->in_force[i] = g_tree_new_full(compare_keys, NULL, g_free, g_free);
    }
}

static void model_clear(Model *model)
{
    g_hash_table_unref(model->sequences);
    g_ptr_array_unref(model->read);
    g_ptr_array_unref(model->changes);
    for (gsize i = 0; i < G_N_ELEMENTS(model->in_force); i++) {
        g_tree_unref(model->in_force[i]);
    }
}

/* Takes key and line. */
static void model_set(Model *model, guint part, char *key, char *line, bool is_over)
{
    if (is_over) {
        g_tree_remove(model->in_force[part], key);
        g_free(key);
        g_free(line);
    } else {
        g_tree_replace(model->in_force[part], key, line);
    }
}

static gboolean append_line(gpointer key, gpointer line, gpointer out)
{
    g_string_append(out, line);
    return FALSE;
}

static bool chance(GRand *numbers, guint percent)
{
    return (guint)g_rand_int_range(numbers, 0, 100) < percent;
}

static void publish_record(Model *model, GRand *numbers, HistoryFacts *facts, const char *kind,
                           guint id)
{
    g_autofree char *name = g_strdup_printf("é%u", id);
    g_autofree char *text =
        g_strdup_printf("%u, %u", facts->entry.number, g_rand_int_range(numbers, 0, 1000));
    bool is_over = chance(numbers, 40);

    history_support_record(facts, kind, name, is_over ? NULL : text);
    const HistoryRecord *record =
        &g_array_index(facts->records, HistoryRecord, facts->records->len - 1);
    model_set(model, RECORDS, g_strdup_printf("%s\x01%s", kind, name),
              history_support_line_of_record(record), is_over);
}

static void publish_event(Model *model, GRand *numbers, HistoryFacts *facts, const char *key)
{
    guint sequence = GPOINTER_TO_UINT(g_hash_table_lookup(model->sequences, key)) +
                     (guint)g_rand_int_range(numbers, 0, 2);

    g_hash_table_insert(model->sequences, g_strdup(key), GUINT_TO_POINTER(sequence));
    history_support_event(facts, key, sequence);
    model_set(model, EVENTS, g_strdup(key),
              history_support_line_of_event(
                  &g_array_index(facts->events, HistoryEvent, facts->events->len - 1)),
              false);
}

/* Of the state before; by the sort key the latest is the first. */
static void publish_departure(Model *model, HistoryFacts *facts, const char *key, guint version,
                              bool is_over)
{
    history_support_departure(facts, key, version, is_over);
    model_set(model, DEPARTURES, g_strdup_printf("%s\x01%010u", key, G_MAXUINT - version),
              history_support_line_of_departure(
                  &g_array_index(facts->departures, HistoryDeparture, facts->departures->len - 1)),
              is_over);
}

static void publish_feed(Model *model, GRand *numbers, HistoryFacts *facts, guint id)
{
    g_autofree char *path = g_strdup_printf("sessions/%u.ics", id);
    bool is_over = chance(numbers, 30);

    history_support_feed(facts, path, chance(numbers, 50) ? "name" : NULL, is_over);
    model_set(model, FEEDS, g_strdup(path),
              history_support_line_of_feed(
                  &g_array_index(facts->feeds, HistoryFeed, facts->feeds->len - 1)),
              is_over);
}

static void publish_sessions(Model *model, GRand *numbers, HistoryFacts *facts)
{
    for (guint id = 0; id < 12; id++) {
        g_autofree char *key = g_strdup_printf("é%u", id);
        g_autofree char *record = g_strdup_printf("session\x01%s", key);
        g_autofree char *departure = g_strdup_printf("%s\x01%010u", key, G_MAXUINT - 1);
        if (!chance(numbers, 20)) {
            continue;
        }
        if (g_tree_lookup(model->in_force[DEPARTURES], departure) != NULL) {
            publish_departure(model, facts, key, 1, true);
        } else if (g_tree_lookup(model->in_force[RECORDS], record) != NULL) {
            publish_departure(model, facts, key, facts->entry.number - 1, false);
        }
        publish_record(model, numbers, facts, "session", id);
        publish_event(model, numbers, facts, key);
        publish_feed(model, numbers, facts, id);
    }
}

static void publish(Model *model, GRand *numbers, History *history)
{
    static const char *const KINDS[] = { "agenda", "day", "preparation", "role", "zone" };
    HistoryFacts *facts = history_support_facts(model->agenda, ++model->number);
    GString *text = g_string_new(NULL);
    GString *changes = g_string_new(NULL);

    for (guint i = 0; i < 40; i++) {
        if (chance(numbers, 10)) {
            publish_record(model, numbers, facts, KINDS[i % G_N_ELEMENTS(KINDS)], i);
        }
    }
    publish_sessions(model, numbers, facts);
    if (chance(numbers, 50)) {
        history_support_change(facts, "agenda.ics", "Changed.\n");
        g_autofree char *line =
            history_support_line_of_change(&g_array_index(facts->changes, HistoryChange, 0));
        g_string_append(changes, line);
    }
    g_autofree char *entry = history_support_line_of_entry(&facts->entry);
    g_string_append(text, entry);
    for (gsize i = 0; i < G_N_ELEMENTS(model->in_force); i++) {
        g_tree_foreach(model->in_force[i], append_line, text);
    }
    g_ptr_array_add(model->read, g_string_free(text, FALSE));
    g_ptr_array_add(model->changes, g_string_free(changes, FALSE));
    history_support_append(history, facts);
}

static void assert_is_as_model(History *history, const Model *model)
{
    for (guint number = 1; number <= model->number; number++) {
        g_autofree char *text = history_support_read(history, model->agenda, number);
        assert_string_equal(text, model->read->pdata[number - 1]);
    }
}

static void assert_changes_as_model(History *history, const Model *model, GRand *numbers)
{
    guint number = (guint)g_rand_int_range(numbers, 1, (gint32)model->number + 1);
    guint limit = (guint)g_rand_int_range(numbers, 0, (gint32)number + 2);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(GArray) changes =
        history_read_changes(history, model->agenda, number, limit, strings, NULL);
    guint i = 0;

    /* All are of one path. */
    for (guint of = number; of > 0 && i < limit; of--) {
        const char *wanted = model->changes->pdata[of - 1];
        if (*wanted != '\0') {
            g_autofree char *line =
                history_support_line_of_change(&g_array_index(changes, HistoryChange, i++));
            assert_string_equal(line, wanted);
        }
    }
    assert_int_equal(changes->len, i);
}

static void random_publications_of_two_agendas_are_read_as_they_were(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    History *reader = history_support_open(path, HISTORY_READ);
    Model models[2];

    model_init(&models[0], "a");
    model_init(&models[1], "b");
    for (guint i = 0; i < 80; i++) {
        publish(&models[g_rand_int_range(numbers, 0, 2)], numbers, history);
        if (chance(numbers, 10)) {
            history_close(history);
            history = history_support_open(path, HISTORY_WRITE);
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(models); i++) {
        assert_is_as_model(history, &models[i]);
        assert_is_as_model(reader, &models[i]);
        for (guint round = 0; round < 20; round++) {
            assert_changes_as_model(reader, &models[i], numbers);
        }
        model_clear(&models[i]);
    }
    g_autofree char *faults = history_support_verify(reader);
    assert_string_equal(faults, "");
    history_close(reader);
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_publications_of_two_agendas_are_read_as_they_were),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
