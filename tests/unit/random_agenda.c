#include "random_agenda.h"

#include <stdlib.h>
#include <string.h>

#include "support.h"

#define N_AGENCIES 8
#define N_ROOMS 4
#define N_ROUND_TABLES 3
#define N_DAYS 3
#define N_SLOTS 5
#define N_SESSIONS 4
#define N_PREPARATIONS 10

static const char *const ROLES[] = { "chair", "speaker", "input", "support", "own-a", "own-b" };

GRand *random_agenda_rand_new(guint32 *out_seed)
{
    const char *given = g_getenv("TEST_SEED");
    guint32 seed = given != NULL ? (guint32)strtoul(given, NULL, 10) : g_random_int();

    print_message("TEST_SEED=%u\n", seed);
    if (out_seed != NULL) {
        *out_seed = seed;
    }
    return g_rand_new_with_seed(seed);
}

/* Each part of a random agenda has numbers of its own, so that the order of adding is free. */
static GRand *rand_of_part(guint32 seed, const char *kind, guint number)
{
    return g_rand_new_with_seed(seed + g_str_hash(kind) + number * 2654435761U);
}

static guint draw(GRand *numbers, guint below)
{
    return (guint)g_rand_int_range(numbers, 0, (gint32)below);
}

/* 0 to length - 1, shuffled. */
static GArray *new_order(guint length, GRand *order)
{
    GArray *indices = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < length; i++) {
        g_array_append_val(indices, i);
    }
    for (guint i = length; order != NULL && i > 1; i--) {
        guint other = draw(order, i);
        guint last = g_array_index(indices, guint, i - 1);
        g_array_index(indices, guint, i - 1) = g_array_index(indices, guint, other);
        g_array_index(indices, guint, other) = last;
    }
    return indices;
}

typedef void (*AddPart)(Agenda *agenda, guint32 seed, guint number, GRand *order);

static void add_parts(Agenda *agenda, guint32 seed, GRand *order, guint length, AddPart add)
{
    g_autoptr(GArray) indices = new_order(length, order);

    for (guint i = 0; i < length; i++) {
        add(agenda, seed, g_array_index(indices, guint, i), order);
    }
}

static void add_random_role(Agenda *agenda, G_GNUC_UNUSED guint32 seed, guint number,
                            G_GNUC_UNUSED GRand *order)
{
    Role *role = agenda_add_role(agenda, number == 0 ? "own-a" : "own-b");

    role->label = support_text(agenda, number == 0 ? "Own, first" : "Own, second");
    role->present = number == 0;
}

static void add_random_agency(Agenda *agenda, guint32 seed, guint number,
                              G_GNUC_UNUSED GRand *order)
{
    g_autoptr(GRand) numbers = rand_of_part(seed, "agency", number);
    g_autofree char *id = g_strdup_printf("a%u", number);

    support_add_agency(agenda, id)->delegation = 1 + draw(numbers, 2);
}

static void add_random_room(Agenda *agenda, G_GNUC_UNUSED guint32 seed, guint number,
                            G_GNUC_UNUSED GRand *order)
{
    g_autofree char *id = g_strdup_printf("room%u", number);

    support_add_room(agenda, id, id);
}

static void add_random_round_table(Agenda *agenda, G_GNUC_UNUSED guint32 seed, guint number,
                                   G_GNUC_UNUSED GRand *order)
{
    g_autofree char *id = g_strdup_printf("%u", number);

    support_add_round_table(agenda, id, number == 0 ? NULL : "Title");
}

static void add_random_contributions(Agenda *agenda, Session *session, GRand *numbers, GRand *order)
{
    guint pairs = N_AGENCIES * G_N_ELEMENTS(ROLES);
    guint first = draw(numbers, pairs);
    guint step = 1 + draw(numbers, 11);
    guint length = draw(numbers, 5);
    g_autoptr(GArray) indices = new_order(length, order);

    for (guint i = 0; i < length; i++) {
        guint pair = (first + g_array_index(indices, guint, i) * step) % pairs;
        g_autofree char *agency = g_strdup_printf("a%u", pair % N_AGENCIES);
        Contribution *contribution =
            support_contribute(agenda, session, agency, ROLES[pair / N_AGENCIES]);
        contribution->status = pair % (CONTRIBUTION_STATUS_TENTATIVE + 1);
    }
}

static void add_random_session(Agenda *agenda, guint32 seed, Slot *slot, guint number,
                               SessionKind kind, GRand *order)
{
    g_autoptr(GRand) numbers = rand_of_part(seed, "session", number);
    guint round_table = draw(numbers, 2 * N_ROUND_TABLES);
    g_autofree char *table_id = g_strdup_printf("%u", round_table);
    g_autofree char *id = g_strdup_printf("%s.%u", table_id, number);
    g_autofree char *room_id = g_strdup_printf("room%u", draw(numbers, 2 * N_ROOMS));
    Session *session = support_add_session(agenda, slot, kind, id, "A title");

    session->status = draw(numbers, 4) == 0 ? draw(numbers, SESSION_STATUS_CANCELLED + 1)
                                            : SESSION_STATUS_CONFIRMED;
    session->room = agenda_find_room(agenda, room_id);
    session->place = (Place){ .line = 1 + number, .column = 1 };
    if (kind == SESSION_KIND_SESSION) {
        session->round_table = agenda_find_round_table(agenda, table_id);
    }
    if (kind != SESSION_KIND_BREAK) {
        add_random_contributions(agenda, session, numbers, order);
    }
}

static void add_random_slot(Agenda *agenda, guint32 seed, guint number, GRand *order)
{
    g_autoptr(GRand) numbers = rand_of_part(seed, "slot", number);
    g_autofree char *date = g_strdup_printf("2007-07-%02u", 9 + number % N_DAYS);
    guint start = 8 + draw(numbers, 10);
    g_autofree char *start_clock = g_strdup_printf("%02u:00", start);
    g_autofree char *end_clock = g_strdup_printf("%02u:30", start + draw(numbers, 4));
    bool all_day = draw(numbers, 8) == 0;
    SessionKind kind = draw(numbers, 2) == 0 ? draw(numbers, 3) : SESSION_KIND_SESSION;
    guint length = kind == SESSION_KIND_SESSION ? draw(numbers, N_SESSIONS + 1) : 1;
    Slot *slot = support_add_slot_on(agenda, date, all_day ? NULL : start_clock, end_clock);
    g_autoptr(GArray) indices = new_order(length, order);

    for (guint i = 0; i < length; i++) {
        guint session = number * N_SESSIONS + g_array_index(indices, guint, i);
        add_random_session(agenda, seed, slot, session, kind, order);
    }
}

static void add_random_preparation(Agenda *agenda, guint32 seed, guint number,
                                   G_GNUC_UNUSED GRand *order)
{
    g_autoptr(GRand) numbers = rand_of_part(seed, "preparation", number);
    g_autofree char *agency = g_strdup_printf("a%u", draw(numbers, N_AGENCIES));
    g_autofree char *title = g_strdup_printf("Preparation %u", number);
    const char *role = ROLES[draw(numbers, G_N_ELEMENTS(ROLES))];
    Preparation *preparation = support_add_preparation(agenda, agency, role, title);

    preparation->id =
        number % 2 == 0 ? agenda_intern(agenda, title + strlen("Preparation ")) : NULL;
    preparation->timing = draw(numbers, PREPARATION_DUE + 1);
    if (preparation->timing != PREPARATION_UNDATED) {
        preparation->date = support_date("2007-06-01") + (CivilDate)draw(numbers, 3);
    }
}

Agenda *random_agenda_new(guint32 seed, GRand *order)
{
    Agenda *agenda = support_agenda_new_with_id("random");

    add_parts(agenda, seed, order, 2, add_random_role);
    add_parts(agenda, seed, order, N_AGENCIES, add_random_agency);
    add_parts(agenda, seed, order, N_ROOMS, add_random_room);
    add_parts(agenda, seed, order, N_ROUND_TABLES, add_random_round_table);
    add_parts(agenda, seed, order, N_DAYS * N_SLOTS, add_random_slot);
    add_parts(agenda, seed, order, N_PREPARATIONS, add_random_preparation);
    agenda_finish(agenda);
    return agenda;
}
