#pragma once

#include "model/revision/revision.h"

/*
 * Sitemaps (https://www.sitemaps.org), in which search engines find the pages that there are and
 * when each last changed: one for each agenda, in its folder, and at the root a list of those. They
 * need to know the public address, without a slash at the end. The caller owns what they return.
 */
#define SITEMAP_NAME "sitemap.xml"
#define SITEMAP_MEDIA_TYPE "application/xml"

/* Of the pages of a revision, at most as many as a sitemap may hold: the agenda's own and those of
 * agencies come first, those of sessions last. */
GBytes *sitemap_of_revision(const Revision *revision, const char *public_url);

/* Adds the ids of the agendas of revisions (Revision *), but not of what has ended. Borrowed. */
void sitemap_add_revisions(GPtrArray *ids, const GPtrArray *revisions);

/* Of the sitemaps of agendas, whose ids these are (const char *). */
GBytes *sitemap_of_agendas(const GPtrArray *ids, const char *public_url);
