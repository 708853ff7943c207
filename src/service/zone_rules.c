#include "service/zone_rules.h"

#include "file/zone_file.h"
#include "service/message.h"

PublishOutcome zone_rules_publish(History *history, const Revision *previous,
                                  const PublishOptions *how, Publication *out_publication,
                                  GError **error)
{
    const char *name = tz_name(previous->agenda->tz);
    PublishOptions own = { .by = how->by, .now = how->now, .keep_seconds = how->keep_seconds };
    g_autoptr(Tz) tz = zone_file_read(name, NULL);
    PublishOutcome outcome =
        tz != NULL ? chronicle_publish_rules(history, previous, tz, &own, out_publication, error)
                   : PUBLISH_SAME;

    if (outcome == PUBLISH_DONE) {
        message_info("%s: the rules of %s have changed", previous->agenda->id, name);
    }
    return outcome;
}
