#include "serve/request.h"

#include <string.h>

#include "model/address/address.h"
#include "serve/http/precondition.h"
#include "serve/listen/library.h"

Request *request_new(struct MHD_Connection *connection, char *target)
{
    Request *request = g_new0(Request, 1);
    char *query;

    request->connection = connection;
    request->target = g_strdup(target);
    request->version_at = target + strlen(target) + 1;
    /* Version 0.9.75 would go on to take the query apart into records of 56 octets for each
     * parameter, and give no answer at all if there is no room for these. The target has been
     * copied, and its octets are the connection's own, so the library is given an empty query. */
    query = strchr(target, '?');
    if (query != NULL) {
        query[1] = '\0';
    }
    return request;
}

void request_free(Request *request)
{
    if (request == NULL) {
        return;
    }
    demand_answer_unref(request->answer);
    request_head_clear(&request->head);
    route_clear(&request->route);
    g_free(request->target);
    g_free(request);
}

/* --- reading the head ------------------------------------------------------------------------ */

/* Reads the fields of a request, and checks that they follow one another without a gap. */
typedef struct FieldWalk {
    RequestHead *head;
    const char *next_line; /* where the next field, or the empty line, has to begin */
    bool is_whole;
} FieldWalk;

static enum MHD_Result walk_field(void *data, G_GNUC_UNUSED enum MHD_ValueKind kind,
                                  const char *name, const char *value)
{
    FieldWalk *walk = data;

    if (library_is_own_field(name)) {
        return MHD_YES;
    }
    walk->is_whole = walk->is_whole && name == walk->next_line;
    walk->next_line = library_next_line(value);
    request_head_add(walk->head, name, value);
    return MHD_YES;
}

/* Version 0.9.75 ends a head at a line that begins with NUL, cuts a value at a NUL, takes a bare
 * line feed for the end of a line and misreads a folded one: behind a proxy that reads these in
 * another way, one client could slip in a request among another's. It leaves the fields where they
 * were received, so whatever lies between them is something that it has not shown us. */
static void read_fields(Request *request, const char *method, const char *target,
                        const char *version)
{
    struct MHD_Connection *connection = request->connection;
    FieldWalk walk = {
        .head = &request->head,
        .next_line = version + strlen(version) + strlen("\r\n"),
        .is_whole =
            target == method + strlen(method) + strlen(" ") && version == request->version_at,
    };
    const union MHD_ConnectionInfo *size =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

    MHD_get_connection_values(connection, MHD_HEADER_KIND, walk_field, &walk);
    request->head.octets = size->header_size;
    if (!walk.is_whole || walk.next_line + strlen("\r\n") != method + size->header_size) {
        request->head.fault = HEAD_FAULT_FIELD;
    }
}

/* --- judging it ------------------------------------------------------------------------------ */

static bool is_read(const char *method)
{
    return g_str_equal(method, MHD_HTTP_METHOD_GET) || g_str_equal(method, MHD_HTTP_METHOD_HEAD);
}

/* Why a demand is refused that nobody could make. */
static Refusal judge_in_vain(const Route *route)
{
    const Demand *demand = route->demand;

    if (route->resource == NULL) {
        return REFUSAL_NOT_FOUND;
    }
    return demand_is_past(demand) ? REFUSAL_NO_HISTORY : REFUSAL_QUERY;
}

/* Why an address is refused, even if it is asked in the right way. */
static Refusal judge_route(const Route *route, bool has_maker)
{
    static const Refusal OF_OUTCOME[] = {
        [ROUTE_FOUND] = REFUSAL_NONE,
        [ROUTE_DEMAND] = REFUSAL_NONE,
        [ROUTE_MOVED] = REFUSAL_NONE,
        [ROUTE_SERVICE] = REFUSAL_NONE,
        [ROUTE_NOT_FOUND] = REFUSAL_NOT_FOUND,
        [ROUTE_BAD_QUERY] = REFUSAL_QUERY,
        [ROUTE_NO_HISTORY] = REFUSAL_NO_HISTORY,
        [ROUTE_ASTERISK] = REFUSAL_TARGET,
        [ROUTE_BAD_TARGET] = REFUSAL_TARGET,
        [ROUTE_TOO_LONG] = REFUSAL_TOO_LONG,
    };

    if (route->outcome == ROUTE_DEMAND && !has_maker) {
        return judge_in_vain(route);
    }
    /* Without a maker there are no selections, and so no parameters of theirs. */
    if (route->outcome == ROUTE_BAD_QUERY && !has_maker &&
        (route->parameters & PARAMETER_SELECTION) != 0) {
        return REFUSAL_NOT_FOUND;
    }
    return OF_OUTCOME[route->outcome];
}

/* Whether a request uses a name of ours. One of HTTP/1.0 without a name is not from a browser. */
static bool is_ours(const Request *request, const char *target)
{
    g_autofree char *of_target = NULL;

    if (request->hosts == NULL || request->head.host == NULL) {
        return true;
    }
    of_target = host_of_target_dup(target);
    return host_list_has(request->hosts, of_target != NULL ? of_target : request->head.host);
}

/* Whether scripts of any web site may read what a request asks for: feeds, and not pages. */
static bool is_open_to_scripts(const Request *request)
{
    const Route *route = &request->route;

    if (!answers_policy(request->answers)->any_origin || route->is_private) {
        return false;
    }
    if (route->outcome == ROUTE_FOUND) {
        return !response_is_page(route->resource);
    }
    return route->outcome == ROUTE_DEMAND &&
           format_row(address_parse(route->demand->path).format)->kind != FORMAT_KIND_PAGE;
}

/* Why a request is refused. An address where nothing stands is not found by any method. */
static Refusal judge(const Request *request, const char *method, const char *target,
                     const char *version, bool has_maker)
{
    static const Refusal OF_FAULT[] = {
        [HEAD_FAULT_NONE] = REFUSAL_NONE,   [HEAD_FAULT_SIZE] = REFUSAL_HEAD,
        [HEAD_FAULT_FIELD] = REFUSAL_FIELD, [HEAD_FAULT_HOST] = REFUSAL_HOST,
        [HEAD_FAULT_BODY] = REFUSAL_BODY,
    };
    HeadFault fault = request_head_fault(&request->head, version);
    Refusal of_route = judge_route(&request->route, has_maker);

    /* The target makes the head too large, and 414 says so. */
    if (fault == HEAD_FAULT_SIZE && of_route == REFUSAL_TOO_LONG) {
        return of_route;
    }
    if (fault != HEAD_FAULT_NONE && fault != HEAD_FAULT_BODY) {
        return OF_FAULT[fault];
    }
    if (!is_ours(request, target)) {
        return REFUSAL_NAME;
    }
    if (request->route.outcome == ROUTE_ASTERISK && g_str_equal(method, MHD_HTTP_METHOD_OPTIONS)) {
        return REFUSAL_ASTERISK;
    }
    if (g_str_equal(method, MHD_HTTP_METHOD_OPTIONS) && of_route == REFUSAL_NONE &&
        fault == HEAD_FAULT_NONE && is_open_to_scripts(request)) {
        return REFUSAL_PREFLIGHT;
    }
    if (!is_read(method)) {
        bool stands = of_route != REFUSAL_NOT_FOUND && of_route != REFUSAL_TARGET &&
                      of_route != REFUSAL_TOO_LONG;
        return stands ? REFUSAL_METHOD : of_route;
    }
    return fault != HEAD_FAULT_NONE ? OF_FAULT[fault] : of_route;
}

static bool pays_to_compress(const Demand *demand)
{
    return !format_row(address_parse(demand->path).format)->is_compact;
}

void request_judge(Request *request, const char *method, const char *target, const char *version,
                   bool has_maker)
{
    request->asked_at = g_get_monotonic_time();
    request->route = route_target(answers_snapshot(request->answers), request->target);
    request->method = method;
    request->version = version;
    read_fields(request, method, target, version);
    if (!g_str_equal(method, MHD_HTTP_METHOD_GET)) {
        /* A range is for GET alone (RFC 9110 §14.2). */
        g_clear_pointer(&request->head.range, g_free);
    }
    request->refusal = judge(request, method, target, version, has_maker);
    /* Compressing takes longer than making, so it is only for those who accept it. */
    if (request->route.demand != NULL && pays_to_compress(request->route.demand) &&
        content_coding_choose(request->head.accept_encoding) == CONTENT_CODING_GZIP) {
        demand_compress(request->route.demand);
    }
}

bool request_is_admissible(const Request *request)
{
    return request->refusal == REFUSAL_PREFLIGHT ||
           (is_read(request->method) &&
            (request->refusal == REFUSAL_NONE || request->refusal == REFUSAL_NOT_FOUND));
}

/* --- answering it ---------------------------------------------------------------------------- */

bool request_waits(Request *request, DemandCache *cache)
{
    const Route *route = &request->route;

    if (request->refusal != REFUSAL_NONE || route->outcome != ROUTE_DEMAND) {
        return false;
    }
    if (request->answer == NULL) {
        request->answer = demand_cache_find(cache, route->demand->key);
    }
    return request->answer == NULL;
}

void request_take_answer(Request *request, DemandAnswer *take_answer)
{
    g_assert(request->answer == NULL);
    request->answer = take_answer;
    if (take_answer == NULL) {
        request->refusal = REFUSAL_BUSY;
    }
}

static enum MHD_Result answer_resource(const Request *request, const ResourceAnswer *answer)
{
    const RequestHead *head = &request->head;
    const Resource *resource = resource_answer_resource(answer);
    ResponseForm form = { .coding = resource_answer_choose(answer, head->accept_encoding),
                          .download = request->route.download };
    const char *etag = response_etag(resource, form.coding);

    /* In the order of RFC 9110 §13.2.2. */
    if (precondition_failed(head->if_match, head->if_unmodified_since, etag,
                            resource->last_modified)) {
        return answers_queue_refusal(request->answers, request->connection, REFUSAL_PRECONDITION);
    }
    form.not_modified = precondition_not_modified(head->if_none_match, head->if_modified_since,
                                                  etag, resource->last_modified);
    if (head->range != NULL &&
        precondition_range_holds(head->if_range, etag, resource->last_modified)) {
        form.range =
            byte_range_parse(head->range, g_bytes_get_size(response_body(resource, form.coding)));
    }
    return resource_answer_queue(answer, request->connection, &form);
}

static enum MHD_Result refuse(const Request *request, Refusal refusal)
{
    const Route *route = &request->route;

    if (refusal != REFUSAL_QUERY) {
        return answers_queue_refusal(request->answers, request->connection, refusal);
    }
    /* If nobody makes demands, their parameters are of no use. */
    bool is_in_vain = route->outcome == ROUTE_DEMAND && request->answer == NULL;
    return answers_queue_query_fault(request->answers, request->connection,
                                     is_in_vain ? PARAMETER_DOWNLOAD : route->parameters,
                                     route->fault);
}

static enum MHD_Result answer_demand(const Request *request)
{
    /* For outcomes that the maker has not put into words. */
    static const Refusal OF_OUTCOME[] = {
        [DEMAND_NOT_FOUND] = REFUSAL_NOT_FOUND,
        [DEMAND_REFUSED] = REFUSAL_QUERY,
        [DEMAND_FAILED] = REFUSAL_FAILED,
    };
    const DemandAnswer *answer = request->answer;

    if (demand_answer_resource(answer) != NULL) {
        return answer_resource(request, demand_answer_resource(answer));
    }
    if (demand_answer_has_words(answer)) {
        return demand_answer_queue_words(answer, request->connection);
    }
    return refuse(request, OF_OUTCOME[demand_answer_outcome(answer)]);
}

enum MHD_Result request_answer(const Request *request)
{
    const Resource *resource = request->route.resource;

    if (request->refusal != REFUSAL_NONE) {
        return refuse(request, request->refusal);
    }
    if (request->answer != NULL) {
        return answer_demand(request);
    }
    if (request->route.outcome == ROUTE_MOVED) {
        return answers_queue_redirect(request->answers, request->connection,
                                      request->route.location);
    }
    g_assert(request->route.outcome == ROUTE_FOUND);
    return answer_resource(request, answers_find(request->answers, resource));
}
