#include "file/table/xml_guard.h"

#include <string.h>

#include "file/table/table_limits.h"

/* Where the next octet stands. */
enum {
    AT_BEGINNING,
    IN_TEXT,
    AFTER_OPEN,     /* after "<" */
    AFTER_MARK,     /* after "<!" */
    AFTER_DASH,     /* after "<!-" */
    IN_TAG,         /* of an element, its beginning or its end */
    IN_VALUE,       /* of an attribute */
    IN_COMMENT,     /* after "<!--" */
    IN_CDATA,       /* after "<![" */
    IN_INSTRUCTION, /* after "<?" */
};

static int after_open(char octet)
{
    switch (octet) {
    case '!':
        return AFTER_MARK;
    case '?':
        return IN_INSTRUCTION;
    default:
        return IN_TAG;
    }
}

static int in_tag(XmlGuard *guard, char octet)
{
    switch (octet) {
    case '>':
        return IN_TEXT;
    case '"':
    case '\'':
        guard->quote = octet;
        return IN_VALUE;
    case '=':
        guard->attributes++;
        return IN_TAG;
    default:
        return IN_TAG;
    }
}

/* Comments and CDATA sections go on until two octets and a ">". */
static int until(XmlGuard *guard, char octet, const char *end)
{
    bool is_end = octet == '>' && guard->last == ((guint)(guchar)end[0] << 8 | (guchar)end[1]);

    guard->last = (guard->last << 8 | (guchar)octet) & 0xFFFF;
    return is_end ? IN_TEXT : guard->state;
}

/* An instruction ends with one octet and a ">". */
static int in_instruction(XmlGuard *guard, char octet)
{
    bool is_end = octet == '>' && (guard->last & 0xFF) == '?';

    guard->last = (guchar)octet;
    return is_end ? IN_TEXT : IN_INSTRUCTION;
}

static int next_state(XmlGuard *guard, char octet)
{
    switch (guard->state) {
    case AFTER_OPEN:
        guard->last = 0;
        guard->attributes = 0;
        return octet == '>' ? IN_TEXT : after_open(octet);
    case AFTER_MARK:
        return octet == '-' ? AFTER_DASH : IN_CDATA;
    case AFTER_DASH:
        return IN_COMMENT;
    case IN_TAG:
        return in_tag(guard, octet);
    case IN_VALUE:
        return octet == guard->quote ? IN_TAG : IN_VALUE;
    case IN_COMMENT:
        return until(guard, octet, "--");
    case IN_CDATA:
        return until(guard, octet, "]]");
    case IN_INSTRUCTION:
        return in_instruction(guard, octet);
    default:
        return octet == '<' ? AFTER_OPEN : IN_TEXT;
    }
}

/* What an octet may not be where the guard is, or NULL. */
static const char *refuse(const XmlGuard *guard, char octet)
{
    /* libxml2 tells UTF-16 and EBCDIC by their first octets. Both hide markup from the guard, the
     * first behind NULs. */
    bool is_foreign = guard->state == AT_BEGINNING && strchr("<\xEF \t\r\n", octet) == NULL;

    if (octet == '\0' || is_foreign) {
        return "not XML in UTF-8";
    }
    if (guard->state == AFTER_MARK && octet != '-' && octet != '[') {
        return "a document type (DOCTYPE), which no workbook has";
    }
    if (guard->state == AFTER_DASH && octet != '-') {
        return "not well-formed: <!- without a second dash";
    }
    return NULL;
}

const char *xml_guard_check(XmlGuard *guard, const char *octets, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        const char *refusal = refuse(guard, octets[i]);
        if (refusal != NULL) {
            return refusal;
        }
        guard->state = next_state(guard, octets[i]);
        if (guard->attributes > TABLE_MAX_XML_ATTRIBUTES) {
            return "an element with too many attributes";
        }
    }
    return NULL;
}
