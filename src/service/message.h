#pragma once

#include <glib.h>

/* Messages to a person, on standard error: "confeed: …". Control characters appear as escapes. */
void message_error(const char *format, ...) G_GNUC_PRINTF(1, 2);
void message_info(const char *format, ...) G_GNUC_PRINTF(1, 2);
