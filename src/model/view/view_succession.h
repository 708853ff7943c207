#pragma once

#include "model/revision/revision.h"

/*
 * How the revisions of an agency's view follow each other (model/revision/succession). A view holds
 * only what concerns the agency (model/view/concern), and costs in proportion to that. It begins as
 * a copy of the last public revision and then goes its own way.
 */

/* The next agenda of a view, made from the whole agenda: everything that concerns the agency now or
 * did in `last`, the last revision of the view or, if there is none yet, the last public one (or
 * NULL). With `is_own`, `last` is the view's, and everything in it stays, as long as the agenda has
 * it and the agency may see it. The caller owns it. */
Agenda *view_succession_agenda(const Agenda *whole, const Revision *last, bool is_own,
                               const char *agency);

/* The revision that `next`, an agenda from view_succession_agenda, is to follow: `last`, reduced to
 * what concerns the agency or is in `next`. What enters the view with `next` gets its stamps from
 * `public` (or NULL), unless it was in the view before and has later ones. The caller owns it. */
Revision *view_succession_basis(const Revision *last, const Revision *public, const Agenda *next,
                                const char *agency);
