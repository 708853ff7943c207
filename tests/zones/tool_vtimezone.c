/* Tells scripts what the program makes of time zones. Writes to standard output:
 *   tool_vtimezone list           the names of all zones, a line each
 *   tool_vtimezone vtimezone      for each line ZONE FIRST_UTC LAST_UTC read from standard input
 * the VTIMEZONE, and after it a line "=====" which none can hold tool_vtimezone resolve        for
 * each line ZONE LOCAL (seconds since 1970 on the wall) read the instant in Unix seconds, or
 * "skipped" or "repeated" tool_vtimezone observance     for each line ZONE UTC read "ONSET END
 * OFFSET IS_DST ABBREVIATION"
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/zone_file.h"
#include "render/ical/vtimezone.h"

typedef void Answer(const Tz *tz, gint64 first, gint64 second);

static void answer_vtimezone(const Tz *tz, gint64 first_utc, gint64 last_utc)
{
    g_autoptr(GArray) onsets = onsets_within(tz, first_utc, last_utc);
    g_autofree char *text = vtimezone_to_text(tz_name(tz), onsets);

    printf("%s=====\n", text);
}

static void answer_resolve(const Tz *tz, gint64 local, gint64 unused)
{
    gint64 utc = unused;

    switch (tz_resolve_local(tz, local, &utc)) {
    case TZ_LOCAL_UNIQUE:
        printf("%" G_GINT64_FORMAT "\n", utc);
        break;
    case TZ_LOCAL_SKIPPED:
        puts("skipped");
        break;
    case TZ_LOCAL_REPEATED:
        puts("repeated");
        break;
    }
}

static void answer_observance(const Tz *tz, gint64 utc, gint64 unused G_GNUC_UNUSED)
{
    TzObservance observance = tz_observance_at(tz, utc);

    printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d %s\n", observance.onset, observance.end,
           observance.offset, observance.is_dst ? 1 : 0, observance.abbreviation);
}

static const struct Question {
    const char *name;
    int n_numbers;
    Answer *answer;
} QUESTIONS[] = {
    { "vtimezone", 2, answer_vtimezone },
    { "resolve", 1, answer_resolve },
    { "observance", 1, answer_observance },
};

static int list_zones(void)
{
    g_auto(GStrv) names = zone_file_list();

    for (char **name = names; *name != NULL; name++) {
        puts(*name);
    }
    return EXIT_SUCCESS;
}

static int answer_all(const struct Question *question)
{
    char line[256];
    g_autoptr(Tz) tz = NULL;

    while (fgets(line, sizeof(line), stdin) != NULL) {
        char name[128];
        long long first = 0;
        long long second = 0;
        g_autoptr(GError) error = NULL;
        if (sscanf(line, "%127s %lld %lld", name, &first, &second) != 1 + question->n_numbers) {
            fprintf(stderr, "not understood: %s", line);
            return EXIT_FAILURE;
        }
        /* Questions about one zone follow each other. */
        if (tz == NULL || strcmp(tz_name(tz), name) != 0) {
            g_clear_pointer(&tz, tz_unref);
            tz = zone_file_read(name, &error);
        }
        if (tz == NULL) {
            fprintf(stderr, "%s: %s\n", name, error->message);
            return EXIT_FAILURE;
        }
        question->answer(tz, first, second);
    }
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    const char *name = argc == 2 ? argv[1] : "";

    if (strcmp(name, "list") == 0) {
        return list_zones();
    }
    for (gsize i = 0; i < G_N_ELEMENTS(QUESTIONS); i++) {
        if (strcmp(name, QUESTIONS[i].name) == 0) {
            return answer_all(&QUESTIONS[i]);
        }
    }
    fputs("usage: tool_vtimezone list|vtimezone|resolve|observance\n", stderr);
    return EXIT_FAILURE;
}
