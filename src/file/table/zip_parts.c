#include "file/table/zip_parts.h"

#include <string.h>
#include <zip.h>

#include "file/table/table.h"
#include "file/table/table_limits.h"

/* What each entry of a ZIP file's directory begins with. */
#define ENTRY_SIGNATURE "PK\x01\x02"

struct ZipParts {
    zip_t *archive;
    gsize size;       /* of the file */
    guint64 unpacked; /* of all parts so far, and the elements in them */
    guint elements;
};

struct ZipPart {
    ZipParts *parts;
    zip_file_t *file;
    char *name;
};

static void fail(GError **error, TableError code, const char *name, const char *problem)
{
    g_set_error(error, TABLE_ERROR, code, "%s: %s", name, problem);
}

/* Whether a directory may have too many entries. libzip takes memory for each before we could ask
 * how many there are, and the number that the file names need not be true. */
static bool has_many_entries(const char *data, gsize size)
{
    const char *end = data + size;
    const char *at = data;
    guint count = 0;

    while (count <= TABLE_MAX_PARTS &&
           (at = memmem(at, (gsize)(end - at), ENTRY_SIGNATURE, strlen(ENTRY_SIGNATURE))) != NULL) {
        at += strlen(ENTRY_SIGNATURE);
        count++;
    }
    return count > TABLE_MAX_PARTS;
}

static zip_t *open_archive(const char *data, gsize size, zip_error_t *problem)
{
    zip_source_t *source = zip_source_buffer_create(data, size, 0, problem);
    zip_t *archive = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, problem) : NULL;

    /* Only an archive that is open owns its source. */
    if (archive == NULL && source != NULL) {
        zip_source_free(source);
    }
    return archive;
}

ZipParts *zip_parts_open(const char *data, gsize size, GError **error)
{
    zip_error_t problem;

    if (has_many_entries(data, size)) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT, "the file has more than %d parts",
                    TABLE_MAX_PARTS);
        return NULL;
    }
    zip_error_init(&problem);
    zip_t *archive = open_archive(data, size, &problem);
    if (archive == NULL) {
        fail(error, TABLE_ERROR_DAMAGED, "the file is damaged", zip_error_strerror(&problem));
        zip_error_fini(&problem);
        return NULL;
    }
    zip_error_fini(&problem);
    ZipParts *parts = g_new0(ZipParts, 1);
    parts->archive = archive;
    parts->size = size;
    return parts;
}

void zip_parts_free(ZipParts *parts)
{
    if (parts == NULL) {
        return;
    }
    zip_discard(parts->archive);
    g_free(parts);
}

/* --- parts ------------------------------------------------------------------------------- */

/* -1 if there is none. By its very name first, because that is hashed. */
static zip_int64_t locate(ZipParts *parts, const char *name)
{
    zip_int64_t index = zip_name_locate(parts->archive, name, 0);

    return index >= 0 ? index : zip_name_locate(parts->archive, name, ZIP_FL_NOCASE);
}

bool zip_parts_has(ZipParts *parts, const char *name)
{
    return locate(parts, name) >= 0;
}

static bool check_packing(ZipParts *parts, zip_uint64_t index, const char *name, GError **error)
{
    zip_stat_t status;

    if (zip_stat_index(parts->archive, index, 0, &status) != 0) {
        fail(error, TABLE_ERROR_DAMAGED, name, zip_strerror(parts->archive));
        return false;
    }
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        status.encryption_method != ZIP_EM_NONE) {
        fail(error, TABLE_ERROR_FORM, name, "encrypted with a password; save a copy without one");
        return false;
    }
    bool is_known = (status.valid & ZIP_STAT_COMP_METHOD) != 0 &&
                    (status.comp_method == ZIP_CM_STORE || status.comp_method == ZIP_CM_DEFLATE);
    if (!is_known) {
        fail(error, TABLE_ERROR_FORM, name, "packed by a method that workbooks do not have");
    }
    return is_known;
}

ZipPart *zip_part_open(ZipParts *parts, const char *name, GError **error)
{
    zip_int64_t index = locate(parts, name);

    if (index < 0) {
        fail(error, TABLE_ERROR_DAMAGED, name, "there is no such part");
        return NULL;
    }
    if (!check_packing(parts, (zip_uint64_t)index, name, error)) {
        return NULL;
    }
    zip_file_t *file = zip_fopen_index(parts->archive, (zip_uint64_t)index, 0);
    if (file == NULL) {
        fail(error, TABLE_ERROR_DAMAGED, name, zip_strerror(parts->archive));
        return NULL;
    }
    ZipPart *part = g_new0(ZipPart, 1);
    part->parts = parts;
    part->file = file;
    part->name = g_strdup(name);
    return part;
}

void zip_part_close(ZipPart *part)
{
    if (part == NULL) {
        return;
    }
    zip_fclose(part->file);
    g_free(part->name);
    g_free(part);
}

static bool count(ZipPart *part, guint64 octets, GError **error)
{
    ZipParts *parts = part->parts;

    parts->unpacked += octets;
    if (parts->unpacked > TABLE_MAX_UNPACKED) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT, "%s: more than %d MiB, unpacked",
                    part->name, (int)(TABLE_MAX_UNPACKED / TABLE_MIB));
        return false;
    }
    if (parts->unpacked > TABLE_FREE_UNPACKED &&
        parts->unpacked / TABLE_MAX_RATIO > (guint64)parts->size) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT,
                    "%s: more than %d times larger than the file, unpacked", part->name,
                    TABLE_MAX_RATIO);
        return false;
    }
    return true;
}

gssize zip_part_read(ZipPart *part, char *buffer, gsize size, GError **error)
{
    zip_int64_t length = zip_fread(part->file, buffer, size);

    if (length < 0) {
        fail(error, TABLE_ERROR_DAMAGED, part->name, zip_file_strerror(part->file));
        return -1;
    }
    return count(part, (guint64)length, error) ? (gssize)length : -1;
}

bool zip_part_count_element(ZipPart *part, GError **error)
{
    part->parts->elements++;
    if (part->parts->elements > TABLE_MAX_XML_ELEMENTS) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT, "%s: more than %d elements", part->name,
                    TABLE_MAX_XML_ELEMENTS);
        return false;
    }
    return true;
}
