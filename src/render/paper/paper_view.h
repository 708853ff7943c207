#pragma once

#include "model/revision/revision.h"
#include "model/selection/paper_form.h"
#include "render/paper/paper.h"

/* What the parts of a paper share: which feed it shows, and how. */
typedef struct PaperView {
    Paper *paper;
    const Revision *revision;
    const Agenda *agenda;
    const Feed *feed;
    const char *public_url; /* see ResourceOptions; or NULL */
    PaperForm form;
    GHashTable *introduced; /* id of a round table whose title has been told */
} PaperView;
