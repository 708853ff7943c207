#pragma once

/*
 * Texts as they are compared and searched: whatever their capitals (Unicode's full case folding),
 * how their letters are composed (NFKC, NFKD), and what of them is not seen, such as soft hyphens;
 * with one blank between words and none at the ends. The caller owns what these return.
 */

char *fold_dup(const char *text);

/* The same for a search: also without accents, with "o" for "ø", "ss" for "ß" and their like, and
 * with blanks for dashes. What somebody types into a page is folded in assets/page.js, by the same
 * rules. */
char *fold_dup_for_search(const char *text);
