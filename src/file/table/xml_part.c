#include "file/table/xml_part.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "file/table/table.h"
#include "file/table/table_limits.h"
#include "file/table/xml_guard.h"

struct XmlPart {
    ZipPart *source;
    xmlTextReader *reader;
    XmlGuard guard;
    char *name;
    GError *error;                         /* the first one, or NULL */
    guint depth;                           /* of the element */
    bool at_empty;                         /* its end comes without being read */
    guint attributes[TABLE_MAX_XML_DEPTH]; /* of open elements, each with all around it */
};

static void fail(XmlPart *part, TableError code, const char *problem)
{
    if (part->error == NULL) {
        g_set_error(&part->error, TABLE_ERROR, code, "%s: %s", part->name, problem);
    }
}

/* --- what libxml2 calls ------------------------------------------------------------------ */

static int read_octets(void *context, char *buffer, int size)
{
    XmlPart *part = context;

    if (part->error != NULL) {
        return -1;
    }
    gssize length = zip_part_read(part->source, buffer, (gsize)size, &part->error);
    if (length <= 0) {
        return (int)length;
    }
    const char *refusal = xml_guard_check(&part->guard, buffer, (gsize)length);
    if (refusal != NULL) {
        fail(part, TABLE_ERROR_DAMAGED, refusal);
        return -1;
    }
    return (int)length;
}

static void take_problem(void *context, xmlErrorPtr problem)
{
    XmlPart *part = context;

    if (part->error != NULL || problem->level < XML_ERR_ERROR ||
        problem->domain == XML_FROM_NAMESPACE) {
        return;
    }
    g_autofree char *text = g_strdup(problem->message != NULL ? problem->message : "not XML");
    g_autofree char *valid = g_utf8_make_valid(g_strchomp(text), -1);
    g_set_error(&part->error, TABLE_ERROR, TABLE_ERROR_DAMAGED, "%s: line %d: %s", part->name,
                problem->line, valid);
}

XmlPart *xml_part_open(ZipParts *parts, const char *name, GError **error)
{
    ZipPart *source = zip_part_open(parts, name, error);

    if (source == NULL) {
        return NULL;
    }
    XmlPart *part = g_new0(XmlPart, 1);
    part->source = source;
    part->name = g_strdup(name);
    /* All programs write UTF-8. Another encoding would hide from the guard what libxml2 sees. */
    part->reader = xmlReaderForIO(read_octets, NULL, part, NULL, "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT |
                                      XML_PARSE_IGNORE_ENC);
    if (part->reader == NULL) {
        fail(part, TABLE_ERROR_DAMAGED, "it cannot be read");
    } else {
        xmlTextReaderSetStructuredErrorHandler(part->reader, take_problem, part);
    }
    return part;
}

void xml_part_close(XmlPart *part)
{
    if (part == NULL) {
        return;
    }
    xmlFreeTextReader(part->reader);
    zip_part_close(part->source);
    g_clear_error(&part->error);
    g_free(part->name);
    g_free(part);
}

/* --- events ------------------------------------------------------------------------------ */

/* libxml2 looks through all namespaces in scope for each element. */
static bool check_attributes(XmlPart *part)
{
    guint above = part->depth > 0 ? part->attributes[part->depth - 1] : 0;
    int count = xmlTextReaderAttributeCount(part->reader);

    part->attributes[part->depth] = above + (guint)MAX(count, 0);
    if (part->attributes[part->depth] > 2 * TABLE_MAX_XML_ATTRIBUTES) {
        fail(part, TABLE_ERROR_LIMIT, "the elements around a place have too many attributes");
        return false;
    }
    return true;
}

static XmlEvent take_start(XmlPart *part)
{
    int depth = xmlTextReaderDepth(part->reader);

    if (depth < 0 || depth >= TABLE_MAX_XML_DEPTH) {
        g_autofree char *problem =
            g_strdup_printf("elements within each other more than %d deep", TABLE_MAX_XML_DEPTH);
        fail(part, TABLE_ERROR_LIMIT, problem);
        return XML_EVENT_NONE;
    }
    part->depth = (guint)depth;
    part->at_empty = xmlTextReaderIsEmptyElement(part->reader) == 1;
    bool is_fine = check_attributes(part) && zip_part_count_element(part->source, &part->error);
    return is_fine ? XML_EVENT_START : XML_EVENT_NONE;
}

static XmlEvent take_end(XmlPart *part)
{
    part->depth = (guint)MAX(xmlTextReaderDepth(part->reader), 0);
    return XML_EVENT_END;
}

XmlEvent xml_part_next(XmlPart *part)
{
    if (part->at_empty) {
        part->at_empty = false;
        return XML_EVENT_END;
    }
    while (part->error == NULL && xmlTextReaderRead(part->reader) == 1) {
        switch (xmlTextReaderNodeType(part->reader)) {
        case XML_READER_TYPE_ELEMENT:
            return take_start(part);
        case XML_READER_TYPE_END_ELEMENT:
            return take_end(part);
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            return XML_EVENT_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY_REFERENCE:
            fail(part, TABLE_ERROR_DAMAGED, "an entity, which no workbook has");
            break;
        default:
            break;
        }
    }
    return XML_EVENT_NONE;
}

bool xml_part_next_child(XmlPart *part, guint depth)
{
    XmlEvent event;

    while ((event = xml_part_next(part)) != XML_EVENT_NONE) {
        if (event == XML_EVENT_END && part->depth <= depth) {
            return false;
        }
        if (event == XML_EVENT_START && part->depth == depth + 1) {
            return true;
        }
    }
    return false;
}

bool xml_part_finish(const XmlPart *part, GError **error)
{
    if (part->error != NULL) {
        g_propagate_error(error, g_error_copy(part->error));
        return false;
    }
    return true;
}

/* --- the element ------------------------------------------------------------------------- */

guint xml_part_depth(const XmlPart *part)
{
    return part->depth;
}

bool xml_part_is(const XmlPart *part, const char *name)
{
    const xmlChar *local = xmlTextReaderConstLocalName(part->reader);

    return local != NULL && strcmp((const char *)local, name) == 0;
}

const char *xml_part_attribute(XmlPart *part, const char *space, const char *name)
{
    int found = space != NULL ? xmlTextReaderMoveToAttributeNs(part->reader, (const xmlChar *)name,
                                                               (const xmlChar *)space)
                              : xmlTextReaderMoveToAttribute(part->reader, (const xmlChar *)name);
    const xmlChar *value = found == 1 ? xmlTextReaderConstValue(part->reader) : NULL;

    xmlTextReaderMoveToElement(part->reader);
    return (const char *)value;
}

guint32 xml_part_number(XmlPart *part, const char *space, const char *name, guint32 missing)
{
    const char *value = xml_part_attribute(part, space, name);
    guint64 number;

    if (value == NULL || !g_ascii_string_to_unsigned(value, 10, 0, G_MAXUINT32, &number, NULL)) {
        return missing;
    }
    return (guint32)number;
}

const char *xml_part_text(const XmlPart *part)
{
    const xmlChar *value = xmlTextReaderConstValue(part->reader);

    return value != NULL ? (const char *)value : "";
}

void xml_part_append_texts(XmlPart *part, GString *out)
{
    guint depth = part->depth;
    guint inner = depth;
    XmlEvent event;

    while ((event = xml_part_next(part)) != XML_EVENT_NONE) {
        if (event == XML_EVENT_END && part->depth == depth) {
            return;
        }
        inner = event == XML_EVENT_START ? part->depth : inner;
        inner = event == XML_EVENT_END ? part->depth - 1 : inner;
        if (event == XML_EVENT_TEXT && inner == depth && out->len <= TABLE_MAX_TEXT) {
            g_string_append(out, xml_part_text(part));
        }
    }
}
