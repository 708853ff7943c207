#pragma once

#include "file/import/pretalx_source.h"

/* Fills an event, which has its source already, with what a submission says, but for its slots. */
void pretalx_submission_read(const PretalxSource *source, const json_t *submission,
                             ForeignEvent *event);
