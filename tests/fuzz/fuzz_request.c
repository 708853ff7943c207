/* Any octets as a request without a socket, the target on the first line and a field on each other:
 * it is routed, and its fields are read, in a way that fits together. */
#include <stdint.h>
#include <string.h>

#include "file/agenda_file.h"
#include "model/revision/succession.h"
#include "serve/http/content_coding.h"
#include "serve/http/precondition.h"
#include "serve/http/request_head.h"
#include "serve/route.h"

#define STAMP 1184198400
#define ETAG "\"0123456789abcdef0123456789abcdef\""

/* One has a history, the other has not. */
static const char *const AGENDAS[] = {
    "agenda: {id: past, title: Past, timezone: UTC}\n"
    "agencies: [{id: ilo, short: ILO, name: ILO}]\n"
    "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: [{id: '1.2',"
    " title: A session, contributions: [{agency: ilo, role: chair}]}]}]}]\n",
    "agenda: {id: plain, title: Plain, timezone: UTC}\n"
    "rooms: [{id: gold, name: Gold Room}]\n"
    "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', plenary: {id: opening,"
    " title: Opening, room: gold}}]}]\n",
};

static Snapshot *make_snapshot(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };

    for (gsize i = 0; i < G_N_ELEMENTS(AGENDAS); i++) {
        g_autoptr(AgendaFile) file = agenda_file_parse("fuzz", AGENDAS[i], strlen(AGENDAS[i]));
        Agenda *agenda = agenda_file_steal_agenda(file);

        g_assert(agenda != NULL);
        Occasion occasion = { STAMP, STAMP, REVISION_KEEP_DEFAULT, 0, MEMBERSHIP_CHANGES };
        g_ptr_array_add(revisions,
                        i == 0 ? succession_first(agenda, &occasion) : revision_new(agenda, STAMP));
    }
    return snapshot_new(revisions, &options);
}

static void check_demand(const Snapshot *snapshot, const Demand *demand, const char *target)
{
    g_auto(Route) again = route_target(snapshot, target);

    g_assert(strlen(demand->path) <= ROUTE_TARGET_MAX);
    g_assert(g_str_has_prefix(demand->key, demand->path));
    g_assert(again.demand != NULL && g_str_equal(again.demand->key, demand->key));
}

/* It is below what is there, and leads to something. */
static void check_location(const Snapshot *snapshot, const char *location)
{
    g_auto(Route) next = route_target(snapshot, location);

    g_assert(location[0] == '/' && location[1] != '/');
    g_assert(next.outcome == ROUTE_FOUND || next.outcome == ROUTE_DEMAND);
}

static void check_route(const Snapshot *snapshot, const char *target)
{
    g_auto(Route) route = route_target(snapshot, target);

    g_assert((route.demand != NULL) == (route.outcome == ROUTE_DEMAND));
    g_assert((route.fault != NULL) ==
             (route.outcome == ROUTE_BAD_QUERY && (route.parameters & PARAMETER_SELECTION) != 0));
    g_assert((route.location != NULL) == (route.outcome == ROUTE_MOVED));
    g_assert(route.fault == NULL || g_utf8_validate(route.fault, -1, NULL));
    g_assert(route.resource != NULL ||
             (route.outcome != ROUTE_FOUND && route.outcome != ROUTE_MOVED));
    g_assert(strlen(target) <= ROUTE_TARGET_MAX || route.outcome == ROUTE_TOO_LONG);
    g_assert(strlen(target) >= ROUTE_TARGET_MAX || route.outcome != ROUTE_TOO_LONG);
    if (route.demand != NULL) {
        check_demand(snapshot, route.demand, target);
    }
    if (route.location != NULL) {
        check_location(snapshot, route.location);
    }
}

/* What is left of the lines are the fields; the one without a colon has no value. */
static void check_fields(char **lines)
{
    g_auto(RequestHead) head = { 0 };

    for (; *lines != NULL; lines++) {
        char *colon = strchr(*lines, ':');

        if (colon != NULL) {
            *colon = '\0';
        }
        request_head_add(&head, *lines, colon != NULL ? colon + 1 : "");
    }
    HeadFault fault = request_head_fault(&head, "HTTP/1.1");
    g_assert(fault != HEAD_FAULT_NONE || head.hosts == 1);
    g_assert(fault != HEAD_FAULT_NONE || head.content_lengths <= 1);
    ContentCoding coding = content_coding_choose(head.accept_encoding);
    g_assert(head.accept_encoding != NULL || coding == CONTENT_CODING_IDENTITY);

    bool is_known =
        precondition_not_modified(head.if_none_match, head.if_modified_since, ETAG, STAMP);
    bool may_be = head.if_none_match != NULL ? strpbrk(head.if_none_match, "\"*") != NULL
                                             : head.if_modified_since != NULL;
    g_assert(!is_known || may_be);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Snapshot *snapshot;
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    if (snapshot == NULL) {
        snapshot = make_snapshot();
    }
    if (*lines != NULL) {
        check_route(snapshot, *lines);
        check_fields(lines + 1);
    }
    return 0;
}
