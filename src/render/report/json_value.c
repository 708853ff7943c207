#include "render/report/json_value.h"

#include <stdlib.h>

json_t *json_value_text(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

json_t *json_value_date(CivilDate date)
{
    g_autofree char *iso = civil_date_to_iso(date);

    return json_string(iso);
}

json_t *json_value_time(CivilTime time)
{
    g_autofree char *date = civil_date_to_iso(civil_date_of(time));
    g_autofree char *clock = civil_clock_to_text(time);

    return json_sprintf("%sT%s:00", date, clock);
}

void json_value_set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL) {
        json_object_set_new(object, key, json_string(text));
    }
}

char *json_value_to_text(json_t *take_value, gsize flags)
{
    char *text = json_dumps(take_value, flags);
    char *result = g_strdup(text);

    g_assert(text != NULL);
    /* jansson allocates with malloc: so free, not g_free, and a copy for our callers. */
    free(text);
    json_decref(take_value);
    return result;
}
