#pragma once

#include <glib.h>

/* The text of a page, which must be UTF-8 and a whole document; the caller's own. */
char *page_text_take(GBytes *take_body);

/* Fails unless a text has a part, or has it so many times. */
void page_text_assert_has(const char *text, const char *part);
void page_text_assert_has_not(const char *text, const char *part);
void page_text_assert_times(const char *text, const char *part, guint times);

/* Fails unless the parts follow each other. */
void page_text_assert_order(const char *text, const char *first, const char *second);
