#pragma once

/*
 * Limits of agenda files. No file, whatever is in it, takes more than AGENDA_FILE_MAX_MEMORY octets
 * while it is read, or takes long to read. Limited are its size, the number of its texts, lists and
 * keys and the octets of its texts (both with aliases counted as often as they are used), how deep
 * they nest, and how many blanks are in a row (yaml/yaml_bounds.h). An agenda of 100,000 sessions
 * stays well below all limits.
 */
#define AGENDA_FILE_MAX_MEMORY (512 * 1024 * 1024)
#define AGENDA_FILE_MAX_SIZE (64 * 1024 * 1024)
#define AGENDA_FILE_MAX_NODES (4 * 1000 * 1000)
#define AGENDA_FILE_MAX_DEPTH 32
#define AGENDA_FILE_MAX_TEXT (64 * 1024)

/* Items of a list in a session: tags, languages, links. */
#define AGENDA_FILE_MAX_LIST 200
