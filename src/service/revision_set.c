#include "service/revision_set.h"

#include <string.h>

/* Finds the place of an agenda in the array, which is sorted by id. One after the other, since
 * agendas are few. */
static guint find_position(const GPtrArray *revisions, const char *id, bool *out_is_there)
{
    guint position = 0;
    gint order = 1;

    while (position < revisions->len) {
        const Revision *revision = revisions->pdata[position];
        order = strcmp(revision->agenda->id, id);
        if (order >= 0) {
            break;
        }
        position++;
    }
    *out_is_there = order == 0;
    return position;
}

const Revision *revision_set_find(const GPtrArray *revisions, const char *id)
{
    bool is_there;
    guint position = find_position(revisions, id, &is_there);

    return is_there ? revisions->pdata[position] : NULL;
}

void revision_set_put(GPtrArray *revisions, Revision *take_revision)
{
    bool is_there;
    guint position = find_position(revisions, take_revision->agenda->id, &is_there);

    if (is_there) {
        revision_free(revisions->pdata[position]);
        revisions->pdata[position] = take_revision;
    } else {
        g_ptr_array_insert(revisions, (gint)position, take_revision);
    }
}
