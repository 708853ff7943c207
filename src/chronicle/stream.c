#include "chronicle/stream.h"

#include <string.h>

/* No id has it, so every name can be taken apart again. */
#define SEPARATOR '@'

char *stream_of_participant(const char *agenda, const char *key)
{
    return g_strdup_printf("%s%c%s", agenda, SEPARATOR, key);
}

char *stream_of_whole(const char *agenda)
{
    return stream_of_participant(agenda, "");
}

char *stream_dup_agenda(const char *stream)
{
    return g_strndup(stream, (gsize)(strchrnul(stream, SEPARATOR) - stream));
}

const char *stream_participant(const char *stream)
{
    const char *separator = strchr(stream, SEPARATOR);

    return separator != NULL && separator[1] != '\0' ? separator + 1 : NULL;
}
