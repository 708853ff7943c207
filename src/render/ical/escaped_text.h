#pragma once

#include "render/wording.h"

/*
 * Texts as libical writes them in a TEXT value (RFC 5545 §3.3.11), each escaped only once;
 * prose in plain words.
 *
 * A text is recognised by its address: it must stay there, unchanged, until escaped_texts_free.
 */
typedef struct EscapedTexts EscapedTexts;

EscapedTexts *escaped_texts_new(void);
void escaped_texts_free(EscapedTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EscapedTexts, escaped_texts_free)

/* A sink that escapes pieces and prose on their way to `out`. */
WordSink escaped_texts_sink(EscapedTexts *texts, GString *out);
