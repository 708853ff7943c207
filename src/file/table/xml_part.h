#pragma once

#include "file/table/zip_parts.h"

/*
 * A part of a workbook that holds XML, read from its beginning to its end, with no more of it in
 * memory than an element with its text. No entities but XML's own five, no DOCTYPE, nothing from
 * elsewhere, within the limits of table_limits.h.
 */
typedef struct XmlPart XmlPart;

/* What comes next. An empty element has an end, too. */
typedef enum XmlEvent {
    XML_EVENT_NONE, /* the part ends, or cannot be read on: see xml_part_finish */
    XML_EVENT_START,
    XML_EVENT_END,
    XML_EVENT_TEXT,
} XmlEvent;

/* Opens a part. NULL, with a TABLE_ERROR, if there is none. */
XmlPart *xml_part_open(ZipParts *parts, const char *name, GError **error);
void xml_part_close(XmlPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlPart, xml_part_close)

XmlEvent xml_part_next(XmlPart *part);

/* Goes to the next child of an element of that depth, over all that comes before. False when the
 * element ends. */
bool xml_part_next_child(XmlPart *part, guint depth);

/* Whether all was well so far. If not, sets the error; it names the part and the line. */
bool xml_part_finish(const XmlPart *part, GError **error);

/* The element at which the part is now: how many hold it, whether it has that name, whatever its
 * namespace is, and an attribute. `space` is the attribute's namespace, or NULL if it has none. The
 * value is borrowed until the next attribute is asked for, or the part goes on; NULL if there is no
 * such attribute. */
guint xml_part_depth(const XmlPart *part);
bool xml_part_is(const XmlPart *part, const char *name);
const char *xml_part_attribute(XmlPart *part, const char *space, const char *name);

/* An attribute as a number, or `missing` if it is missing, too large, or no number. */
guint32 xml_part_number(XmlPart *part, const char *space, const char *name, guint32 missing);

/* The text at which the part is now, borrowed until it goes on. */
const char *xml_part_text(const XmlPart *part);

/* Reads an element to its end, and appends the texts that it holds itself; none beyond
 * TABLE_MAX_TEXT octets by more than one text of the file. */
void xml_part_append_texts(XmlPart *part, GString *out);
