#include "render/ical/colour.h"

#include <glib.h>

/* Dark enough for white text, and easy to tell apart side by side. The order matters: another one
 * would give feeds other colours. */
static const Colour PALETTE[] = {
    { "royalblue", "#4169E1" },  { "seagreen", "#2E8B57" },      { "firebrick", "#B22222" },
    { "darkorchid", "#9932CC" }, { "darkgoldenrod", "#B8860B" }, { "teal", "#008080" },
    { "chocolate", "#D2691E" },  { "steelblue", "#4682B4" },     { "mediumvioletred", "#C71585" },
    { "olivedrab", "#6B8E23" },  { "slateblue", "#6A5ACD" },     { "indianred", "#CD5C5C" },
};

const Colour *colour_of(const char *uid)
{
    /* The first octet of a version 5 UUID is as evenly spread as a hash. */
    guint number = (guint)g_ascii_xdigit_value(uid[0]) << 4 | (guint)g_ascii_xdigit_value(uid[1]);

    return &PALETTE[number % G_N_ELEMENTS(PALETTE)];
}
