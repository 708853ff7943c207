#pragma once

#include "render/page/page_view.h"

/* Appends how to get what a page shows into a calendar program: what that is, in words, and links
 * that subscribe or download. Links that need a whole address have it if it is known
 * (PageView.public_url); otherwise a script fills it in from where the page was found, and without
 * scripts there is a link to copy. A single session can only be downloaded. Then, for phones and
 * paper, comes a QR code of the page's address, if that is known. */
void page_panel_append(GString *out, const PageView *view);

/* On the page of an agency, or of a selection with an agency as its viewpoint: tells the agency's
 * people about its private calendar, if any agency of the agenda has one. The hint is the same for
 * every agency, since a page neither knows nor may reveal whose anything private is. */
void page_panel_append_private_hint(GString *out, const PageView *view);

/* What the page's feed holds, in words: "ILO, with the plenaries"; the caller's own. */
char *page_panel_dup_words(const PageView *view);

/* The address of the page's calendar, as seen from the page; and the whole address of the page
 * itself, NULL if the public address is not known. The caller's own. */
char *page_panel_dup_calendar(const PageView *view);
char *page_panel_dup_page_address(const PageView *view);
