#pragma once

#include "render/page/page_view.h"

/* What every page begins and ends with. */
typedef struct PageFrame {
    const char *title;
    const char *description;  /* a sentence, or NULL */
    const char *folder;       /* the way from the page to the folder with assets/: "", "../", "/" */
    const char *address;      /* of the page, whole; NULL where that is not known */
    const char *calendar;     /* of its calendar, as seen from the page; or NULL */
    const char *changes;      /* of an Atom feed, as seen from the page; or NULL */
    const char *event;        /* what it is about, as JSON (schema.org); or NULL */
    const Agenda *agenda;     /* whose page it is; NULL: none in particular */
    const Revision *revision; /* NULL: it says nothing of one */
    const char *link_to_all;  /* the way to the list of all agendas; NULL: it is that */
    bool has_changes;         /* there is a page of changes */
} PageFrame;

/* Appends all up to the h1, and all behind the last of a page's own. */
void page_frame_begin(GString *out, const PageFrame *frame);
void page_frame_end(GString *out, const PageFrame *frame);

/* What a page may load and do (Content Security Policy 3): nothing that is not of the same place.
 * It stands in each page; a server also sends it, with what pages cannot say of themselves. */
#define PAGE_FRAME_POLICY                                                             \
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " \
    "base-uri 'none'; form-action 'self'"
#define PAGE_FRAME_SERVER_POLICY PAGE_FRAME_POLICY "; frame-ancestors 'none'"
