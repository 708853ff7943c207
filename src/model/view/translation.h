#pragma once

#include "model/revision/revision.h"

/*
 * A revision in other languages: the same events, feeds, keys and stamps, with each text in the
 * first wanted language that the agenda has it in. Our own words are not translated.
 */

/* Makes a translation; `langs` as in text_choose. It has no change log. The caller owns it. */
Revision *translation_new(const Revision *revision, const char *const *langs);

/* The languages of an agenda's texts, each once, in alphabetical order (const char *, borrowed from
 * the agenda). The caller owns the array. */
GPtrArray *translation_list_languages(const Agenda *agenda);
