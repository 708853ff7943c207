#include "service/fetch/unpacking.h"

#include <zlib.h>

/* The greatest window, and gzip alone. */
#define WINDOW (15 + 16)

struct Unpacking {
    z_stream stream;
    bool is_whole; /* the last member has ended, and no other has begun */
    UnpackingSink *sink;
    gpointer data;
};

Unpacking *unpacking_new(UnpackingSink *sink, gpointer data)
{
    Unpacking *unpacking = g_new0(Unpacking, 1);

    unpacking->sink = sink;
    unpacking->data = data;
    int fault = inflateInit2(&unpacking->stream, WINDOW);
    g_assert(fault == Z_OK);
    return unpacking;
}

void unpacking_free(Unpacking *unpacking)
{
    if (unpacking != NULL) {
        inflateEnd(&unpacking->stream);
        g_free(unpacking);
    }
}

/* Unpacks until nothing is left to take. A file may have several members, one after the other. */
bool unpacking_feed(Unpacking *unpacking, gconstpointer octets, gsize size)
{
    static guint8 chunk[64 * 1024];
    z_stream *stream = &unpacking->stream;
    int result = Z_OK;

    stream->next_in = (guint8 *)octets;
    stream->avail_in = (uInt)size;
    do {
        if (unpacking->is_whole && stream->avail_in > 0) {
            inflateReset(stream);
            unpacking->is_whole = false;
        }
        stream->next_out = chunk;
        stream->avail_out = sizeof chunk;
        result = inflate(stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
            return false;
        }
        unpacking->is_whole = result == Z_STREAM_END;
        if (!unpacking->sink(chunk, sizeof chunk - stream->avail_out, unpacking->data)) {
            return false;
        }
    } while (stream->avail_in > 0 || stream->avail_out == 0);
    return true;
}

bool unpacking_is_whole(const Unpacking *unpacking)
{
    return unpacking->is_whole;
}
