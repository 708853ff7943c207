#include "file/edit/agenda_update.h"

#include <string.h>

#include "file/edit/programme.h"
#include "file/edit/text_update.h"

/* A slot of the text that holds sessions. */
typedef struct SlotText {
    const Node *slots; /* the list in which it stands … */
    guint index;       /* … and where */
    guint content;     /* the index of its key with sessions */
    /* A session that it holds, and one that it will hold: their slot is that of the text. NULL if
     * it goes. */
    const ProgrammeEntry *was;
    const ProgrammeEntry *becomes;
} SlotText;

typedef struct AgendaUpdate {
    TextEdit *edit;
    TextUpdate *update;
    const Node *days; /* of the text */
    const Node *wanted_days;
    const Programme *was;
    const Programme *wanted;
    GArray *slots;       /* SlotText */
    GHashTable *homes;   /* place: const SlotText *, the first that will have it */
    GHashTable *staying; /* the ids of sessions that stay in their slot */
    GHashTable *carried; /* id: const Node * of the text, of sessions that take their text along */
} AgendaUpdate;

static const Node *slot_node(const SlotText *slot)
{
    return node_item(slot->slots, slot->index);
}

static const Node *slot_content(const SlotText *slot)
{
    return node_value(slot_node(slot), slot->content);
}

static const ProgrammeEntry *find_session(const Programme *programme, const Node *session)
{
    return programme_find(programme, programme_text(session, "id"));
}

/* --- the slots of the text --------------------------------------------------------------- */

/* Adds a slot, unless nothing is known of what it holds. */
static void add_slot(AgendaUpdate *update, const Node *slots, guint index)
{
    guint content = programme_find_content(node_item(slots, index));
    const Node *first = content != G_MAXUINT
                            ? programme_session(node_value(node_item(slots, index), content), 0)
                            : NULL;
    const ProgrammeEntry *entry = first != NULL ? find_session(update->was, first) : NULL;

    if (entry != NULL) {
        SlotText slot = { slots, index, content, .was = entry };
        g_array_append_val(update->slots, slot);
    }
}

static void find_slots(AgendaUpdate *update)
{
    for (guint i = 0; i < update->days->length; i++) {
        const Node *slots = programme_list(node_item(update->days, i), "slots");
        for (guint j = 0; slots != NULL && j < slots->length; j++) {
            add_slot(update, slots, j);
        }
    }
}

/* A session of a slot that stays or else, if all that are left of it go to one place, one of
 * those; NULL if there is none. */
static const ProgrammeEntry *find_heir(const AgendaUpdate *update, const SlotText *slot)
{
    const Node *content = slot_content(slot);
    const ProgrammeEntry *heir = NULL;
    bool is_common = true;
    const Node *session;

    for (guint i = 0; (session = programme_session(content, i)) != NULL; i++) {
        const ProgrammeEntry *wanted = find_session(update->wanted, session);
        if (wanted == NULL) {
            continue;
        }
        if (g_str_equal(wanted->place, slot->was->place)) {
            return wanted;
        }
        is_common = is_common && (heir == NULL || g_str_equal(heir->place, wanted->place));
        heir = wanted;
    }
    return is_common ? heir : NULL;
}

static void settle(AgendaUpdate *update, SlotText *slot, const ProgrammeEntry *heir)
{
    slot->becomes = heir;
    if (!g_hash_table_contains(update->homes, heir->place)) {
        g_hash_table_insert(update->homes, (gpointer)heir->place, slot);
    }
}

/* Whether a slot that has one session can have another one by new times alone. */
static bool is_near(const ProgrammeEntry *one, const ProgrammeEntry *other)
{
    return g_str_equal(one->date, other->date) && g_str_equal(one->key, other->key);
}

/* Decides what becomes of each slot: first of those that stay. */
static void settle_slots(AgendaUpdate *update)
{
    for (guint i = 0; i < update->slots->len; i++) {
        SlotText *slot = &g_array_index(update->slots, SlotText, i);
        const ProgrammeEntry *heir = find_heir(update, slot);
        if (heir != NULL && g_str_equal(heir->place, slot->was->place)) {
            settle(update, slot, heir);
        }
    }
    for (guint i = 0; i < update->slots->len; i++) {
        SlotText *slot = &g_array_index(update->slots, SlotText, i);
        const ProgrammeEntry *heir = slot->becomes == NULL ? find_heir(update, slot) : NULL;
        if (heir != NULL && is_near(slot->was, heir) &&
            !g_hash_table_contains(update->homes, heir->place)) {
            settle(update, slot, heir);
        }
    }
}

/* --- what stays and what goes ------------------------------------------------------------ */

static void take_away(AgendaUpdate *update, const Node *list, guint index,
                      const ProgrammeEntry *wanted)
{
    const Node *session = node_item(list, index);
    bool goes_to_list = wanted != NULL && g_str_equal(wanted->key, "sessions");
    const Node *carried = goes_to_list ? text_edit_carry(update->edit, list, index) : NULL;

    if (carried == NULL) {
        text_edit_remove(update->edit, list, index);
        return;
    }
    g_hash_table_insert(update->carried, (gpointer)wanted->id, (gpointer)carried);
    text_update_keys(update->update, session, find_session(update->was, session)->session,
                     wanted->session, NULL);
}

static void update_sessions(AgendaUpdate *update, const SlotText *slot)
{
    const Node *content = slot_content(slot);
    bool is_list = content->type == NODE_SEQUENCE;
    const Node *session;

    for (guint i = 0; (session = programme_session(content, i)) != NULL; i++) {
        const ProgrammeEntry *was = find_session(update->was, session);
        const ProgrammeEntry *wanted = find_session(update->wanted, session);
        if (was == NULL) {
            continue;
        }
        if (wanted != NULL && slot->becomes != NULL &&
            g_str_equal(wanted->place, slot->becomes->place)) {
            g_hash_table_add(update->staying, (gpointer)wanted->id);
            text_update_entry(update->update, is_list ? content : slot_node(slot),
                              is_list ? i : slot->content, was->session, wanted->session);
        } else if (is_list) {
            take_away(update, content, i, wanted);
        }
    }
}

static void update_slots(AgendaUpdate *update)
{
    static const char *const CONTENTS[] = { "sessions", "plenary", "break", NULL };

    for (guint i = 0; i < update->slots->len; i++) {
        const SlotText *slot = &g_array_index(update->slots, SlotText, i);
        update_sessions(update, slot);
        if (slot->becomes == NULL) {
            text_edit_remove(update->edit, slot->slots, slot->index);
        } else {
            text_update_keys(update->update, slot_node(slot), slot->was->slot, slot->becomes->slot,
                             CONTENTS);
        }
    }
}

static void update_days(AgendaUpdate *update)
{
    static const char *const SLOTS[] = { "slots", NULL };

    for (guint i = 0; i < update->days->length; i++) {
        const Node *day = node_item(update->days, i);
        const Node *was = programme_find_day(update->was, programme_text(day, "date"));
        const Node *wanted = programme_find_day(update->wanted, programme_text(day, "date"));
        if (was != NULL && wanted == NULL) {
            text_edit_remove(update->edit, update->days, i);
        } else if (was != NULL) {
            text_update_keys(update->update, day, was, wanted, SLOTS);
        }
    }
}

/* --- what is new ------------------------------------------------------------------------- */

/* A part of what is wanted in which sessions of the text stand for those that take their text
 * along. Recursion: a day, a slot, a list of sessions. */
static const Node *with_carried(AgendaUpdate *update, const Node *wanted)
{
    g_autoptr(GPtrArray) children = g_ptr_array_new();
    const char *id = programme_text(wanted, "id");
    const Node *carried = id != NULL ? g_hash_table_lookup(update->carried, id) : NULL;

    if (carried != NULL || id != NULL || wanted->type == NODE_SCALAR) {
        return carried != NULL ? carried : wanted;
    }
    for (guint i = 0; i < wanted->length; i++) {
        const Node *child =
            wanted->type == NODE_MAPPING ? node_value(wanted, i) : node_item(wanted, i);
        if (wanted->type == NODE_MAPPING) {
            g_ptr_array_add(children, (gpointer)node_key(wanted, i));
        }
        g_ptr_array_add(children, (gpointer)with_carried(update, child));
    }
    return node_with_children(text_edit_arena(update->edit), wanted, children);
}

static void add_sessions(AgendaUpdate *update, const SlotText *home, const Node *slot)
{
    const Node *content = node_value(slot, programme_find_content(slot));
    const Node *list = slot_content(home);
    const Node *session;

    for (guint i = 0; (session = programme_session(content, i)) != NULL; i++) {
        if (!g_hash_table_contains(update->staying, programme_text(session, "id"))) {
            text_edit_add_item(update->edit, list, list->length, with_carried(update, session));
        }
    }
}

/* The index in a day of the text before which a slot of a place stands. */
static guint find_before(const AgendaUpdate *update, const Node *slots, const char *place)
{
    for (guint i = 0; i < update->slots->len; i++) {
        const SlotText *slot = &g_array_index(update->slots, SlotText, i);
        if (slot->slots == slots && slot->becomes != NULL &&
            strcmp(slot->becomes->place, place) > 0) {
            return slot->index;
        }
    }
    return slots->length;
}

/* Adds the slots that a day of the text has not yet. */
static void add_slots(AgendaUpdate *update, const Node *day, const Node *wanted)
{
    const Node *slots = programme_list(day, "slots");
    const Node *wanted_slots = programme_list(wanted, "slots");

    if (slots == NULL && wanted_slots != NULL) {
        text_edit_add_key(update->edit, day, day->length, "slots",
                          with_carried(update, wanted_slots));
        return;
    }
    for (guint i = 0; wanted_slots != NULL && i < wanted_slots->length; i++) {
        const Node *slot = node_item(wanted_slots, i);
        g_autofree char *place = programme_dup_place(wanted, slot);
        const SlotText *home = g_hash_table_lookup(update->homes, place);
        if (home == NULL) {
            text_edit_add_item(update->edit, slots, find_before(update, slots, place),
                               with_carried(update, slot));
        } else if (slot_content(home)->type == NODE_SEQUENCE) {
            add_sessions(update, home, slot);
        }
    }
}

/* Where a day stands in the text, or before which it would. */
static guint find_day(const AgendaUpdate *update, const char *date, bool *out_is_there)
{
    guint before = update->days->length;

    *out_is_there = false;
    for (guint i = update->days->length; i > 0; i--) {
        const char *other = programme_text(node_item(update->days, i - 1), "date");
        int order = other != NULL ? strcmp(other, date) : -1;
        if (order == 0) {
            *out_is_there = true;
            return i - 1;
        }
        before = order > 0 ? i - 1 : before;
    }
    return before;
}

static void add_days(AgendaUpdate *update)
{
    for (guint i = 0; i < update->wanted_days->length; i++) {
        const Node *wanted = node_item(update->wanted_days, i);
        bool is_there;
        guint index = find_day(update, programme_text(wanted, "date"), &is_there);
        if (is_there) {
            add_slots(update, node_item(update->days, index), wanted);
        } else {
            text_edit_add_item(update->edit, update->days, index, with_carried(update, wanted));
        }
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static void update_programme(AgendaUpdate *update)
{
    update->slots = g_array_new(FALSE, FALSE, sizeof(SlotText));
    update->homes = g_hash_table_new(g_str_hash, g_str_equal);
    update->staying = g_hash_table_new(g_str_hash, g_str_equal);
    update->carried = g_hash_table_new(g_str_hash, g_str_equal);
    find_slots(update);
    settle_slots(update);
    update_slots(update);
    update_days(update);
    add_days(update);
    g_array_unref(update->slots);
    g_hash_table_unref(update->homes);
    g_hash_table_unref(update->staying);
    g_hash_table_unref(update->carried);
}

void agenda_update(TextEdit *edit, const Node *was, const Node *wanted)
{
    static const char *const DAYS[] = { "days", NULL };
    g_autoptr(TextUpdate) update = text_update_new(edit, record_identity_in_agenda);
    g_autoptr(Programme) sessions_were = programme_new(was);
    g_autoptr(Programme) sessions_wanted = programme_new(wanted);
    const Node *top = text_edit_top(edit);
    AgendaUpdate days = {
        .edit = edit,
        .update = update,
        .days = programme_list(top, "days"),
        .wanted_days = programme_list(wanted, "days"),
        .was = sessions_were,
        .wanted = sessions_wanted,
    };
    bool goes_in = days.days != NULL && days.wanted_days != NULL;

    text_update_keys(update, top, was, wanted, goes_in ? DAYS : NULL);
    if (goes_in) {
        update_programme(&days);
    }
}
