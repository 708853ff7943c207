#pragma once

#include "file/values.h"

/*
 * Readers of texts that have a form of their own. They are interned in the agenda.
 */
ValueRead forms_read_language; /* in the usual capitals: "pt-BR", "zh-Hant" (RFC 5646 §2.1.1) */
ValueRead forms_read_email;
ValueRead forms_read_geo; /* from a list of two numbers, or one text with both */

/* A language's tag in those capitals. The caller owns it. */
char *forms_dup_language(const char *tag);
