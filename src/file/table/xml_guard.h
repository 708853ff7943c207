#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Looks at the octets of an XML text before libxml2 does, and refuses what is dangerous to parse: a
 * DOCTYPE, with its entities, and an element with more attributes than TABLE_MAX_XML_ATTRIBUTES,
 * each of which libxml2 2.9 compares with all others.
 */
typedef struct XmlGuard {
    int state;
    char quote;       /* that ends the value of an attribute */
    guint last;       /* the last two octets of a comment, CDATA section or instruction */
    guint attributes; /* of the element whose tag is being read */
} XmlGuard;

/* Takes the next octets of a text in UTF-8; a guard begins as { 0 }. Why they are refused, or NULL;
 * static. */
const char *xml_guard_check(XmlGuard *guard, const char *octets, gsize length);
