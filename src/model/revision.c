#include "model/revision.h"

Revision *revision_new(Agenda *take_agenda, gint64 stamp)
{
    Revision *revision = g_new0(Revision, 1);

    revision->agenda = take_agenda;
    revision->number = 1;
    revision->stamp = stamp;
    revision->modified = stamp;
    return revision;
}

void revision_free(Revision *revision)
{
    if (revision == NULL) {
        return;
    }
    agenda_free(revision->agenda);
    g_free(revision);
}

/* Without history everything is as old as the revision itself. */
static EventStamp first_stamp(const Revision *revision)
{
    return (EventStamp){ .created = revision->stamp, .changed = revision->stamp, .sequence = 0 };
}

EventStamp revision_stamp_of_session(const Revision *revision, const Session *session)
{
    g_assert(session != NULL);
    return first_stamp(revision);
}

EventStamp revision_stamp_of_preparation(const Revision *revision, const Preparation *preparation)
{
    g_assert(preparation != NULL);
    return first_stamp(revision);
}
