#include "model/agenda/agenda_extract.h"

/* What is being copied from where to where. */
typedef struct Extract {
    const Agenda *from;
    Agenda *to;
    const ExtractRule *rule;
    GHashTable *copies; /* record → its copy */
} Extract;

static Text copy_text(const Extract *extract, const Text *text)
{
    const char *const *langs = extract->rule->langs;

    if (text->n_variants == 0) {
        return *text;
    }
    Text copy = agenda_intern_text(extract->to, text->variants, text->n_variants);
    copy.shown = langs != NULL ? text_choose(text, langs) : text->shown;
    return copy;
}

static void copy_head(const Extract *extract)
{
    const Agenda *from = extract->from;
    Agenda *to = extract->to;

    to->short_name = agenda_intern(to, from->short_name);
    to->title = copy_text(extract, &from->title);
    to->description = copy_text(extract, &from->description);
    to->url = agenda_intern(to, from->url);
    to->location = agenda_intern(to, from->location);
    to->has_published = from->has_published;
    to->published = from->published;
}

/* --- what events name: each is copied when first asked for -------------------------------- */

/* A built-in one is there before, but not as the file has changed it. */
static const Role *copy_of_role(Extract *extract, const Role *role)
{
    Role *copy = g_hash_table_lookup(extract->copies, role);

    if (copy == NULL) {
        copy = agenda_edit_role(extract->to, role->id);
        copy = copy != NULL ? copy : agenda_add_role(extract->to, role->id);
        copy->label = copy_text(extract, &role->label);
        copy->present = role->present;
        copy->place = role->place;
        g_hash_table_insert(extract->copies, (gpointer)role, copy);
    }
    return copy;
}

static const Agency *copy_of_agency(Extract *extract, const Agency *agency)
{
    Agency *copy = g_hash_table_lookup(extract->copies, agency);

    if (copy == NULL) {
        copy = agenda_add_agency(extract->to, agency->id);
        copy->short_name = agenda_intern(extract->to, agency->short_name);
        copy->name = copy_text(extract, &agency->name);
        copy->kind = agency->kind;
        copy->delegation = agency->delegation;
        copy->url = agenda_intern(extract->to, agency->url);
        copy->place = agency->place;
        g_hash_table_insert(extract->copies, (gpointer)agency, copy);
    }
    return copy;
}

static const Room *copy_of_room(Extract *extract, const Room *room)
{
    Room *copy = room == NULL ? NULL : g_hash_table_lookup(extract->copies, room);

    if (copy == NULL && room != NULL) {
        copy = agenda_add_room(extract->to, room->id);
        copy->name = copy_text(extract, &room->name);
        copy->capacity = room->capacity;
        copy->place = room->place;
        g_hash_table_insert(extract->copies, (gpointer)room, copy);
    }
    return copy;
}

static const RoundTable *copy_of_round_table(Extract *extract, const RoundTable *table)
{
    RoundTable *copy = table == NULL ? NULL : g_hash_table_lookup(extract->copies, table);

    if (copy == NULL && table != NULL) {
        copy = agenda_add_round_table(extract->to, table->id);
        copy->title = copy_text(extract, &table->title);
        copy->place = table->place;
        g_hash_table_insert(extract->copies, (gpointer)table, copy);
    }
    return copy;
}

static Day *copy_of_day(Extract *extract, const Day *day)
{
    Day *copy = g_hash_table_lookup(extract->copies, day);

    if (copy == NULL) {
        copy = agenda_add_day(extract->to, day->date);
        copy->title = copy_text(extract, &day->title);
        copy->place = day->place;
        g_hash_table_insert(extract->copies, (gpointer)day, copy);
    }
    return copy;
}

static Slot *copy_of_slot(Extract *extract, const Slot *slot)
{
    Slot *copy = g_hash_table_lookup(extract->copies, slot);

    if (copy == NULL) {
        copy = agenda_add_slot(extract->to, copy_of_day(extract, slot->day));
        copy->all_day = slot->all_day;
        copy->start = slot->start;
        copy->end = slot->end;
        copy->place = slot->place;
        g_hash_table_insert(extract->copies, (gpointer)slot, copy);
    }
    return copy;
}

/* --- events ------------------------------------------------------------------------------ */

static void copy_contribution(Extract *extract, Session *session, const Contribution *contribution)
{
    Contribution *copy = agenda_add_contribution(extract->to, session);

    copy->agency = copy_of_agency(extract, contribution->agency);
    copy->role = copy_of_role(extract, contribution->role);
    copy->status = contribution->status;
    copy->visibility = contribution->visibility;
    copy->note = copy_text(extract, &contribution->note);
    copy->place = contribution->place;
}

static void copy_session(Extract *extract, const Session *session)
{
    const ExtractRule *rule = extract->rule;
    Slot *slot = copy_of_slot(extract, session->slot);
    Session *copy = agenda_add_session(extract->to, slot, session->id);

    copy->kind = session->kind;
    copy->status = session->status;
    copy->visibility = session->visibility;
    copy->round_table = copy_of_round_table(extract, session->round_table);
    copy->room = copy_of_room(extract, session->room);
    copy->title = copy_text(extract, &session->title);
    copy->abstract = copy_text(extract, &session->abstract);
    copy->url = agenda_intern(extract->to, session->url);
    copy->start = session->start;
    copy->end = session->end;
    copy->start_utc = session->start_utc;
    copy->end_utc = session->end_utc;
    copy->place = session->place;
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (rule->has_contribution == NULL || rule->has_contribution(contribution, rule->data)) {
            copy_contribution(extract, copy, contribution);
        }
    }
}

static void copy_preparation(Extract *extract, const Preparation *preparation)
{
    Preparation *copy = agenda_add_preparation(extract->to);

    copy->id = agenda_intern(extract->to, preparation->id);
    copy->agency = copy_of_agency(extract, preparation->agency);
    copy->role = copy_of_role(extract, preparation->role);
    copy->status = preparation->status;
    copy->visibility = preparation->visibility;
    copy->title = copy_text(extract, &preparation->title);
    copy->note = copy_text(extract, &preparation->note);
    copy->url = agenda_intern(extract->to, preparation->url);
    copy->timing = preparation->timing;
    copy->date = preparation->date;
    copy->place = preparation->place;
}

static void copy_all_agencies(Extract *extract)
{
    for (guint i = 0; i < extract->from->agencies->len; i++) {
        copy_of_agency(extract, extract->from->agencies->pdata[i]);
    }
}

static void copy_all_names(Extract *extract)
{
    const Agenda *from = extract->from;

    for (guint i = 0; i < from->roles->len; i++) {
        copy_of_role(extract, from->roles->pdata[i]);
    }
    copy_all_agencies(extract);
    for (guint i = 0; i < from->rooms->len; i++) {
        copy_of_room(extract, from->rooms->pdata[i]);
    }
    for (guint i = 0; i < from->round_tables->len; i++) {
        copy_of_round_table(extract, from->round_tables->pdata[i]);
    }
    for (guint i = 0; i < from->days->len; i++) {
        copy_of_day(extract, from->days->pdata[i]);
    }
}

static void copy_events(Extract *extract)
{
    const ExtractRule *rule = extract->rule;
    bool has_common = false;

    for (guint i = 0; i < extract->from->sessions->len; i++) {
        const Session *session = extract->from->sessions->pdata[i];
        if (rule->has_session(session, rule->data)) {
            copy_session(extract, session);
            has_common = has_common || session->kind != SESSION_KIND_SESSION;
        }
    }
    if (has_common) {
        copy_all_agencies(extract);
    }
    for (guint i = 0; i < extract->from->preparations->len; i++) {
        const Preparation *preparation = extract->from->preparations->pdata[i];
        if (rule->has_preparation(preparation, rule->data)) {
            copy_preparation(extract, preparation);
        }
    }
}

Agenda *agenda_extract(const Agenda *agenda, const ExtractRule *rule)
{
    g_autoptr(GHashTable) copies = g_hash_table_new(NULL, NULL);
    Extract extract = {
        .from = agenda, .to = agenda_new(agenda->id, agenda->tz), .rule = rule, .copies = copies
    };

    copy_head(&extract);
    if (rule->with_all_names) {
        copy_all_names(&extract);
    }
    copy_events(&extract);
    agenda_finish(extract.to);
    return extract.to;
}
