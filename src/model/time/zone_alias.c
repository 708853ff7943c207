#include "model/time/zone_alias.h"

#include <stdlib.h>
#include <string.h>

/* An old name, and what it is called today. */
typedef struct ZoneAlias {
    const char *old_name;
    const char *name;
} ZoneAlias;

/* By old name (strcmp): the links of IANA's file `backward` whose own name is not in zone.tab, to
 * the name that is there or, if there are several, to that which the file notes as the new name of
 * the same place. Abbreviations (EST, CET …) and what leads to Etc/ are names of no place, and
 * stay. tests/zones/test_names.py compares them with tzdata. */
static const ZoneAlias ALIASES[] = {
    { "Africa/Asmera", "Africa/Asmara" },
    { "Africa/Timbuktu", "Africa/Abidjan" },
    { "America/Argentina/ComodRivadavia", "America/Argentina/Catamarca" },
    { "America/Atka", "America/Adak" },
    { "America/Buenos_Aires", "America/Argentina/Buenos_Aires" },
    { "America/Catamarca", "America/Argentina/Catamarca" },
    { "America/Coral_Harbour", "America/Panama" },
    { "America/Cordoba", "America/Argentina/Cordoba" },
    { "America/Ensenada", "America/Tijuana" },
    { "America/Fort_Wayne", "America/Indiana/Indianapolis" },
    { "America/Godthab", "America/Nuuk" },
    { "America/Indianapolis", "America/Indiana/Indianapolis" },
    { "America/Jujuy", "America/Argentina/Jujuy" },
    { "America/Knox_IN", "America/Indiana/Knox" },
    { "America/Louisville", "America/Kentucky/Louisville" },
    { "America/Mendoza", "America/Argentina/Mendoza" },
    { "America/Montreal", "America/Toronto" },
    { "America/Nipigon", "America/Toronto" },
    { "America/Pangnirtung", "America/Iqaluit" },
    { "America/Porto_Acre", "America/Rio_Branco" },
    { "America/Rainy_River", "America/Winnipeg" },
    { "America/Rosario", "America/Argentina/Cordoba" },
    { "America/Santa_Isabel", "America/Tijuana" },
    { "America/Shiprock", "America/Denver" },
    { "America/Thunder_Bay", "America/Toronto" },
    { "America/Virgin", "America/St_Thomas" },
    { "America/Yellowknife", "America/Edmonton" },
    { "Antarctica/South_Pole", "Pacific/Auckland" },
    { "Asia/Ashkhabad", "Asia/Ashgabat" },
    { "Asia/Calcutta", "Asia/Kolkata" },
    { "Asia/Choibalsan", "Asia/Ulaanbaatar" },
    { "Asia/Chongqing", "Asia/Shanghai" },
    { "Asia/Chungking", "Asia/Shanghai" },
    { "Asia/Dacca", "Asia/Dhaka" },
    { "Asia/Harbin", "Asia/Shanghai" },
    { "Asia/Istanbul", "Europe/Istanbul" },
    { "Asia/Kashgar", "Asia/Urumqi" },
    { "Asia/Katmandu", "Asia/Kathmandu" },
    { "Asia/Macao", "Asia/Macau" },
    { "Asia/Rangoon", "Asia/Yangon" },
    { "Asia/Saigon", "Asia/Ho_Chi_Minh" },
    { "Asia/Tel_Aviv", "Asia/Jerusalem" },
    { "Asia/Thimbu", "Asia/Thimphu" },
    { "Asia/Ujung_Pandang", "Asia/Makassar" },
    { "Asia/Ulan_Bator", "Asia/Ulaanbaatar" },
    { "Atlantic/Faeroe", "Atlantic/Faroe" },
    { "Atlantic/Jan_Mayen", "Europe/Berlin" },
    { "Australia/ACT", "Australia/Sydney" },
    { "Australia/Canberra", "Australia/Sydney" },
    { "Australia/Currie", "Australia/Hobart" },
    { "Australia/LHI", "Australia/Lord_Howe" },
    { "Australia/NSW", "Australia/Sydney" },
    { "Australia/North", "Australia/Darwin" },
    { "Australia/Queensland", "Australia/Brisbane" },
    { "Australia/South", "Australia/Adelaide" },
    { "Australia/Tasmania", "Australia/Hobart" },
    { "Australia/Victoria", "Australia/Melbourne" },
    { "Australia/West", "Australia/Perth" },
    { "Australia/Yancowinna", "Australia/Broken_Hill" },
    { "Brazil/Acre", "America/Rio_Branco" },
    { "Brazil/DeNoronha", "America/Noronha" },
    { "Brazil/East", "America/Sao_Paulo" },
    { "Brazil/West", "America/Manaus" },
    { "Canada/Atlantic", "America/Halifax" },
    { "Canada/Central", "America/Winnipeg" },
    { "Canada/Eastern", "America/Toronto" },
    { "Canada/Mountain", "America/Edmonton" },
    { "Canada/Newfoundland", "America/St_Johns" },
    { "Canada/Pacific", "America/Vancouver" },
    { "Canada/Saskatchewan", "America/Regina" },
    { "Canada/Yukon", "America/Whitehorse" },
    { "Chile/Continental", "America/Santiago" },
    { "Chile/EasterIsland", "Pacific/Easter" },
    { "Cuba", "America/Havana" },
    { "Egypt", "Africa/Cairo" },
    { "Eire", "Europe/Dublin" },
    { "Europe/Belfast", "Europe/London" },
    { "Europe/Kiev", "Europe/Kyiv" },
    { "Europe/Nicosia", "Asia/Nicosia" },
    { "Europe/Tiraspol", "Europe/Chisinau" },
    { "Europe/Uzhgorod", "Europe/Kyiv" },
    { "Europe/Zaporozhye", "Europe/Kyiv" },
    { "GB", "Europe/London" },
    { "GB-Eire", "Europe/London" },
    { "Hongkong", "Asia/Hong_Kong" },
    { "Iceland", "Atlantic/Reykjavik" },
    { "Iran", "Asia/Tehran" },
    { "Israel", "Asia/Jerusalem" },
    { "Jamaica", "America/Jamaica" },
    { "Japan", "Asia/Tokyo" },
    { "Kwajalein", "Pacific/Kwajalein" },
    { "Libya", "Africa/Tripoli" },
    { "Mexico/BajaNorte", "America/Tijuana" },
    { "Mexico/BajaSur", "America/Mazatlan" },
    { "Mexico/General", "America/Mexico_City" },
    { "NZ", "Pacific/Auckland" },
    { "NZ-CHAT", "Pacific/Chatham" },
    { "Navajo", "America/Denver" },
    { "PRC", "Asia/Shanghai" },
    { "Pacific/Enderbury", "Pacific/Kanton" },
    { "Pacific/Johnston", "Pacific/Honolulu" },
    { "Pacific/Ponape", "Pacific/Pohnpei" },
    { "Pacific/Samoa", "Pacific/Pago_Pago" },
    { "Pacific/Truk", "Pacific/Chuuk" },
    { "Pacific/Yap", "Pacific/Port_Moresby" },
    { "Poland", "Europe/Warsaw" },
    { "Portugal", "Europe/Lisbon" },
    { "ROC", "Asia/Taipei" },
    { "ROK", "Asia/Seoul" },
    { "Singapore", "Asia/Singapore" },
    { "Turkey", "Europe/Istanbul" },
    { "US/Alaska", "America/Anchorage" },
    { "US/Aleutian", "America/Adak" },
    { "US/Arizona", "America/Phoenix" },
    { "US/Central", "America/Chicago" },
    { "US/East-Indiana", "America/Indiana/Indianapolis" },
    { "US/Eastern", "America/New_York" },
    { "US/Hawaii", "Pacific/Honolulu" },
    { "US/Indiana-Starke", "America/Indiana/Knox" },
    { "US/Michigan", "America/Detroit" },
    { "US/Mountain", "America/Denver" },
    { "US/Pacific", "America/Los_Angeles" },
    { "US/Samoa", "Pacific/Pago_Pago" },
    { "W-SU", "Europe/Moscow" },
};

static int compare(const void *name, const void *alias)
{
    return strcmp(name, ((const ZoneAlias *)alias)->old_name);
}

const char *zone_alias_resolve(const char *name)
{
    const ZoneAlias *alias =
        bsearch(name, ALIASES, G_N_ELEMENTS(ALIASES), sizeof(ALIASES[0]), compare);

    return alias != NULL ? alias->name : name;
}
