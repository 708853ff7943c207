#pragma once

#include "render/page/page_view.h"

typedef enum PageDetail {
    PAGE_DETAIL_FULL,
    PAGE_DETAIL_BRIEF, /* without those who contribute, where there are many sessions */
} PageDetail;

/* Appends a session of a schedule: an article with its title as a heading of level 4, its subtitle,
 * its hours where they are narrower than its slot's, its room, its type and tags, its badges, and
 * who contributes. On an
 * agency's own page, that agency comes first. */
void page_entry_append(GString *out, const PageView *view, const FeedEntry *entry,
                       PageDetail detail);

/* Appends the badges of a session: cancelled, tentative, moved, clashing; nothing if there are
 * none. A departure says what became of it. */
void page_entry_append_badges(GString *out, const PageView *view, const FeedEntry *entry);

/* Appends all roles of an agency in a session: "Rapporteur, Input (requested)". */
void page_entry_append_roles(GString *out, const Session *session, Contributor who);
