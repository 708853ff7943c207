#include "model/change/likeness.h"

#include <string.h>

static bool has_same_title(const Agenda *agenda, const Agenda *other)
{
    return strcmp(text_get(&agenda->title, NULL), text_get(&other->title, NULL)) == 0;
}

static bool has_same_days(const Agenda *agenda, const Agenda *other)
{
    bool is_same = agenda->days->len == other->days->len;

    for (guint i = 0; is_same && i < agenda->days->len; i++) {
        is_same = ((const Day *)agenda->days->pdata[i])->date ==
                  ((const Day *)other->days->pdata[i])->date;
    }
    return is_same;
}

bool likeness_is_of_one(const Agenda *agenda, const Agenda *other)
{
    guint shared = 0;

    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        shared += agenda_find_session(other, session->id) != NULL ? 1 : 0;
    }
    return shared > 0 && shared * 2 >= agenda->sessions->len &&
           (has_same_title(agenda, other) || has_same_days(agenda, other));
}
