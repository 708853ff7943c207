#include "model/change/omission.h"

static bool stands(const Session *session)
{
    return session->kind != SESSION_KIND_BREAK && session->status != SESSION_STATUS_CANCELLED;
}

Omission *omission_new(const Agenda *before, const Agenda *after)
{
    Omission *omission = g_new0(Omission, 1);

    omission->names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < before->sessions->len; i++) {
        const Session *session = before->sessions->pdata[i];
        if (!stands(session)) {
            continue;
        }
        omission->stood++;
        /* Whatever its status is there: cancelled is not left out. */
        if (agenda_find_session(after, session->id) != NULL) {
            continue;
        }
        omission->gone++;
        /* The names go into logs and messages, which may be read by anybody. */
        if (session->visibility == VISIBILITY_PUBLIC) {
            g_ptr_array_add(omission->names,
                            g_strdup_printf("%s %s", session->id, text_get(&session->title, NULL)));
        }
    }
    return omission;
}

void omission_free(Omission *omission)
{
    if (omission != NULL) {
        g_ptr_array_unref(omission->names);
        g_free(omission);
    }
}

bool omission_is_grave(const Omission *omission)
{
    /* "More than a third" in integers. */
    return omission->stood >= OMISSION_SESSIONS_MIN && omission->gone * 3 > omission->stood;
}
