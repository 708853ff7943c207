#pragma once

#include <glib.h>

/* Appends a QR code (ISO/IEC 18004) of a text, as an svg element with `label` as its accessible
 * name. Appends nothing if the text is too long for a QR code. */
void qr_code_append(GString *out, const char *text, const char *label);
