#pragma once

#include <stdbool.h>

/* Whether a text, which must be valid UTF-8, is HTML rather than plain or Markdown. It is if it has
 * a tag that nobody writes for anything else: such as <p>, <br>, </a>, or any that is known and has
 * attributes; and not for placeholders such as <title>, or for `<p>` as code. */
bool text_is_html(const char *text);
