#include "model/selection/calendar_form.h"

/* Each member by itself: padding and the octets after the NUL of `langs` need not be zero. */
bool calendar_form_is_plain(const CalendarForm *form)
{
    return form->cancelled == CANCELLED_MARK && !form->has_alarm && *form->langs == '\0';
}

void calendar_form_append(GString *out, const CalendarForm *form)
{
    if (form->cancelled != CANCELLED_MARK) {
        g_string_append_printf(out, "&cancelled=%s", cancelled_form_word(form->cancelled));
    }
    if (form->has_alarm) {
        g_string_append_printf(out, "&alarm=%u", form->alarm);
    }
    if (*form->langs != '\0') {
        g_string_append_printf(out, "&lang=%s", form->langs);
    }
}
