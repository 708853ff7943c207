#include "model/address/id.h"

#include <string.h>

/* Whether an octet matches the inside of a bracket expression, such as "a-z0-9-". As in GLOB, a
 * hyphen at the end stands for itself. Not by isalnum(3), which depends on the locale. */
static bool is_one_of(const char *octets, char octet)
{
    for (const char *from = octets; *from != '\0'; from++) {
        bool is_range = from[1] == '-' && from[2] != '\0';
        if (is_range ? octet >= from[0] && octet <= from[2] : octet == *from) {
            return true;
        }
        /* Step over the rest of the range; the loop steps over its first octet. */
        from += is_range ? 2 : 0;
    }
    return false;
}

static bool is_made_of(const char *text, const char *octets)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (!is_one_of(octets, *at)) {
            return false;
        }
    }
    return *text != '\0';
}

bool id_is_good(const char *text)
{
    return is_made_of(text, ID_OCTETS);
}

bool id_is_good_code(const char *text)
{
    return is_made_of(text, ID_CODE_OCTETS);
}

bool id_has_octet(char octet)
{
    return is_one_of(ID_CODE_OCTETS, octet);
}

bool id_can_be_code(const char *text)
{
    return id_is_good_code(text) && *text != '.' && strlen(text) <= ID_MAX;
}
