#include "render/ical/notice.h"

#include "render/ical/ical_value.h"
#include "render/uid.h"

static void append_text(GString *out, const char *name, const char *text)
{
    g_autofree char *escaped = ical_value_escape_text(text);

    ical_value_append_text(out, name, escaped);
}

/* All its stamps are the moment of the move, and the text depends on the notice alone: so the entry
 * never changes, whenever the calendar is fetched. */
void notice_append(GString *out, const Feed *feed, const CalendarNotice *notice)
{
    CivilDate first = civil_date_of(notice->since);
    /* `until` is exclusive, and an entry must last at least a day. */
    CivilDate last = MAX(first, civil_date_of(notice->until - 1));
    icaltimetype since = ical_value_utc(notice->since);
    g_autofree char *end = civil_date_to_words(last);
    g_autofree char *text =
        g_strdup_printf("Subscribe to this calendar at its new address, and remove the old one:\n"
                        "%s\n\nThe old one ends after %s.",
                        notice->address, end);
    char uid[UID_SIZE];

    uid_of_notice(feed, uid);
    g_string_append(out, "BEGIN:VEVENT\r\n");
    ical_value_append_property(out, icalproperty_new_uid(uid));
    ical_value_append_property(out, icalproperty_new_dtstamp(since));
    ical_value_append_property(out, icalproperty_new_created(since));
    ical_value_append_property(out, icalproperty_new_lastmodified(since));
    ical_value_append_property(out, icalproperty_new_sequence(0));
    ical_value_append_property(out, icalproperty_new_dtstart(ical_value_date(first)));
    ical_value_append_property(out, icalproperty_new_dtend(ical_value_date(last + 1)));
    ical_value_append_property(out, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
    ical_value_append_property(out, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    ical_value_append_property(out, icalproperty_new_class(ICAL_CLASS_PRIVATE));
    append_text(out, "SUMMARY", "This calendar has a new address");
    append_text(out, "DESCRIPTION", text);
    g_string_append(out, "END:VEVENT\r\n");
}
