#pragma once

#include "render/page/page_view.h"

/* What every page begins and ends with. */
typedef struct PageFrame {
    const char *title;
    const char *description;  /* a sentence, or NULL */
    const char *folder;       /* the way from the page to the folder with assets/: "", "../", "/" */
    const char *address;      /* the whole address of the page; NULL if it is not known */
    const char *calendar;     /* its calendar, as seen from the page; or NULL */
    const char *changes;      /* an Atom feed, as seen from the page; or NULL */
    const char *event;        /* what it is about, as JSON (schema.org); or NULL */
    const Agenda *agenda;     /* whose page it is; NULL: of none in particular */
    const Revision *revision; /* for the footer; NULL: there is none */
    const char *link_to_all;  /* the way to the list of all agendas; NULL: this is the list */
    bool has_changes;         /* there is a page of changes */
} PageFrame;

/* Append all that comes before the h1 (with a banner, if the conference does not take place), and
 * all that comes after the page's own content. */
void page_frame_begin(GString *out, const PageFrame *frame);
void page_frame_end(GString *out, const PageFrame *frame);

/* What a page may load and do (Content Security Policy 3): only what comes from the same origin. It
 * stands in each page; a server also sends it, with frame-ancestors, which is ignored in a page. */
#define PAGE_FRAME_POLICY                                                             \
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " \
    "base-uri 'none'; form-action 'self'"
#define PAGE_FRAME_ANCESTORS "; frame-ancestors "
