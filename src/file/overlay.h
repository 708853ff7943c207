#pragma once

#include "base/arena.h"
#include "file/yaml/node.h"

/*
 * Lays what an agenda file with a source says of its own over what came from there. Keys of the
 * file count, records with one id are one, and lists are joined; under "annotate" it has keys of
 * sessions, by what the source calls them or by their ids.
 */

/* The whole as a tree, without "source" and "annotate", in the arena and of both trees. What is
 * from the source has no place. Mistakes under "annotate" are added to the findings. */
const Node *overlay_lay(const Node *source, const Node *file, Arena *arena, Findings *findings);
