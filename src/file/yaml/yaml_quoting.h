#pragma once

#include "file/yaml/yaml_span.h"

/* How to write the value that an octet of a text belongs to, where it is meant as a text and is
 * something else to YAML: "this text begins with "@", so put it in quotes: title: "@home"".
 * `in_brackets`: whether lists or maps in brackets are open there. NULL if no value with its key
 * stands there on one line. The caller's own. */
char *yaml_quoting_dup_advice(const YamlCursor *text, gsize offset, bool in_brackets);

/* Just the key and the value in quotes: "title: "@home"". */
char *yaml_quoting_dup(const YamlCursor *text, gsize offset, bool in_brackets);
