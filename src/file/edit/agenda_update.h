#pragma once

#include "file/edit/text_edit.h"

/* text_update for a whole agenda file. `was` and `wanted` are canonical forms (agenda_records.h):
 * what the text says now, and what it is to say. A session that moves takes its text along, and the
 * slot takes new times where all its sessions move together. A slot that loses its last session
 * goes, and new slots stand by their times. */
void agenda_update(TextEdit *edit, const Node *was, const Node *wanted);
