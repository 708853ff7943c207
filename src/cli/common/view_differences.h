#pragma once

#include "render/report/difference_json.h"

/* How two agendas differ, for the public and for each agency that sees or saw anything private. */
typedef struct ViewDifferences ViewDifferences;

/* Borrows both agendas. */
ViewDifferences *view_differences_new(const Agenda *old_agenda, const Agenda *new_agenda);
void view_differences_free(ViewDifferences *views);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ViewDifferences, view_differences_free)

const Difference *view_differences_public(const ViewDifferences *views);

/* PrivateDifference of each agency whose own calendar changes, by id. */
const GArray *view_differences_private(const ViewDifferences *views);

/* Appends a report for a person, "" if all calendars stay the same. */
void view_differences_append_text(GString *out, const ViewDifferences *views);

bool view_differences_are_empty(const ViewDifferences *views);
