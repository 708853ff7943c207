#include "render/page/page_error.h"

#include "render/page/page_frame.h"
#include "render/web/html.h"

GBytes *page_of_error(const char *heading, const char *text, const char *root)
{
    /* From the root: the address that was asked for, and so the way back, can be anything. */
    const PageFrame frame = { .title = heading, .folder = root, .link_to_all = root };
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);

    page_frame_begin(out, &frame);
    html_append(out, "<h1>{}</h1>\n", heading);
    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0') {
            html_append(out, "<p dir=\"auto\">{}</p>\n", *line);
        }
    }
    html_append(out, "<p><a href=\"{}\">All agendas</a></p>\n", root);
    page_frame_end(out, &frame);
    return g_string_free_to_bytes(out);
}
