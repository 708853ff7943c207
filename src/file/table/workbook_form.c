#include "file/table/workbook_form.h"

#include <string.h>

#include "file/table/table.h"
#include "file/table/xml_part.h"

#define ODF_TYPE "application/vnd.oasis.opendocument."

/* A beginning by which a file is known. */
typedef struct Beginning {
    const char *octets;
    const char *problem;
} Beginning;

static const Beginning BEGINNINGS[] = {
    { "%PDF", "this is a PDF; open the workbook it was made from" },
    { "{\\rtf", "this is a text document (RTF); save its table as a workbook (.xlsx, .ods)" },
    { "<", "this is XML or HTML, whatever its name says; open it in Excel or LibreOffice, and save "
           "it as a workbook (.xlsx, .ods)" },
    { "\xEF\xBB\xBF<", "this is XML or HTML, whatever its name says; open it in Excel or "
                       "LibreOffice, and save it as a workbook (.xlsx, .ods)" },
    { "\x1F\x8B", "this file is compressed (gzip); unpack it first" },
    { "7z\xBC\xAF", "this file is compressed (7-Zip); unpack it first" },
    { "Rar!", "this file is compressed (RAR); unpack it first" },
};

static bool begins(const char *data, gsize size, const char *octets)
{
    return size >= strlen(octets) && memcmp(data, octets, strlen(octets)) == 0;
}

/* Whether a name of ASCII letters stands in the directory of a compound file, in UTF-16. */
static bool has_stream(const char *data, gsize size, const char *name)
{
    g_autoptr(GString) wide = g_string_new(NULL);

    for (const char *at = name; *at != '\0'; at++) {
        g_string_append_c(wide, *at);
        g_string_append_c(wide, '\0');
    }
    return memmem(data, size, wide->str, wide->len) != NULL;
}

/* Office files before 2007, and encrypted ones since, are compound files (MS-CFB). */
static const char *describe_compound(const char *data, gsize size)
{
    if (has_stream(data, size, "EncryptedPackage")) {
        return "this workbook is encrypted with a password; save a copy without one";
    }
    if (has_stream(data, size, "Workbook") || has_stream(data, size, "Book")) {
        return "this is a workbook of Excel 97 to 2003 (.xls); save it as .xlsx or .ods";
    }
    return "this is a file of an old Office program; save its table as a workbook (.xlsx, .ods)";
}

static const char *describe(const char *data, gsize size)
{
    if (size == 0) {
        return "the file is empty";
    }
    if (begins(data, size, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return describe_compound(data, size);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(BEGINNINGS); i++) {
        if (begins(data, size, BEGINNINGS[i].octets)) {
            return BEGINNINGS[i].problem;
        }
    }
    if (memchr(data, '\0', size) == NULL) {
        return "this is a text, not a workbook; if it is a table, name it .csv";
    }
    return "this is not a workbook; save the table as .xlsx or .ods";
}

bool workbook_form_check_file(const char *data, gsize size, GError **error)
{
    if (begins(data, size, "PK\x03\x04")) {
        return true;
    }
    g_set_error_literal(error, TABLE_ERROR, TABLE_ERROR_FORM, describe(data, size));
    return false;
}

/* --- what its parts are ------------------------------------------------------------------ */

static WorkbookParts refuse(GError **error, const char *problem)
{
    g_set_error_literal(error, TABLE_ERROR, TABLE_ERROR_FORM, problem);
    return WORKBOOK_PARTS_OTHER;
}

/* The media type of an OpenDocument file; "" if there is none. */
static bool read_type(ZipParts *parts, char *type, gsize size, GError **error)
{
    g_autoptr(ZipPart) part = NULL;
    gssize length = 0;

    if (zip_parts_has(parts, "mimetype")) {
        part = zip_part_open(parts, "mimetype", error);
        length = part != NULL ? zip_part_read(part, type, size - 1, error) : -1;
    }
    type[MAX(length, 0)] = '\0';
    return length >= 0;
}

/* An encrypted OpenDocument file says so in its list of parts. */
static bool check_manifest(ZipParts *parts, GError **error)
{
    if (!zip_parts_has(parts, "META-INF/manifest.xml")) {
        return true;
    }
    g_autoptr(XmlPart) part = xml_part_open(parts, "META-INF/manifest.xml", error);
    if (part == NULL) {
        return false;
    }
    XmlEvent event;
    while ((event = xml_part_next(part)) != XML_EVENT_NONE) {
        if (event == XML_EVENT_START && xml_part_is(part, "encryption-data")) {
            refuse(error, "this workbook is encrypted with a password; save a copy without one");
            return false;
        }
    }
    return xml_part_finish(part, error);
}

static WorkbookParts check_document(ZipParts *parts, const char *type, GError **error)
{
    if (!g_str_has_prefix(type, ODF_TYPE "spreadsheet")) {
        return refuse(error, "this is another document of LibreOffice, not a workbook; save its "
                             "table as .ods or .xlsx");
    }
    return check_manifest(parts, error) ? WORKBOOK_PARTS_ODS : WORKBOOK_PARTS_OTHER;
}

WorkbookParts workbook_form_of_parts(ZipParts *parts, GError **error)
{
    char type[128];

    if (!read_type(parts, type, sizeof type, error)) {
        return WORKBOOK_PARTS_OTHER;
    }
    if (g_str_has_prefix(type, ODF_TYPE)) {
        return check_document(parts, type, error);
    }
    if (zip_parts_has(parts, "xl/workbook.bin")) {
        return refuse(error, "this is a binary workbook of Excel (.xlsb); save it as .xlsx");
    }
    if (zip_parts_has(parts, "word/document.xml") || zip_parts_has(parts, "ppt/presentation.xml")) {
        return refuse(error, "this is a document of Word or PowerPoint, not a workbook; save its "
                             "table as .xlsx");
    }
    if (zip_parts_has(parts, "Index/Document.iwa")) {
        return refuse(error, "this is a document of Numbers or Pages; export it as .xlsx");
    }
    if (!zip_parts_has(parts, "_rels/.rels")) {
        return refuse(error, "this is a ZIP file, not a workbook; unpack it first");
    }
    return WORKBOOK_PARTS_XLSX;
}
