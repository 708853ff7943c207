#include "serve/watch/metric_text.h"

#include <stdbool.h>

void metric_text_begin(GString *out, const char *name, const char *type, const char *help)
{
    g_string_append_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void append_label(GString *out, const MetricLabel *label, bool is_first)
{
    g_string_append_printf(out, "%s%s=\"", is_first ? "{" : ",", label->name);
    for (const char *at = label->value; *at != '\0'; at++) {
        /* The format wants backslashes, quotes and line feeds escaped. */
        if (*at == '\n') {
            g_string_append(out, "\\n");
            continue;
        }
        if (*at == '\\' || *at == '"') {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void append_name(GString *out, const char *name, const MetricLabel *labels)
{
    g_string_append(out, name);
    if (labels == NULL || labels->name == NULL) {
        return;
    }
    for (const MetricLabel *label = labels; label->name != NULL; label++) {
        append_label(out, label, label == labels);
    }
    g_string_append_c(out, '}');
}

void metric_text_append(GString *out, const char *name, const MetricLabel *labels, guint64 value)
{
    append_name(out, name, labels);
    g_string_append_printf(out, " %" G_GUINT64_FORMAT "\n", value);
}

void metric_text_append_real(GString *out, const char *name, const MetricLabel *labels,
                             double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    append_name(out, name, labels);
    /* printf() would use the decimal point of the locale. */
    g_string_append_printf(out, " %s\n", g_ascii_dtostr(text, sizeof text, value));
}
