#include "file/tz_version.h"

#include <stdio.h>
#include <string.h>

#include "file/zone_file.h"

/* The file with all zones as text. Its first line names the version. */
#define TEXT_FORM "tzdata.zi"
#define FIRST_WORDS "# version "

#define MAX_OCTETS 64

/* Reads the version from the first line. False unless it is one short word, because it is printed
 * in messages. */
static bool read_version(FILE *file, char version[MAX_OCTETS])
{
    char line[MAX_OCTETS];

    if (fgets(line, sizeof line, file) == NULL || !g_str_has_prefix(line, FIRST_WORDS)) {
        return false;
    }
    g_strlcpy(version, g_strchomp(line + strlen(FIRST_WORDS)), MAX_OCTETS);
    for (const char *at = version; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && strchr(".-+", *at) == NULL) {
            return false;
        }
    }
    return *version != '\0';
}

char *tz_version_dup(void)
{
    g_autofree char *path = g_build_filename(zone_file_folder(), TEXT_FORM, NULL);
    char version[MAX_OCTETS] = "";
    FILE *file = fopen(path, "re");
    bool is_known = file != NULL && read_version(file, version);

    if (file != NULL) {
        fclose(file);
    }
    /* Not an error: some systems ship zones without it. */
    return g_strdup(is_known ? version : "unknown");
}
