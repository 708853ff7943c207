#include "render/report/change_subject.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "model/view/withdrawal.h"

/* "3.4 Regional Migration", "Lunch (lunch-tue)": the number or the id tells equal titles apart. An
 * event that is gone goes by its old title. */
static void append_event(GString *out, const EventPair *event, const Participant *viewpoint)
{
    const Session *session = event->new_session != NULL ? event->new_session : event->old_session;
    const Preparation *preparation =
        event->new_preparation != NULL ? event->new_preparation : event->old_preparation;

    if (session != NULL) {
        const char *title = text_get(&session->title, NULL);
        /* Numbered arguments, so that both forms take them in the same order. */
        g_string_append_printf(out, session_has_number(session) ? "%s %s" : "%2$s (%1$s)",
                               session->id, title);
        return;
    }
    g_string_append(out, preparation_shown_title(preparation));
    bool is_own = participant_is_same(contributor_main(preparation_by(preparation)), viewpoint);
    if (!is_own && !withdrawal_took_preparation(preparation)) {
        g_autofree char *who = contributor_dup_label(preparation_by(preparation));
        g_string_append_printf(out, " (%s)", who);
    }
}

/* The names of what is not part of an event, by ChangeKind. */
static const char *const NAMES[] = {
    [CHANGE_KIND_AGENDA_STATUS] = "Conference",
    [CHANGE_KIND_TITLE] = "Title",
    [CHANGE_KIND_SHORT_NAME] = "Short name",
    [CHANGE_KIND_DESCRIPTION] = "Agenda",
    [CHANGE_KIND_HOMEPAGE] = "Link",
    [CHANGE_KIND_LOCATION] = "Place",
    [CHANGE_KIND_TIMEZONE] = "Time zone",
    [CHANGE_KIND_ZONE_RULES] = "Time zone",
    [CHANGE_KIND_CLOCKS] = "Time zone",
    [CHANGE_KIND_ROUND_TABLE_NOUN] = "Word for round tables",
    [CHANGE_KIND_AGENCY_SHORT_NAME] = "Short name",
    [CHANGE_KIND_AGENCY_NAME] = "Name",
    [CHANGE_KIND_ROLE_LABEL] = "Label",
    [CHANGE_KIND_ROOM_NAME] = "Name",
    [CHANGE_KIND_ROUND_TABLE_TITLE] = "Title",
};

const char *change_subject_key(const SchemaField *field)
{
    static const char *const WORDS[][2] = {
        { "geo", "coordinates" },
        { "image", "picture" },
        { "join", "online address" },
        { "url", "link" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (strcmp(field->key, WORDS[i][0]) == 0) {
            return WORDS[i][1];
        }
    }
    return field->key;
}

/* Keys without a name in NAMES go by the key: "Floor". */
static void append_name(GString *out, const Change *change)
{
    if (change->kind == CHANGE_KIND_KEY) {
        const char *key = change_subject_key(change->field);
        g_string_append_c(out, g_ascii_toupper(*key));
        g_string_append(out, key + 1);
    } else {
        g_string_append(out, NAMES[change->kind]);
    }
}

/* Which calendars show a key of the agenda itself, where its name does not tell. */
static const char *where_it_shows(const Change *change)
{
    return change->kind == CHANGE_KIND_ZONE_RULES || change->kind == CHANGE_KIND_AGENDA_STATUS ? ""
           : change->kind == CHANGE_KIND_CLOCKS     ? " (calendars without sessions)"
           : change->field->reach == REACH_ALL      ? " (every calendar)"
           : change->field->reach == REACH_SESSIONS ? " (every session)"
                                                    : "";
}

void change_subject_append(GString *out, const Change *change, const Agenda *agenda,
                           const Participant *viewpoint)
{
    if (change->event != NULL) {
        append_event(out, change->event, viewpoint);
        return;
    }
    append_name(out, change);
    if (change->agency != NULL) {
        g_string_append_printf(out, " of %s %s", agenda_noun(agenda, NOUN_AGENCY_INSIDE),
                               change->agency->id);
    } else if (change->person != NULL) {
        g_string_append_printf(out, " of person %s", change->person->id);
    } else if (change->role != NULL) {
        g_string_append_printf(out, " of role %s", change->role->id);
    } else if (change->room != NULL) {
        g_string_append_printf(out, " of room %s", change->room->id);
    } else if (change->round_table != NULL) {
        g_autofree char *label = agenda_dup_round_table_label(agenda, change->round_table->id);
        g_string_append_printf(out, " of %s", label);
    } else if (change->type != NULL) {
        g_string_append_printf(out, " of type %s", change->type->id);
    } else if (change->tag != NULL) {
        g_string_append_printf(out, " of tag %s", change->tag->id);
    } else {
        g_string_append(out, where_it_shows(change));
    }
}
