#pragma once

#include "model/view/translation.h"
#include "site/resource_maker.h"

/* Revisions in other languages, and who makes their calendars: the last few that were asked for are
 * kept, so that one of them costs no more than in the first language. Not thread-safe. */
typedef struct Translations Translations;

/* Borrows the options. */
Translations *translations_new(const ResourceOptions *options);
void translations_free(Translations *translations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Translations, translations_free)

/* Makes or finds that of a revision in languages, "fr,en"; borrowed until the next call of any of
 * these. NULL if the agenda has no text in one of the languages: out_text is then a line that says
 * so, and which there are. */
ResourceMaker *translations_find(Translations *translations, const Revision *revision,
                                 const char *langs, const Revision **out_revision, char **out_text);

/* To be called before a revision is freed that was asked for; NULL: all of them. */
void translations_forget(Translations *translations, const Revision *revision);

/* The same in languages as of translations_find, not kept; the caller's own. */
Revision *translations_make(const Revision *revision, const char *langs, char **out_text);
