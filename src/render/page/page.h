#pragma once

#include "model/table/table.h"
#include "render/page/page_view.h"

/* Renders the pages of one revision as HTML: one for each of its feeds, and one of its changes.
 * They work without scripts. Their links are relative, except those that subscribe, which need the
 * public address. */
typedef struct PageRenderer PageRenderer;

/* Borrows the revision and the public address (or NULL), which must live longer. With `is_private`
 * the pages are an agency's own, and name its clashes whatever the agenda says. */
PageRenderer *page_renderer_new(const Revision *revision, const char *public_url, bool is_private);
void page_renderer_free(PageRenderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageRenderer, page_renderer_free)

/* The page of a feed of that revision, or of a selection that was asked for: then the form has a
 * filter, which says how. The caller's own. */
GBytes *page_render(PageRenderer *renderer, const RevisionFeed *feed, const PageForm *form);

/* The page of a table of that revision's agenda, of which it has one part; with the filter of the
 * form if something was asked for. The caller's own. */
GBytes *page_render_table(PageRenderer *renderer, const Table *table, const TableForm *table_form,
                          const PageForm *form);

/* The page of all changes of the agenda; the caller's own. */
GBytes *page_render_changes(PageRenderer *renderer);
