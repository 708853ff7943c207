#pragma once

/* A text that is safe to print on a terminal. Control characters become escapes such as "\x1b", so
 * that they can neither move the cursor nor forge a line. Invisible characters and those that
 * change the direction of text become escapes such as "\u{202e}", so that the text cannot pass for
 * another. Octets that are not UTF-8 stay. The caller owns the result. */
char *printable_dup(const char *text);

/* The same for text of several lines in valid UTF-8, such as the words of an agenda, but only
 * characters that can change the direction of text beyond their own become escapes. Everything else
 * stays, including the characters that join letters. The caller owns the result. */
char *printable_lines_dup(const char *text);
