#pragma once

#include "model/revision/revision.h"

/*
 * A revision in other languages: the same events, feeds, keys and stamps, with the texts in the
 * languages that somebody reads, as far as the agenda has them. Our own words are not translated.
 */

/* Makes one; `langs` as in text_choose. It has no log of changes. The caller's own. */
Revision *translation_new(const Revision *revision, const char *const *langs);

/* The languages of an agenda's texts, each once, in alphabetical order (const char *, which live as
 * long as the agenda). The caller's own array. */
GPtrArray *translation_list_languages(const Agenda *agenda);
