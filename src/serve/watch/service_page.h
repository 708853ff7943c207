#pragma once

#include <stdbool.h>

/* Pages about the service itself. These addresses are its own, whatever agendas there are. */
typedef enum ServicePage {
    SERVICE_PAGE_HEALTH,  /* /healthz */
    SERVICE_PAGE_READY,   /* /readyz */
    SERVICE_PAGE_METRICS, /* /metrics */
} ServicePage;

/* The page at a path, which has no slash before it; false if there is none. */
bool service_page_find(const char *path, ServicePage *out_page);
