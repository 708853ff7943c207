#include "page_text.h"

#include <string.h>

#include "support.h"

char *page_text_take(GBytes *take_body)
{
    g_autoptr(GBytes) body = take_body;
    gsize length;
    const char *text = g_bytes_get_data(body, &length);

    assert_true(g_utf8_validate(text, (gssize)length, NULL));
    char *copy = g_strndup(text, length);
    assert_true(g_str_has_prefix(copy, "<!DOCTYPE html>\n"));
    assert_true(g_str_has_suffix(copy, "</html>\n"));
    return copy;
}

static guint count(const char *text, const char *part)
{
    guint times = 0;

    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part)) {
        times++;
    }
    return times;
}

void page_text_assert_times(const char *text, const char *part, guint times)
{
    guint found = count(text, part);

    if (found != times) {
        fail_msg("%s is there %u times, not %u:\n%s", part, found, times, text);
    }
}

void page_text_assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("there is no %s in:\n%s", part, text);
    }
}

void page_text_assert_has_not(const char *text, const char *part)
{
    page_text_assert_times(text, part, 0);
}

void page_text_assert_order(const char *text, const char *first, const char *second)
{
    page_text_assert_has(text, first);
    if (strstr(strstr(text, first), second) == NULL) {
        fail_msg("%s does not follow %s in:\n%s", second, first, text);
    }
}
