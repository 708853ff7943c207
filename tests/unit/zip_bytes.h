#pragma once

#include <glib.h>
#include <string.h>

/* ZIP files (APPNOTE 6.3) of parts that are not compressed, in memory. */
typedef struct ZipBytes {
    GByteArray *octets;    /* the file, once it is finished */
    GByteArray *directory; /* what will stand at its end */
    guint count;           /* of the parts */
} ZipBytes;

static inline void zip_bytes_append_number(GByteArray *out, guint32 number, guint octets)
{
    for (guint i = 0; i < octets; i++) {
        guint8 octet = (guint8)(number >> 8 * i);
        g_byte_array_append(out, &octet, 1);
    }
}

static inline guint32 zip_bytes_sum(const char *data, gsize size)
{
    guint32 sum = ~(guint32)0;

    for (gsize i = 0; i < size; i++) {
        sum ^= (guint8)data[i];
        for (int bit = 0; bit < 8; bit++) {
            sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
        }
    }
    return ~sum;
}

/* The fields that a part's own head and its entry in the directory share (4.3.7, 4.3.12). */
static inline void zip_bytes_append_fields(GByteArray *out, const char *name, const char *data,
                                           gsize size)
{
    zip_bytes_append_number(out, 20, 2); /* the version that is needed */
    zip_bytes_append_number(out, 0, 4);  /* flags, method */
    zip_bytes_append_number(out, 0, 4);  /* when it was changed */
    zip_bytes_append_number(out, zip_bytes_sum(data, size), 4);
    zip_bytes_append_number(out, (guint32)size, 4);
    zip_bytes_append_number(out, (guint32)size, 4);
    zip_bytes_append_number(out, (guint32)strlen(name), 2);
    zip_bytes_append_number(out, 0, 2);
}

static inline void zip_bytes_add(ZipBytes *zip, const char *name, const char *data, gsize size)
{
    guint32 offset = zip->octets->len;

    g_byte_array_append(zip->octets, (const guint8 *)"PK\3\4", 4);
    zip_bytes_append_fields(zip->octets, name, data, size);
    g_byte_array_append(zip->octets, (const guint8 *)name, (guint)strlen(name));
    g_byte_array_append(zip->octets, (const guint8 *)data, (guint)size);
    g_byte_array_append(zip->directory, (const guint8 *)"PK\1\2\24\0", 6);
    zip_bytes_append_fields(zip->directory, name, data, size);
    zip_bytes_append_number(zip->directory, 0, 4);
    zip_bytes_append_number(zip->directory, 0, 4);
    zip_bytes_append_number(zip->directory, 0, 2);
    zip_bytes_append_number(zip->directory, offset, 4);
    g_byte_array_append(zip->directory, (const guint8 *)name, (guint)strlen(name));
    zip->count++;
}

static inline void zip_bytes_finish(ZipBytes *zip)
{
    guint32 offset = zip->octets->len;

    g_byte_array_append(zip->octets, zip->directory->data, zip->directory->len);
    g_byte_array_append(zip->octets, (const guint8 *)"PK\5\6\0\0\0\0", 8);
    zip_bytes_append_number(zip->octets, zip->count, 2);
    zip_bytes_append_number(zip->octets, zip->count, 2);
    zip_bytes_append_number(zip->octets, zip->directory->len, 4);
    zip_bytes_append_number(zip->octets, offset, 4);
    zip_bytes_append_number(zip->octets, 0, 2);
}

/* Makes a file of parts that are written one after the other: each is a line with its name, its
 * octets, and the line "--". The caller owns it. */
static inline GByteArray *zip_bytes_pack(const char *data, gsize size)
{
    static const char SEPARATOR[] = "\n--\n";
    g_autoptr(GByteArray) directory = g_byte_array_new();
    ZipBytes zip = { .octets = g_byte_array_new(), .directory = directory };
    const char *end = data + size;
    const char *line;

    for (const char *at = data; (line = memchr(at, '\n', (gsize)(end - at))) != NULL;) {
        g_autofree char *name = g_strndup(at, MIN((gsize)(line - at), 100));
        const char *stop = memmem(line, (gsize)(end - line), SEPARATOR, strlen(SEPARATOR));
        const char *next = stop != NULL ? stop + strlen(SEPARATOR) : end;
        stop = stop != NULL ? stop : end;
        zip_bytes_add(&zip, name, MIN(line + 1, stop), (gsize)(stop - MIN(line + 1, stop)));
        at = next;
    }
    zip_bytes_finish(&zip);
    return zip.octets;
}
