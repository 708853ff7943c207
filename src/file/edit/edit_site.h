#pragma once

#include "file/edit/changes.h"
#include "file/edit/entries.h"
#include "file/edit/splices.h"
#include "file/edit/text_layout.h"

/* What the modules share that put changes into a text. All is borrowed. */
typedef struct EditSite {
    SourceText text;
    Splices *splices;
} EditSite;

/* A collection that changes, with its entries as they stand. */
typedef struct EditedCollection {
    const Node *node;
    const NodeSpan *span;
    const Change *change;
    const GArray *entries; /* Entry */
    guint column;          /* at which its entries begin, in block style, from 0 */
    TextLayout layout;     /* of what is new in it */
} EditedCollection;

/* Adds and removes entries in block style; those that stay are left alone. Of one that loses all
 * its entries, nothing stays: the caller writes "[]" or "{}". */
void block_edit_put(const EditSite *site, const EditedCollection *collection);

/* The end of the lines of an entry in block style, which stands at a column and whose value ends at
 * an octet: with the comments below it that are indented more. */
gsize block_edit_lines_end(const SourceText *text, guint column, gsize end);

/* Adds and removes entries in brackets. */
void flow_edit_put(const EditSite *site, const EditedCollection *collection);

/* Puts a value into the place of another one. `index` is that of its entry. */
void value_edit_put(const EditSite *site, const EditedCollection *collection, guint index,
                    const Node *old, const Node *value);
