#include "serve/answers.h"

#include <string.h>

#include "serve/answer/error_answer.h"
#include "serve/answer/response.h"

#define MOVED_TEXT "This stands at another address, which Location names.\n"

#define METHOD_TEXT "Calendars can only be read here: use GET or HEAD.\n"

typedef struct RefusalText {
    const char *text; /* lines, or with `leads_on` a sentence */
    unsigned status;
    bool leads_on; /* another sentence says where all is found */
} RefusalText;

static const RefusalText REFUSAL_TEXTS[N_REFUSALS] = {
    [REFUSAL_NOT_FOUND] = { "Nothing stands at this address.", MHD_HTTP_NOT_FOUND,
                            .leads_on = true },
    [REFUSAL_METHOD] = { METHOD_TEXT, MHD_HTTP_METHOD_NOT_ALLOWED },
    [REFUSAL_ASTERISK] = { METHOD_TEXT, MHD_HTTP_OK },
    [REFUSAL_NO_HISTORY] = { "There is no history here: this calendar is known only as it is now.\n"
                             "Leave out rev and at.\n",
                             MHD_HTTP_BAD_REQUEST },
    [REFUSAL_TARGET] = { "This is not a well-formed address.", MHD_HTTP_BAD_REQUEST,
                         .leads_on = true },
    [REFUSAL_TOO_LONG] = { "This address is too long.", MHD_HTTP_URI_TOO_LONG, .leads_on = true },
    [REFUSAL_HEAD] = { "The header of the request is too large. No cookies are needed here.\n",
                       MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE },
    [REFUSAL_FIELD] = { "A header field of the request is malformed.\n", MHD_HTTP_BAD_REQUEST },
    [REFUSAL_HOST] = { "The request needs exactly one Host field, with a name or an address.\n",
                       MHD_HTTP_BAD_REQUEST },
    [REFUSAL_NAME] = { "This service does not go by the name that it was asked under. Whoever runs "
                       "it can add one, with --host.\n",
                       MHD_HTTP_MISDIRECTED_REQUEST },
    [REFUSAL_BODY] = { "Calendars can only be read here: send the request without a body, and "
                       "without Transfer-Encoding and Expect.\n",
                       MHD_HTTP_BAD_REQUEST },
    [REFUSAL_PRECONDITION] = { "What is here now is not what If-Match or If-Unmodified-Since of the "
                               "request names. Ask without them to get it.\n",
                               MHD_HTTP_PRECONDITION_FAILED },
    [REFUSAL_BUSY] = { "Too much is asked for at the moment. Ask again in a second.\n",
                       MHD_HTTP_SERVICE_UNAVAILABLE },
    [REFUSAL_FAILED] = { "This cannot be made at the moment. Ask again in a minute.\n",
                         MHD_HTTP_SERVICE_UNAVAILABLE },
};

/* Those before this one need words of their own, or none. */
#define FIRST_PREPARED (REFUSAL_QUERY + 1)

struct Answers {
    Snapshot *snapshot;
    Policy policy;
    GHashTable *resources; /* const Resource * → ResourceAnswer * */
    ErrorAnswer *refusals[N_REFUSALS];
    HoldingIndex *holdings; /* or NULL */
};

static ErrorAnswer *refusal_new(Refusal refusal, const char *root)
{
    const RefusalText *row = &REFUSAL_TEXTS[refusal];
    g_autofree char *text =
        row->leads_on
            ? g_strdup_printf("%s The page at %s leads to all calendars.\n", row->text, root)
            : g_strdup(row->text);
    ErrorAnswer *answer = error_answer_new(row->status, text, root);

    /* 405 must say what is allowed (RFC 9110 §15.5.6), and OPTIONS asks for it. */
    if (refusal == REFUSAL_METHOD || refusal == REFUSAL_ASTERISK) {
        error_answer_add_header(answer, MHD_HTTP_HEADER_ALLOW, RESPONSE_METHODS);
    }
    /* In seconds: a crowd passes sooner than a failure. */
    if (refusal == REFUSAL_BUSY || refusal == REFUSAL_FAILED) {
        error_answer_add_header(answer, MHD_HTTP_HEADER_RETRY_AFTER,
                                refusal == REFUSAL_BUSY ? "1" : "60");
    }
    return answer;
}

static ResourceAnswer *prepare(Resource *resource, const Policy *policy, const Answers *previous)
{
    /* What does not change is the same Resource in both snapshots. */
    ResourceAnswer *known =
        previous != NULL ? g_hash_table_lookup(previous->resources, resource) : NULL;

    if (known != NULL) {
        return resource_answer_ref(known);
    }
    Policy own = *policy;
    /* A new body would stand at a new address, so caches may keep this one for good. */
    if (resource->is_immutable) {
        own.cache_control = RESPONSE_CACHE_FOR_GOOD;
    }
    return resource_answer_new(resource, &own);
}

static void prepare_all(Answers *answers, const GPtrArray *resources, const Policy *policy,
                        const Answers *previous)
{
    for (guint i = 0; i < resources->len; i++) {
        Resource *resource = g_ptr_array_index(resources, i);

        g_hash_table_insert(answers->resources, resource, prepare(resource, policy, previous));
    }
}

Answers *answers_new(Snapshot *snapshot, const Policy *policy, const Answers *previous)
{
    Answers *answers = g_atomic_rc_box_new0(Answers);

    answers->snapshot = snapshot_ref(snapshot);
    answers->policy = *policy;
    answers->resources =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)resource_answer_unref);
    prepare_all(answers, snapshot_resources(snapshot), policy, previous);
    prepare_all(answers, snapshot_private_resources(snapshot), policy, previous);
    for (Refusal refusal = FIRST_PREPARED; refusal < N_REFUSALS; refusal++) {
        if (REFUSAL_TEXTS[refusal].text != NULL) {
            answers->refusals[refusal] = refusal_new(refusal, policy_root(policy));
        }
    }
    return answers;
}

Answers *answers_ref(Answers *answers)
{
    return g_atomic_rc_box_acquire(answers);
}

static void answers_free(gpointer data)
{
    Answers *answers = data;

    holding_index_free(answers->holdings);
    g_hash_table_unref(answers->resources);
    for (Refusal refusal = FIRST_PREPARED; refusal < N_REFUSALS; refusal++) {
        error_answer_free(answers->refusals[refusal]);
    }
    snapshot_unref(answers->snapshot);
}

void answers_unref(Answers *answers)
{
    g_atomic_rc_box_release_full(answers, answers_free);
}

void answers_take_holdings(Answers *answers, HoldingIndex *take_holdings)
{
    answers->holdings = take_holdings;
}

const HoldingIndex *answers_holdings(const Answers *answers)
{
    return answers->holdings;
}

const Snapshot *answers_snapshot(const Answers *answers)
{
    return answers->snapshot;
}

const Policy *answers_policy(const Answers *answers)
{
    return &answers->policy;
}

const ResourceAnswer *answers_find(const Answers *answers, const Resource *resource)
{
    return g_hash_table_lookup(answers->resources, resource);
}

enum MHD_Result answers_queue_redirect(const Answers *answers, struct MHD_Connection *connection,
                                       const char *location)
{
    struct MHD_Response *response = response_of_text(MOVED_TEXT, RESPONSE_CACHE_BRIEFLY);
    g_autofree char *under_root = g_strconcat(policy_root(&answers->policy), location + 1, NULL);

    response_add_header(response, MHD_HTTP_HEADER_LOCATION, under_root);
    return response_queue_once(connection, MHD_HTTP_MOVED_PERMANENTLY, response,
                               strlen(MOVED_TEXT));
}

enum MHD_Result answers_queue_query_fault(const Answers *answers, struct MHD_Connection *connection,
                                          ParameterSet parameters, const char *fault)
{
    /* First what is wrong, then what would be right. */
    g_autofree char *description = query_describe(parameters);
    g_autofree char *text =
        fault != NULL ? g_strconcat(fault, "\n", description, NULL) : g_strdup(description);
    g_autoptr(ErrorAnswer) answer =
        error_answer_new(MHD_HTTP_BAD_REQUEST, text, policy_root(&answers->policy));

    return error_answer_queue(answer, connection);
}

enum MHD_Result answers_queue_refusal(const Answers *answers, struct MHD_Connection *connection,
                                      Refusal refusal)
{
    if (refusal == REFUSAL_PREFLIGHT) {
        return response_queue_once(connection, MHD_HTTP_NO_CONTENT, response_of_preflight(), 0);
    }
    return error_answer_queue(answers->refusals[refusal], connection);
}
