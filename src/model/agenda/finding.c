#include "model/agenda/finding.h"

struct Findings {
    char *file;
    GArray *list; /* Finding */
    guint counts[SEVERITY_WARNING + 1];
};

static void finding_clear(gpointer data)
{
    Finding *finding = data;

    g_free(finding->text);
    g_free(finding->hint);
}

Findings *findings_new(const char *file)
{
    Findings *findings = g_new0(Findings, 1);

    findings->file = g_strdup(file);
    findings->list = g_array_new(FALSE, FALSE, sizeof(Finding));
    g_array_set_clear_func(findings->list, finding_clear);
    return findings;
}

void findings_free(Findings *findings)
{
    if (findings == NULL) {
        return;
    }
    g_free(findings->file);
    g_array_unref(findings->list);
    g_free(findings);
}

void findings_add(Findings *findings, Severity severity, Place place, const char *rule,
                  char *take_hint, const char *format, ...)
{
    /* A file of rubbish must not fill the memory with findings. Still count it. */
    if (findings->counts[severity]++ >= FINDINGS_MAX) {
        g_free(take_hint);
        return;
    }

    va_list arguments;
    va_start(arguments, format);
    Finding finding = {
        .place = place,
        .severity = severity,
        .rule = rule,
        .text = g_strdup_vprintf(format, arguments),
        .hint = take_hint,
    };
    va_end(arguments);
    g_array_append_val(findings->list, finding);
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const Place *left = &((const Finding *)a)->place;
    const Place *right = &((const Finding *)b)->place;

    /* "The file as a whole" reads best as a summary. */
    if ((left->line == 0) != (right->line == 0)) {
        return left->line == 0 ? 1 : -1;
    }
    if (left->line != right->line) {
        return left->line < right->line ? -1 : 1;
    }
    return left->column == right->column ? 0 : left->column < right->column ? -1 : 1;
}

void findings_sort(Findings *findings)
{
    /* It is stable, so findings at the same place keep the order in which they were added. */
    g_array_sort(findings->list, compare_places);
}

const char *findings_file(const Findings *findings)
{
    return findings->file;
}

gsize findings_length(const Findings *findings)
{
    return findings->list->len;
}

const Finding *findings_get(const Findings *findings, gsize index)
{
    g_assert(index < findings->list->len);
    return &g_array_index(findings->list, Finding, index);
}

guint findings_count(const Findings *findings, Severity severity)
{
    return findings->counts[severity];
}
