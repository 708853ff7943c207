#include "serve/watch/service_page.h"

#include <glib.h>
#include <string.h>

bool service_page_find(const char *path, ServicePage *out_page)
{
    static const char *const PATHS[] = {
        [SERVICE_PAGE_HEALTH] = "healthz",
        [SERVICE_PAGE_READY] = "readyz",
        [SERVICE_PAGE_METRICS] = "metrics",
    };

    for (ServicePage page = 0; page < G_N_ELEMENTS(PATHS); page++) {
        if (strcmp(PATHS[page], path) == 0) {
            *out_page = page;
            return true;
        }
    }
    return false;
}
