#pragma once

#include <glib.h>

#include "model/agenda/text.h"

/* Appends a text that may hold Markdown (render/markdown.h) as an element of a class, with its
 * language and direction; nothing if the text is absent. Plain text is one paragraph, and keeps its
 * line breaks by the style of the class.
 *
 * HTML in the text is shown as it is written. Headings are strong paragraphs, which leaves the
 * outline to the page. Images are links: nobody is to learn from a page who reads it. A link that
 * leads elsewhere than to the web, to mail or to a telephone is its words alone. */
void page_prose_append(GString *out, const char *class, const Text *text);
