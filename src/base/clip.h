#pragma once

/* A text as a message shows it: in one line, and cut after some 60 characters; the caller's
 * own. */
char *clip_dup(const char *text);
