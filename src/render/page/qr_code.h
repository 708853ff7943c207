#pragma once

#include <glib.h>

/* Appends a QR code (ISO/IEC 18004) that holds a text, as an svg element with an accessible name.
 * A text that is too long for one gives nothing. */
void qr_code_append(GString *out, const char *text, const char *label);
