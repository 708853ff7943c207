#pragma once

#include "model/revision/revision.h"

/*
 * How revisions of what an agency sees follow each other (succession.h). A view of an agency has
 * but what concerns it (concern.h) and costs in proportion to that. It begins after the last
 * revision of what everybody sees, and then goes on by itself.
 */

/* The next agenda of a view, made of a whole one: all that concerns the agency, or did in `last`,
 * the last revision of the view or else of everybody (or NULL). What is in the view (`is_own`)
 * stays in it, as long as the agenda has it and the agency may see it. */
Agenda *view_succession_agenda(const Agenda *whole, const Revision *last, bool is_own,
                               const char *agency);

/* The revision that `next`, such an agenda, follows: of `last`, what concerns the agency or is in
 * `next`. What comes into the view with it has the stamps that it has for everybody, in `public`
 * (or NULL), unless it was in the view before and has later ones. The caller's own. */
Revision *view_succession_basis(const Revision *last, const Revision *public, const Agenda *next,
                                const char *agency);
