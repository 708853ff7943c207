#pragma once

#include "render/wording.h"

/*
 * Texts as libical writes them in a TEXT value (RFC 5545 §3.3.11), each escaped once.
 *
 * A text is known by its address: it must stay where it is, unchanged, as long as this does.
 */
typedef struct EscapedTexts EscapedTexts;

EscapedTexts *escaped_texts_new(void);
void escaped_texts_free(EscapedTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EscapedTexts, escaped_texts_free)

/* A sink whose pieces are escaped on their way to out. */
WordSink escaped_texts_sink(EscapedTexts *texts, GString *out);
