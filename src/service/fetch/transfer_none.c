#include "service/fetch/transfer.h"

#include "service/fetch/fetch.h"

void transfer_answer_clear(G_GNUC_UNUSED TransferAnswer *answer)
{
}

Transferrer *transferrer_new(GError **error)
{
    g_set_error_literal(error, FETCH_ERROR, FETCH_ERROR_ENVIRONMENT,
                        "this confeed was built without libcurl: fetch it with another program, "
                        "and read the file");
    return NULL;
}

void transferrer_free(G_GNUC_UNUSED Transferrer *transferrer)
{
}

bool transfer_run(G_GNUC_UNUSED const Transferrer *transferrer,
                  G_GNUC_UNUSED const TransferRequest *request, G_GNUC_UNUSED TransferAnswer *out,
                  G_GNUC_UNUSED GError **error)
{
    return false;
}
