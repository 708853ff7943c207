#include "render/ical/categories.h"

#include <string.h>

#include "model/agenda/participant.h"

/* Whether a comma-separated list holds a category. */
static bool has_category(const char *list, gsize list_length, const char *category)
{
    gsize length = strlen(category);

    /* A comma follows the list, so each of its items ends with one. */
    for (gsize i = 0; i < list_length; i += strcspn(list + i, ",") + 1) {
        if (strncmp(list + i, category, length) == 0 && list[i + length] == ',') {
            return true;
        }
    }
    return false;
}

/* Appends to a list of categories that begins at `start`, unless the category is in it already or
 * has no characters left. Commas, semicolons and backslashes are dropped: a comma would split the
 * category, and the others would need escapes. */
static void append_category(GString *out, gsize start, const char *category)
{
    gsize before = out->len;

    if (out->len > start) {
        g_string_append_c(out, ',');
    }
    gsize begin = out->len;
    for (const char *c = category; *c != '\0'; c++) {
        if (strchr(",;\\", *c) == NULL) {
            g_string_append_c(out, *c);
        }
    }
    if (out->len == begin || has_category(out->str + start, begin - start, out->str + begin)) {
        g_string_truncate(out, before);
    }
}

void categories_append_session(GString *out, const Session *session, const Participant *viewpoint)
{
    static const char *const KINDS[] = {
        [SESSION_KIND_SESSION] = "Session",
        [SESSION_KIND_PLENARY] = "Plenary",
        [SESSION_KIND_BREAK] = "Break",
    };
    gsize start = out->len;

    if (session->round_table != NULL) {
        g_autofree char *table =
            agenda_dup_round_table_label(session->day->agenda, session->round_table->id);
        append_category(out, start, table);
    }
    append_category(out, start, KINDS[session->kind]);
    if (session->type != NULL) {
        append_category(out, start, term_label(session->type));
    }
    for (guint i = 0; session->tags != NULL && i < session->tags->len; i++) {
        append_category(out, start, term_label(session->tags->pdata[i]));
    }
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (viewpoint == NULL || contribution_is_of(contribution, viewpoint)) {
            append_category(out, start, text_get(&contribution->role->label, NULL));
        }
    }
}

void categories_append_preparation(GString *out, const Preparation *preparation)
{
    gsize start = out->len;

    append_category(out, start, "Preparation");
    append_category(out, start, text_get(&preparation->role->label, NULL));
}
