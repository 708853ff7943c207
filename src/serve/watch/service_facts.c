#include "serve/watch/service_facts.h"

#include "base/json_text.h"
#include "model/time/civil.h"

bool service_facts_are_ready(const ServiceFacts *facts)
{
    return facts->agendas->len > 0 && facts->lack == NULL;
}

static void append_agenda(GString *out, const AgendaFacts *agenda, gint64 now)
{
    g_autofree char *published = civil_stamp_to_text(agenda->stamp);

    json_text_open(out, NULL, '{');
    json_text_append_string(out, "id", agenda->id);
    json_text_append_number(out, "revision", agenda->number);
    json_text_append_string(out, "published", published);
    json_text_append_number(out, "age_seconds", now - agenda->stamp);
    json_text_append_bool(out, "without_file", agenda->is_without_file);
    json_text_close(out, '}');
}

/* 0 means never, and becomes null. */
static void append_time(GString *out, const char *key, gint64 stamp)
{
    g_autofree char *text = stamp > 0 ? civil_stamp_to_text(stamp) : NULL;

    json_text_append_string(out, key, text);
}

static void append_source(GString *out, const SourceFacts *source)
{
    json_text_open(out, NULL, '{');
    json_text_append_string(out, "agenda", source->agenda_id);
    json_text_append_bool(out, "good", source->is_good);
    append_time(out, "checked", source->checked);
    append_time(out, "changed", source->changed);
    json_text_close(out, '}');
}

char *service_facts_to_json(const ServiceFacts *facts)
{
    GString *out = g_string_new(NULL);

    json_text_open(out, NULL, '{');
    json_text_append_bool(out, "ready", service_facts_are_ready(facts));
    json_text_append_string(out, "lack", facts->lack);
    json_text_append_bool(out, "last_reading_good", facts->is_last_good);
    append_time(out, "last_good_reading", facts->last_good);
    json_text_append_string(out, "tzdata", facts->tz_version);
    json_text_open(out, "agendas", '[');
    for (guint i = 0; i < facts->agendas->len; i++) {
        append_agenda(out, &g_array_index(facts->agendas, AgendaFacts, i), facts->now);
    }
    json_text_close(out, ']');
    json_text_open(out, "sources", '[');
    for (guint i = 0; i < facts->sources->len; i++) {
        append_source(out, &g_array_index(facts->sources, SourceFacts, i));
    }
    json_text_close(out, ']');
    json_text_close(out, '}');
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
