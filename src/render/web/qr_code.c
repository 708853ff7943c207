#include "render/web/qr_code.h"

#include <qrencode.h>

#include "render/web/html.h"

/* The light border that readers need, in modules (ISO/IEC 18004 §6.3.8). */
#define QUIET_ZONE 4

/* The bit of a module's octet that is set if it is dark; libqrencode uses the others itself. */
#define DARK 1

/* A path that covers each run of dark modules in a row. Runs make it far shorter than a square for
 * each module. */
static void append_path(GString *out, const QRcode *code)
{
    for (int y = 0; y < code->width; y++) {
        const unsigned char *row = code->data + y * code->width;
        for (int x = 0; x < code->width;) {
            int end = x;
            while (end < code->width && (row[end] & DARK) != 0) {
                end++;
            }
            if (end > x) {
                g_string_append_printf(out, "M%d %dh%dv1h-%dz", x + QUIET_ZONE, y + QUIET_ZONE,
                                       end - x, end - x);
            }
            x = end + 1;
        }
    }
}

void qr_code_append(GString *out, const char *text, const char *label)
{
    /* Version 0: the smallest that has room. Level M corrects 15 % of the codewords. */
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (code == NULL) {
        return;
    }
    html_append(out, "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" ", label);
    g_string_append_printf(out, "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">",
                           code->width + 2 * QUIET_ZONE, code->width + 2 * QUIET_ZONE);
    g_string_append(out, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
                         "<path fill=\"#000\" d=\"");
    append_path(out, code);
    g_string_append(out, "\"/></svg>\n");
    QRcode_free(code);
}
