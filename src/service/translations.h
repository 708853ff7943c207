#pragma once

#include "model/view/translation.h"
#include "site/resource_maker.h"

/* Revisions in other languages, and what makes their resources. The last few that were asked for
 * are kept, so that they cost no more than in the first language. Not thread-safe. */
typedef struct Translations Translations;

/* Borrows the options, which must outlive it. */
Translations *translations_new(const ResourceOptions *options);
void translations_free(Translations *translations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Translations, translations_free)

/* Makes or finds the translation of a revision into languages, "fr,en". It and its maker are
 * borrowed until the next call of any of these functions. Languages that no text is in make no
 * difference; NULL if none is left, and the revision itself is what was asked for. */
ResourceMaker *translations_find(Translations *translations, const Revision *revision,
                                 const char *langs, const Revision **out_revision);

/* Drops what was made from a revision, or everything (NULL). To be called before a revision that
 * was asked for is freed. */
void translations_forget(Translations *translations, const Revision *revision);

/* Makes a translation as translations_find does, but does not keep it; the caller's own. */
Revision *translations_make(const Revision *revision, const char *langs);
