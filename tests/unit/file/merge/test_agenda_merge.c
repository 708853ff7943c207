#include "records_support.h"

#include "file/merge/agenda_merge.h"
#include "file/merge/value_merge.h"

#define HEAD "agenda: {id: a, title: A, timezone: UTC}\n"

static char *dup_canonical(const char *text)
{
    g_autoptr(Agenda) agenda = records_support_parse(text);

    return agenda_records_dup_file(agenda);
}

/* "KIND ID: text" of each conflict, a line for each; the caller's own. */
static char *dup_conflicts(const GPtrArray *conflicts)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < conflicts->len; i++) {
        const MergeConflict *conflict = conflicts->pdata[i];
        g_string_append_printf(out, "%s %s: %s\n", conflict->kind, conflict->id, conflict->text);
    }
    return g_string_free(out, FALSE);
}

/* Three sides, "" for an unknown base, and what comes of them. */
typedef struct Case {
    const char *base;
    const char *source;
    const char *here;
    const char *merged;
    const char *conflicts;
    bool prefers_source;
} Case;

/* The base for the next time; the caller's own. */
static char *assert_merged(const Case *sides)
{
    g_autoptr(Agenda) base = *sides->base != '\0' ? records_support_parse(sides->base) : NULL;
    g_autoptr(Agenda) source = records_support_parse(sides->source);
    g_autoptr(Agenda) here = records_support_parse(sides->here);
    g_autofree char *expected = dup_canonical(sides->merged);
    g_auto(AgendaMerge) merge = { 0 };

    agenda_merge(&(AgendaSides){ base, source, here, sides->prefers_source }, &merge);
    g_autofree char *merged = dup_canonical(merge.canonical);
    g_autofree char *conflicts = dup_conflicts(merge.conflicts);
    assert_string_equal(merged, expected);
    assert_string_equal(conflicts, sides->conflicts);
    return g_steal_pointer(&merge.next_base);
}

static void assert_merges(const Case *sides)
{
    g_autofree char *next_base = assert_merged(sides);
    g_autofree char *source = dup_canonical(sides->source);

    assert_string_equal(next_base, source);
}

#define DAY(sessions)                                                                            \
    HEAD "agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]\n"                            \
         "rooms: [{id: r, name: R}, {id: s, name: S}]\n"                                         \
         "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: [" sessions \
         "]}]}]\n"

static void what_one_side_changed_is_taken_from_it(void **state)
{
    static const Case CASE = {
        .base = DAY("{id: x, title: One, room: r}"),
        .source = DAY("{id: x, title: Two, room: r}"),
        .here = DAY("{id: x, title: One, room: s, contributions: [{agency: ilo, role: chair}]}"),
        .merged = DAY("{id: x, title: Two, room: s, contributions: [{agency: ilo, role: chair}]}"),
        .conflicts = "",
    };

    assert_merges(&CASE);
}

static void what_both_changed_is_a_conflict(void **state)
{
    Case sides = {
        .base = DAY("{id: x, title: One}"),
        .source = DAY("{id: x, title: Two}"),
        .here = DAY("{id: x, title: Three}"),
        .merged = DAY("{id: x, title: Three}"),
        .conflicts = "session x: title is \"Three\" here and \"Two\" in the source, where it was "
                     "\"One\"; it is now as here\n",
    };
    assert_merges(&sides);

    sides.prefers_source = true;
    sides.merged = sides.source;
    sides.conflicts = "session x: title is \"Three\" here and \"Two\" in the source, where it was "
                      "\"One\"; it is now as in the source\n";
    assert_merges(&sides);
    /* What is changed alike is none. */
    sides.here = sides.source;
    sides.conflicts = "";
    assert_merges(&sides);
}

/* The session alone in a slot of its own. */
#define AT(start, end)                                                                        \
    HEAD "days: [{date: 2007-07-10, slots: [{start: '" start "', end: '" end "', sessions: [" \
         "{id: x, title: One}]}]}]\n"

static void a_session_moves_with_the_side_that_moved_it(void **state)
{
    Case sides = {
        .base = AT("09:00", "10:00"),
        .source = AT("11:00", "12:00"),
        .here = AT("09:00", "10:00"),
        .merged = AT("11:00", "12:00"),
        .conflicts = "",
    };

    assert_merges(&sides);
    sides.source = sides.base;
    sides.here = sides.merged = AT("14:00", "15:00");
    assert_merges(&sides);
    sides.source = AT("11:00", "12:00");
    sides.conflicts =
        "session x: it is on 2007-07-10 14:00 15:00 here and on 2007-07-10 11:00 12:00 "
        "in the source; it is now as here\n";
    assert_merges(&sides);
}

static void lists_are_joined_item_by_item(void **state)
{
    static const Case CASE = {
        .base = DAY("{id: x, title: T, tags: [a, b, c], contributions: "
                    "[{agency: ilo, role: chair}, {agency: iom, role: chair}]}"),
        .source = DAY("{id: x, title: T, tags: [b, c, d], contributions: "
                      "[{agency: ilo, role: chair}, {agency: ilo, role: speaker}]}"),
        .here = DAY("{id: x, title: T, tags: [a, b, e], contributions: "
                    "[{agency: ilo, role: chair, status: offered}, {agency: iom, role: chair}]}"),
        .merged =
            DAY("{id: x, title: T, tags: [b, d, e], contributions: "
                "[{agency: ilo, role: chair, status: offered}, {agency: ilo, role: speaker}]}"),
        .conflicts = "",
    };

    assert_merges(&CASE);
}

static void a_session_that_left_the_source_goes_unless_people_wrote_into_it(void **state)
{
    Case sides = {
        .base = DAY("{id: x, title: T}, {id: y, title: U}, {id: z, title: V}"),
        .source = DAY("{id: z, title: V}"),
        .here = DAY("{id: x, title: T}, {id: y, title: U, tags: [ours]}, {id: z, title: V},"
                    "{id: own, title: O}"),
        .merged = DAY("{id: y, title: U, tags: [ours], status: cancelled}, {id: z, title: V},"
                      "{id: own, title: O}"),
        .conflicts = "session y: the source no longer has it, but it was changed here; it is now "
                     "cancelled\n",
    };
    g_autofree char *next_base = assert_merged(&sides);

    /* It stays so, … */
    sides.base = next_base;
    sides.here = sides.merged;
    sides.conflicts = "";
    g_autofree char *again = assert_merged(&sides);
    assert_string_equal(again, next_base);
    /* … and takes place again if the source says so. */
    sides.source = DAY("{id: y, title: U}, {id: z, title: V}");
    sides.merged = DAY("{id: y, title: U, tags: [ours]}, {id: z, title: V}, {id: own, title: O}");
    assert_merges(&sides);
}

static void what_was_removed_here_stays_away(void **state)
{
    Case sides = {
        .base = DAY("{id: x, title: T}, {id: y, title: U}"),
        .source = DAY("{id: x, title: T}, {id: y, title: V}"),
        .here = DAY("{id: z, title: Z}"),
        .merged = DAY("{id: z, title: Z}"),
        .conflicts = "session y: it was removed here, and the source changed it; it stays away\n",
    };

    assert_merges(&sides);
}

static void what_is_referred_to_stays(void **state)
{
    static const Case CASE = {
        .base = HEAD "agencies: [{id: ilo, short: ILO}]\nrooms: [{id: r, name: R}]\ndays: []\n",
        .source = HEAD "days: []\n",
        .here = HEAD "agencies: [{id: ilo, short: ILO}]\nrooms: [{id: r, name: R}]\n"
                     "people: [{id: p, name: P, agency: ilo}]\ndays: []\n",
        .merged = HEAD "agencies: [{id: ilo, short: ILO}]\n"
                       "people: [{id: p, name: P, agency: ilo}]\ndays: []\n",
        .conflicts = "",
    };

    assert_merges(&CASE);
}

static void without_a_base_nothing_goes_and_all_that_differs_is_a_conflict(void **state)
{
    static const Case CASE = {
        .base = "",
        .source = DAY("{id: x, title: T, room: r}"),
        .here = DAY("{id: x, title: U}, {id: y, title: V}"),
        .merged = DAY("{id: x, title: U, room: r}, {id: y, title: V}"),
        .conflicts =
            "session x: title is \"U\" here and \"T\" in the source, where it was nothing; "
            "it is now as here\n",
    };

    assert_merges(&CASE);
}

static void things_are_called_as_they_are_here(void **state)
{
    static const Case CASE = {
        .base = "",
        .source =
            HEAD "people: [{id: jane, name: Jane, source: '7'}, {id: x, name: X, source: '8'}]\n"
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: ["
                 "{id: '1', title: One, source: s1, contributions: [{person: jane, role: chair},"
                 "{person: x, role: speaker}]}]}]}]\n",
        .here =
            HEAD "people: [{id: doe, name: Jane, source: '7'}, {id: x, name: Other, source: '9'}]\n"
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: ["
                 "{id: opening, title: ' one'}]}]}]\n",
        .merged =
            HEAD "people: [{id: doe, name: Jane, source: '7'}, {id: x, name: Other, source: '9'},"
                 "{id: x-2, name: X, source: '8'}]\n"
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: ["
                 "{id: opening, title: ' one', source: s1, contributions: ["
                 "{person: doe, role: chair}, {person: x-2, role: speaker}]}]}]}]\n",
        .conflicts = "session opening: title is \" one\" here and \"One\" in the source, where it "
                     "was nothing; it is now as here\n",
    };
    g_autofree char *next_base = assert_merged(&CASE);

    assert_non_null(strstr(next_base, "{\"person\":\"doe\",\"role\":\"chair\"}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_side_changed_is_taken_from_it),
        cmocka_unit_test(what_both_changed_is_a_conflict),
        cmocka_unit_test(a_session_moves_with_the_side_that_moved_it),
        cmocka_unit_test(lists_are_joined_item_by_item),
        cmocka_unit_test(a_session_that_left_the_source_goes_unless_people_wrote_into_it),
        cmocka_unit_test(what_was_removed_here_stays_away),
        cmocka_unit_test(what_is_referred_to_stays),
        cmocka_unit_test(without_a_base_nothing_goes_and_all_that_differs_is_a_conflict),
        cmocka_unit_test(things_are_called_as_they_are_here),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
