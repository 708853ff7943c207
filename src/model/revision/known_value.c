#include "model/revision/known_value.h"

#include <string.h>

#include "model/address/address.h"

/* The answer to an unknown value lists at most this many known ones: nobody reads more. */
#define MAX_LISTED 50

/* The kind of feed that each value of a name has; FEED_KIND_SELECTION if it has none. */
static const FeedKind KINDS[N_SELECTION_NAMES] = {
    [SELECTION_AGENCY] = FEED_KIND_AGENCY,
    [SELECTION_PERSON] = FEED_KIND_PERSON,
    [SELECTION_ROLE] = FEED_KIND_SELECTION,
    [SELECTION_ROUND_TABLE] = FEED_KIND_ROUND_TABLE,
    [SELECTION_DAY] = FEED_KIND_DAY,
    [SELECTION_ROOM] = FEED_KIND_ROOM,
    [SELECTION_SESSION] = FEED_KIND_SESSION,
    [SELECTION_KIND] = FEED_KIND_SELECTION,
    [SELECTION_TYPE] = FEED_KIND_SELECTION,
    [SELECTION_TAG] = FEED_KIND_SELECTION,
    [SELECTION_LANGUAGE] = FEED_KIND_SELECTION,
};

SelectionName known_value_name_of(FeedKind kind)
{
    SelectionName name = 0;

    while (name < N_SELECTION_NAMES && (kind == FEED_KIND_SELECTION || KINDS[name] != kind)) {
        name++;
    }
    return name;
}

const RevisionFeed *known_value_find_feed(const Revision *revision, SelectionName name,
                                          const char *id)
{
    if (KINDS[name] == FEED_KIND_SELECTION) {
        return NULL;
    }
    g_autofree char *path = address_dup_feed(revision->agenda->id, KINDS[name], id);
    return revision_find_feed(revision, path);
}

/* Whether nobody can tell any more that there was no such value: a session that was withdrawn may
 * have had it. Whoever asks for it goes on getting what is left, since 400 is for what never was.
 */
static bool may_be_forgotten(const Revision *revision, NamedKind kind)
{
    return revision->has_forgotten &&
           (kind == NAMED_TYPE || kind == NAMED_TAG || kind == NAMED_LANGUAGE);
}

bool known_value_is_there(const Revision *revision, SelectionName name, const char *id)
{
    NamedKind kind = selection_name_named(name);

    return selection_name_find(name, revision->agenda, id) != NULL ||
           known_value_find_feed(revision, name, id) != NULL ||
           revision_find_gone_name(revision, kind, id) != NULL || may_be_forgotten(revision, kind);
}

/* What a value of a gone feed was called. The feed of a session is called "1.2 Labour migration",
 * and the session by its number alone; see session_has_number. */
static char *label_of_feed(SelectionName name, const char *id, const Feed *feed)
{
    g_autofree char *number = g_strconcat(id, " ", NULL);

    return g_strdup(
        name == SELECTION_SESSION && g_str_has_prefix(feed->subject, number) ? id : feed->subject);
}

char *known_value_label(SelectionName name, const char *id, gconstpointer revision)
{
    const Revision *of = revision;
    const RevisionFeed *feed = known_value_find_feed(of, name, id);
    const GoneName *gone = revision_find_gone_name(of, selection_name_named(name), id);

    if (gone != NULL) {
        return g_strdup(gone->label);
    }
    return feed != NULL && feed->is_gone ? label_of_feed(name, id, feed->feed)
                                         : selection_name_label(name, of->agenda, id);
}

/* --- values that are not there ------------------------------------------------------------ */

static bool are_ids_known(const Revision *revision, SelectionName name, const GPtrArray *ids,
                          char **out_text)
{
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        if (!known_value_is_there(revision, name, ids->pdata[i])) {
            g_autofree char *unknown =
                selection_name_tell_unknown(name, revision->agenda, ids->pdata[i], MAX_LISTED);
            *out_text = g_strdup_printf("In %s there is %s.\n", revision->agenda->id, unknown);
            return false;
        }
    }
    return true;
}

bool known_value_check(const Revision *revision, const SelectionQuery *query, char **out_text)
{
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        if (!are_ids_known(revision, name, query->ids[name], out_text) ||
            !are_ids_known(revision, name, query->excluded[name], out_text)) {
            return false;
        }
    }
    return true;
}
