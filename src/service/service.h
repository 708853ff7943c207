#pragma once

#include "serve/server.h"
#include "service/editions.h"
#include "service/monitoring.h"
#include "site/resource_maker.h"

/* What is served, and how. Everything is borrowed. */
typedef struct ServiceOptions {
    const EditionsOptions *editions;
    const ResourceOptions *publish;
    const MonitoringOptions *monitoring;
    const ServerOptions *server; /* all but its maker and its monitor */
    bool lists_calendars;        /* those of agencies, too, are told at the start */
} ServiceOptions;

/* Reads the agendas, serves them until a signal ends it, and follows what is published meanwhile.
 * Prints whatever goes wrong. */
ExitStatus service_run(const ServiceOptions *options);
