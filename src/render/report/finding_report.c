#include "render/report/finding_report.h"

#include <jansson.h>

#include "base/printable.h"

static const char *const SEVERITY_WORDS[] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
};

/* Findings beyond FINDINGS_MAX were counted, but not kept. */
static void append_uncounted(GString *out, const Findings *findings, Severity severity)
{
    guint count = findings_count(findings, severity);

    if (count > FINDINGS_MAX) {
        guint uncounted = count - FINDINGS_MAX;
        g_autofree char *file = printable_dup(findings_file(findings));
        g_string_append_printf(out, "%s: %u more %s%s not shown\n", file, uncounted,
                               SEVERITY_WORDS[severity], uncounted == 1 ? " is" : "s are");
    }
}

static void append_finding(GString *out, const char *file, const Finding *finding)
{
    g_autoptr(GString) line = g_string_new(file);

    g_string_append_c(line, ':');
    /* As compilers write it, so that editors can jump to the place. */
    if (finding->place.line > 0) {
        g_string_append_printf(line, "%u:%u:", finding->place.line, finding->place.column);
    }
    g_string_append_printf(line, " %s: %s", SEVERITY_WORDS[finding->severity], finding->text);
    if (finding->hint != NULL) {
        g_string_append_printf(line, " (%s)", finding->hint);
    }
    /* The whole line: names of files and quoted texts may hold escape sequences for a terminal. */
    g_autofree char *printable = printable_dup(line->str);
    g_string_append_printf(out, "%s\n", printable);
}

void finding_report_append_text(GString *out, const Findings *findings)
{
    for (gsize i = 0; i < findings_length(findings); i++) {
        append_finding(out, findings_file(findings), findings_get(findings, i));
    }
    append_uncounted(out, findings, SEVERITY_ERROR);
    append_uncounted(out, findings, SEVERITY_WARNING);
}

/* JSON is UTF-8 (RFC 8259 §8.1), but names of files need not be: invalid octets are replaced. */
static json_t *text_to_json(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    return json_string(valid);
}

static json_t *finding_to_json(const Finding *finding)
{
    return json_pack("{s:i, s:i, s:s, s:s, s:o, s:o?}", "line", (int)finding->place.line, "column",
                     (int)finding->place.column, "severity", SEVERITY_WORDS[finding->severity],
                     "rule", finding->rule, "text", text_to_json(finding->text), "hint",
                     finding->hint != NULL ? text_to_json(finding->hint) : NULL);
}

static json_t *findings_to_json(const Findings *findings)
{
    json_t *list = json_array();

    for (gsize i = 0; i < findings_length(findings); i++) {
        json_array_append_new(list, finding_to_json(findings_get(findings, i)));
    }
    return json_pack("{s:o, s:i, s:i, s:o}", "file", text_to_json(findings_file(findings)),
                     "errors", (int)findings_count(findings, SEVERITY_ERROR), "warnings",
                     (int)findings_count(findings, SEVERITY_WARNING), "findings", list);
}

char *finding_report_to_json(const GPtrArray *all_findings)
{
    json_t *report = json_array();

    for (guint i = 0; i < all_findings->len; i++) {
        json_array_append_new(report, findings_to_json(all_findings->pdata[i]));
    }
    char *text = json_dumps(report, JSON_INDENT(2));
    char *result = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(report);
    return result;
}
