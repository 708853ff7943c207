#pragma once

#include "model/revision/revision.h"
#include "model/selection/cancelled_form.h"
#include "model/selection/paper_form.h"
#include "render/paper/paper.h"

/* The most rows that a programme can have: those of some 15,000 sessions. */
#define PAPER_PROGRAMME_ROWS_MAX 100000

/* What a programme depends on beside its revision and its feed. */
typedef struct PaperOptions {
    const char *public_url; /* see ResourceOptions; or NULL */
    bool is_private;        /* it is for those who were given its address, which it does not name */
    CancelledForm cancelled;
    PaperForm form;
} PaperOptions;

/* A feed of a revision as a programme: what it is; its entries, day by day; and the preparations.
 * It ends after PAPER_PROGRAMME_ROWS_MAX rows, give or take an entry. The caller owns it. */
Paper *paper_programme_new(const Revision *revision, const RevisionFeed *feed,
                           const PaperOptions *options);
