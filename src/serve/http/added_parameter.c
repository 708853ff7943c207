#include "serve/http/added_parameter.h"

#include <glib.h>
#include <string.h>

/* What trackers, mail programs and caches add to any address on its way to whoever opens it. A name
 * that ends in "*" stands for all that begin so. None of them is close to a parameter of ours. */
static const char *const ADDED[] = {
    /* Which advertisement was clicked. */
    "fbclid",
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igsh",
    "igshid",
    "epik",
    "rdt_cid",
    "ScCid",
    /* Campaigns: Google Analytics, Matomo, Adobe. */
    "utm_*",
    "mtm_*",
    "pk_*",
    "piwik_*",
    "matomo_*",
    "s_cid",
    "srsltid",
    /* Newsletters: Mailchimp, HubSpot, Marketo, Vero, Omeda, ConvertKit, Klaviyo. */
    "mc_*",
    "hsCtaTracking",
    "mkt_tok",
    "vero_*",
    "oly_*",
    "ck_subscriber_id",
    "_ke",
    /* The same from one site to the next, and jQuery's "_", which keeps caches from answering. */
    "_",
    "_ga*",
    "_gl",
    "_hs*",
    "__hs*",
    "__s",
    "nocache",
    "cachebust",
    "cachebuster",
};

bool added_parameter_is(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ADDED); i++) {
        gsize octets = strcspn(ADDED[i], "*");
        if (strncmp(name, ADDED[i], octets) == 0 &&
            (ADDED[i][octets] == '*' || name[octets] == '\0')) {
            return true;
        }
    }
    return false;
}
