#include "support.h"

#include <string.h>

/* A zone file (RFC 9636) of version 2 without transitions, twice the same but for the width of
 * numbers, which it does not have: one type of time, one hour east of UTC, "CET". */
#define TZIF_PART                                                                         \
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4" \
    "\0\0\016\020\0\0CET\0"
static const char TZIF[] = TZIF_PART TZIF_PART "\nCET-1CEST,M3.5.0,M10.5.0/3\n";

Tz *support_tz_new(void)
{
    g_autoptr(GError) error = NULL;
    Tz *tz = tz_new_from_tzif("Europe/Brussels", (const guint8 *)TZIF, sizeof TZIF - 1, &error);

    g_assert_no_error(error);
    return tz;
}

Agenda *support_agenda_new(void)
{
    g_autoptr(Tz) tz = support_tz_new();
    Agenda *agenda = agenda_new("test", tz);

    agenda->short_name = agenda_intern(agenda, "TEST");
    agenda->title = support_text(agenda, "Test conference");
    return agenda;
}

Text support_text(Agenda *agenda, const char *value)
{
    TextVariant variant = { .value = value };

    return agenda_intern_text(agenda, &variant, value == NULL ? 0 : 1);
}

Agenda *support_agenda_new_with_id(const char *id)
{
    g_autoptr(Tz) tz = support_tz_new();
    g_autofree char *title = g_strdup_printf("Forum %s", id);
    Agenda *agenda = agenda_new(id, tz);

    agenda->short_name = agenda_intern(agenda, "FORUM");
    agenda->title = support_text(agenda, title);
    return agenda;
}

CivilDate support_date(const char *text)
{
    CivilDate date = 0;
    bool is_date = civil_parse_date(text, &date);

    g_assert(is_date);
    return date;
}

gint64 support_stamp(const char *text)
{
    gint64 stamp = 0;
    bool is_stamp = civil_parse_stamp(text, &stamp);

    g_assert(is_stamp);
    return stamp;
}

static CivilTime time_of(const Day *day, const char *text)
{
    gint32 seconds = 0;
    bool is_clock = civil_parse_clock(text, &seconds);

    g_assert(is_clock);
    return civil_at(day->date, seconds);
}

Day *support_add_day(Agenda *agenda, const char *date)
{
    return agenda_add_day(agenda, support_date(date));
}

Slot *support_add_slot(Agenda *agenda, Day *day, const char *start, const char *end)
{
    Slot *slot = agenda_add_slot(agenda, day);

    slot->all_day = start == NULL;
    slot->start = time_of(day, start == NULL ? "00:00" : start);
    slot->end = time_of(day, slot->all_day ? "24:00" : end);
    return slot;
}

Slot *support_add_slot_on(Agenda *agenda, const char *date, const char *start, const char *end)
{
    Day *day = (Day *)agenda_find_day(agenda, support_date(date));

    return support_add_slot(agenda, day != NULL ? day : support_add_day(agenda, date), start, end);
}

static gint64 to_utc(const Agenda *agenda, const Slot *slot, CivilTime time)
{
    gint64 utc = time;
    bool is_unique = slot->all_day || tz_resolve_local(agenda->tz, time, &utc) == TZ_LOCAL_UNIQUE;

    g_assert(is_unique);
    return utc;
}

Session *support_add_session(Agenda *agenda, Slot *slot, SessionKind kind, const char *id,
                             const char *title)
{
    Session *session = agenda_add_session(agenda, slot, id);

    session->kind = kind;
    session->title = support_text(agenda, title);
    session->start = slot->start;
    session->end = slot->end;
    session->start_utc = to_utc(agenda, slot, slot->start);
    session->end_utc = to_utc(agenda, slot, slot->end);
    return session;
}

void support_narrow_session(Session *session, const char *start, const char *end)
{
    CivilTime from = start == NULL ? session->start : time_of(session->day, start);
    CivilTime to = end == NULL ? session->end : time_of(session->day, end);

    session->start_utc += from - session->start;
    session->end_utc += to - session->end;
    session->start = from;
    session->end = to;
}

Participant *support_add_agency(Agenda *agenda, const char *id)
{
    Participant *agency = (Participant *)agenda_find_agency(agenda, id);
    g_autofree char *short_name = g_ascii_strup(id, -1);

    if (agency == NULL) {
        agency = agenda_add_agency(agenda, id);
        agency->label = support_text(agenda, short_name);
    }
    return agency;
}

Room *support_add_room(Agenda *agenda, const char *id, const char *name)
{
    Room *room = agenda_add_room(agenda, id);

    room->name = support_text(agenda, name);
    return room;
}

RoundTable *support_add_round_table(Agenda *agenda, const char *id, const char *title)
{
    RoundTable *round_table = agenda_add_round_table(agenda, id);

    round_table->title = support_text(agenda, title);
    return round_table;
}

static const Role *need_role(const Agenda *agenda, const char *id)
{
    const Role *role = agenda_find_role(agenda, id);

    g_assert(role != NULL);
    return role;
}

Contribution *support_add_contribution(Agenda *agenda, Session *session, const char *agency,
                                       const char *role, ContributionStatus status)
{
    Contribution *contribution = agenda_add_contribution(agenda, session);

    contribution->agency = support_add_agency(agenda, agency);
    contribution->role = need_role(agenda, role);
    contribution->status = status;
    return contribution;
}

Contribution *support_contribute(Agenda *agenda, Session *session, const char *agency,
                                 const char *role)
{
    return support_add_contribution(agenda, session, agency, role, CONTRIBUTION_STATUS_CONFIRMED);
}

Preparation *support_add_preparation(Agenda *agenda, const char *agency, const char *role,
                                     const char *title)
{
    Preparation *preparation = agenda_add_preparation(agenda);

    preparation->agency = support_add_agency(agenda, agency);
    preparation->role = need_role(agenda, role);
    preparation->title = support_text(agenda, title);
    return preparation;
}

/* Every record begins with its index and its id. */
char *support_ids(const GPtrArray *records)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < records->len; i++) {
        const Session *record = records->pdata[i];
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "", record->id);
    }
    return g_string_free(out, FALSE);
}

void support_assert_ids(const GPtrArray *records, const char *expected)
{
    g_autofree char *ids = support_ids(records);

    assert_string_equal(ids, expected);
}
