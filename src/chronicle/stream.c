#include "chronicle/stream.h"

#include <string.h>

/* No id has it, so every name can be taken apart again. */
#define SEPARATOR '@'

char *stream_of_agency(const char *agenda, const char *agency)
{
    return g_strdup_printf("%s%c%s", agenda, SEPARATOR, agency);
}

char *stream_of_whole(const char *agenda)
{
    return stream_of_agency(agenda, "");
}

char *stream_dup_agenda(const char *stream)
{
    return g_strndup(stream, (gsize)(strchrnul(stream, SEPARATOR) - stream));
}

const char *stream_agency(const char *stream)
{
    const char *separator = strchr(stream, SEPARATOR);

    return separator != NULL && separator[1] != '\0' ? separator + 1 : NULL;
}
