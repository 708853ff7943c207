#pragma once

#include "render/page/page_view.h"

/* How to get what a page shows into a calendar: what that is in words, and links that subscribe or
 * download. What needs the whole address has it where it is known (PageView.public_url); else a
 * script fills it in from where the page was found, and without one there is a link to copy. A
 * single session can only be downloaded. Behind it, for phones and paper, comes a QR code of the
 * page's address, if that is known. */
void page_panel_append(GString *out, const PageView *view);

/* On the page of an agency, or of a selection of what is its own, the same on each: tells who
 * belongs to it of its private calendar. Whether anything is private is nothing that a page knows,
 * nor may tell. */
void page_panel_append_private_hint(GString *out, const PageView *view);

/* "ILO, with the plenaries" of a feed; the caller's own. */
char *page_panel_dup_words(const PageView *view);

/* Of the calendar that a page is of, as seen from the page, and of the page itself, whole: NULL if
 * the public address is not known. The caller's own. */
char *page_panel_dup_calendar(const PageView *view);
char *page_panel_dup_page_address(const PageView *view);
