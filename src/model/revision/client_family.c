#include "model/revision/client_family.h"

#include <glib.h>
#include <string.h>

typedef struct FamilyText {
    const char *word;
    const char *name;
} FamilyText;

static const FamilyText TEXTS[N_CLIENT_FAMILIES] = {
    [CLIENT_FAMILY_GOOGLE] = { "google", "Google" },
    [CLIENT_FAMILY_APPLE] = { "apple", "Apple" },
    [CLIENT_FAMILY_OUTLOOK] = { "outlook", "Outlook" },
    [CLIENT_FAMILY_THUNDERBIRD] = { "thunderbird", "Thunderbird" },
    [CLIENT_FAMILY_ICSX5] = { "icsx5", "ICSx⁵" },
    [CLIENT_FAMILY_OTHER] = { "other", "other" },
};

typedef struct FamilyMark {
    const char *mark; /* a part of User-Agent */
    ClientFamily family;
} FamilyMark;

/* The first mark found in User-Agent decides. */
static const FamilyMark MARKS[] = {
    { "Google-Calendar-Importer", CLIENT_FAMILY_GOOGLE },
    /* "iOS/17.1 (21B74) dataaccessd/1.0"; the same on macOS since 13 */
    { "dataaccessd/", CLIENT_FAMILY_APPLE },
    /* "macOS/12.6 (21G115) CalendarAgent/960.7", "Mac+OS+X/10.11.6 (15G1217) CalendarAgent/361.2"
     */
    { "CalendarAgent/", CLIENT_FAMILY_APPLE },
    /* "DAVKit/4.0.3 (732); CalendarStore/4.0.4 (997); iCal/4.0.4 (1395)" */
    { "CalendarStore/", CLIENT_FAMILY_APPLE },
    { "CoreDAV/", CLIENT_FAMILY_APPLE },
    /* "Microsoft Exchange/15.20 (Windows NT 10.0; Win64; x64)": outlook.com and Microsoft 365 */
    { "Microsoft Exchange/", CLIENT_FAMILY_OUTLOOK },
    /* "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)" */
    { "Microsoft Outlook", CLIENT_FAMILY_OUTLOOK },
    { "MacOutlook/", CLIENT_FAMILY_OUTLOOK },
    { "Outlook-iOS/", CLIENT_FAMILY_OUTLOOK },
    { "Outlook-Android/", CLIENT_FAMILY_OUTLOOK },
    /* "Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Thunderbird/102.4.2" */
    { "Thunderbird/", CLIENT_FAMILY_THUNDERBIRD },
    /* "ICSx5/2.4.3 (ical4j/3.2.19 okhttp/5.3.2 Android/16)" */
    { "ICSx5/", CLIENT_FAMILY_ICSX5 },
};

ClientFamily client_family_of(const char *user_agent)
{
    if (user_agent == NULL) {
        return CLIENT_FAMILY_OTHER;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        /* Anywhere: the name of the program is seldom the first product. */
        if (strstr(user_agent, MARKS[i].mark) != NULL) {
            return MARKS[i].family;
        }
    }
    return CLIENT_FAMILY_OTHER;
}

const char *client_family_word(ClientFamily family)
{
    return TEXTS[family].word;
}

const char *client_family_name(ClientFamily family)
{
    return TEXTS[family].name;
}

bool client_family_parse(const char *word, ClientFamily *out_family)
{
    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        if (strcmp(TEXTS[family].word, word) == 0) {
            *out_family = family;
            return true;
        }
    }
    return false;
}
