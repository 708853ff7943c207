#include "base/clip.h"

#include <glib.h>

#define CLIP_LENGTH 60

char *clip_dup(const char *text)
{
    g_autofree char *line = g_strdelimit(g_strdup(text), "\n\t", ' ');

    /* Count characters, not octets: a cut inside a character would be invalid UTF-8. */
    if (g_utf8_strlen(line, -1) > CLIP_LENGTH) {
        *g_utf8_offset_to_pointer(line, CLIP_LENGTH) = '\0';
        return g_strconcat(line, "...", NULL);
    }
    return g_steal_pointer(&line);
}
