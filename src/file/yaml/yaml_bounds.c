#include "file/yaml/yaml_bounds.h"

#include "file/yaml/yaml_span.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The beginning of the first run of too many blanks; NULL if there is none. */
static const char *find_blanks(const char *data, gsize size)
{
    gsize run = 0;

    for (gsize i = 0; i < size; i++) {
        run = is_blank(data[i]) ? run + 1 : 0;
        if (run > YAML_BOUNDS_MAX_BLANKS) {
            return data + i + 1 - run;
        }
    }
    return NULL;
}

/* The first %TAG directive, which can only begin a line; NULL if there is none. A line of a text
 * that looks like one is refused, too: nobody will miss it. */
static const char *find_tag_directive(const char *data, gsize size)
{
    static const char NAME[] = "%TAG";
    const char *line = data;

    while (line != NULL) {
        gsize left = (gsize)(data + size - line);
        if (left > strlen(NAME) && memcmp(line, NAME, strlen(NAME)) == 0 &&
            is_blank(line[strlen(NAME)])) {
            return line;
        }
        line = memchr(line, '\n', left);
        line = line != NULL ? line + 1 : NULL;
    }
    return NULL;
}

bool yaml_bounds_check(const char *data, gsize size, Findings *findings)
{
    const char *blanks = find_blanks(data, size);
    const char *tag = find_tag_directive(data, size);

    if (blanks != NULL) {
        findings_add(findings, SEVERITY_ERROR, yaml_place_at(data, (gsize)(blanks - data)),
                     "too-large", NULL, "more than %d blanks and line breaks in a row begin here",
                     YAML_BOUNDS_MAX_BLANKS);
    }
    if (tag != NULL) {
        findings_add(findings, SEVERITY_ERROR, yaml_place_at(data, (gsize)(tag - data)),
                     "unknown-tag", NULL, "%%TAG cannot be used; an agenda needs no tags");
    }
    return blanks == NULL && tag == NULL;
}
