#pragma once

/* A text as a message quotes it: on one line, cut after 60 characters. The caller owns it. */
char *clip_dup(const char *text);
