#include "render/page/page_matches.h"

#include "model/revision/word_search.h"
#include "render/page/page_names.h"
#include "render/web/html.h"

/* Of each kind, so many are listed; assets/page.js has the same. */
#define LISTED_MAX 20

/* Where a kind of record has its pages. */
typedef struct Folder {
    NamedKind kind;
    FeedKind feed;
} Folder;

static const Folder FOLDERS[] = {
    { NAMED_AGENCY, FEED_KIND_AGENCY },
    { NAMED_PERSON, FEED_KIND_PERSON },
    { NAMED_ROOM, FEED_KIND_ROOM },
    { NAMED_ROUND_TABLE, FEED_KIND_ROUND_TABLE },
};

static const char *heading_of(const PageView *view, NamedKind kind)
{
    return kind == NAMED_AGENCY   ? agenda_noun(view->agenda, NOUN_AGENCY_LABEL)
           : kind == NAMED_PERSON ? "Person"
           : kind == NAMED_ROOM   ? "Room"
                                  : agenda_noun(view->agenda, NOUN_ROUND_TABLE_LABEL);
}

static void append_records(GString *out, const PageView *view, const Folder *folder,
                           char *const *words)
{
    g_autoptr(GPtrArray) names = page_names_new(view->agenda, folder->kind);
    gsize start = out->len;
    guint count = 0;

    html_append(out, "<h3>{}</h3>\n<ul>\n", heading_of(view, folder->kind));
    for (guint i = 0; i < names->len; i++) {
        const PageName *name = names->pdata[i];
        if (word_search_finds(words, name->searched) && ++count <= LISTED_MAX) {
            g_string_append(out, "<li>");
            page_view_begin_link(out, view, folder->feed, name->id);
            html_append(out, "<bdi>{}</bdi></a></li>\n", name->label);
        }
    }
    if (count > LISTED_MAX) {
        g_string_append_printf(out, "<li>and %u more: more words find fewer</li>\n",
                               count - LISTED_MAX);
    }
    g_string_append(out, "</ul>\n");
    if (count == 0) {
        g_string_truncate(out, start);
    }
}

void page_matches_append(GString *out, const PageView *view)
{
    g_string_append(out, "<div id=\"matches\">");
    if (view->filter != NULL && view->filter->words != NULL) {
        g_auto(GStrv) words = word_search_dup_words(view->filter->words);
        gsize start = out->len;
        for (gsize i = 0; i < G_N_ELEMENTS(FOLDERS); i++) {
            append_records(out, view, &FOLDERS[i], words);
        }
        if (out->len > start) {
            g_string_insert(out, (gssize)start, "\n<h2>Found by name</h2>\n");
        }
    }
    g_string_append(out, "</div>\n");
}
