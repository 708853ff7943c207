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

static CivilDate date_of(const char *text)
{
    CivilDate date = 0;
    bool is_date = civil_parse_date(text, &date);

    g_assert(is_date);
    return date;
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
    return agenda_add_day(agenda, date_of(date));
}

Slot *support_add_slot(Agenda *agenda, Day *day, const char *start, const char *end)
{
    Slot *slot = agenda_add_slot(agenda, day);

    slot->all_day = start == NULL;
    slot->start = time_of(day, start == NULL ? "00:00" : start);
    slot->end = time_of(day, end == NULL ? "24:00" : end);
    return slot;
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

Agency *support_add_agency(Agenda *agenda, const char *id)
{
    Agency *agency = agenda_add_agency(agenda, id);
    g_autofree char *short_name = g_ascii_strup(id, -1);

    agency->short_name = agenda_intern(agenda, short_name);
    return agency;
}

static const Agency *need_agency(Agenda *agenda, const char *id)
{
    const Agency *agency = agenda_find_agency(agenda, id);

    return agency != NULL ? agency : support_add_agency(agenda, id);
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

    contribution->agency = need_agency(agenda, agency);
    contribution->role = need_role(agenda, role);
    contribution->status = status;
    return contribution;
}

Preparation *support_add_preparation(Agenda *agenda, const char *agency, const char *role,
                                     const char *title)
{
    Preparation *preparation = agenda_add_preparation(agenda);

    preparation->agency = need_agency(agenda, agency);
    preparation->role = need_role(agenda, role);
    preparation->title = support_text(agenda, title);
    return preparation;
}
