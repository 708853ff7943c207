#include "site/resource.h"

#include <string.h>
#include <zlib.h>

#include "random_agenda.h"
#include "support.h"

static Resource *new_resource(const char *path, const char *body)
{
    Resource *resource =
        resource_new(g_strdup(path), "text/plain", NULL, g_bytes_new(body, strlen(body)));

    assert_null(resource->etag);
    resource_finish(resource, false);
    return resource;
}

static void the_etag_is_a_function_of_the_body_alone(void **state)
{
    g_autoptr(Resource) one = new_resource("a", "body");
    g_autoptr(Resource) same = new_resource("b", "body");
    g_autoptr(Resource) other = new_resource("a", "Body");

    /* XXH128, as xxhsum -H2 prints it: replicas and versions must agree. */
    assert_string_equal(one->etag, "\"177aefccffa6f74acbf1c497eac76e10\"");
    assert_string_equal(one->etag, same->etag);
    assert_string_not_equal(one->etag, other->etag);
}

static void an_empty_body_has_an_etag(void **state)
{
    g_autoptr(Resource) resource = new_resource("a", "");

    assert_string_equal(resource->etag, "\"99aa06d3014798d86001c324468d497f\"");
}

static void a_resource_keeps_what_it_was_given(void **state)
{
    g_autoptr(Resource) resource =
        resource_new(g_strdup("p"), "text/calendar", g_strdup("f.ics"), g_bytes_new("x", 1));

    assert_string_equal(resource->path, "p");
    assert_string_equal(resource->media_type, "text/calendar");
    assert_string_equal(resource->file_name, "f.ics");
    assert_int_equal(resource->changed, RESOURCE_UNDATED);
    assert_int_equal(resource->last_modified, RESOURCE_UNDATED);
    assert_int_equal(g_bytes_get_size(resource->body), 1);
}

/* --- in gzip ----------------------------------------------------------------------------- */

/* What a resource with this body has in gzip, the caller's own; NULL if it is not compressed. */
static GBytes *dup_gzip(GBytes *body)
{
    g_autoptr(Resource) resource =
        resource_new(g_strdup("a"), "text/plain", NULL, g_bytes_ref(body));

    resource_finish(resource, true);
    assert_int_equal(resource->varies, resource->gzip != NULL);
    assert_int_equal(resource->gzip_etag != NULL, resource->gzip != NULL);
    return resource->gzip != NULL ? g_bytes_ref(resource->gzip) : NULL;
}

/* What zlib makes of it. */
static GBytes *inflate_all(GBytes *compressed, gsize room)
{
    gsize size;
    guint8 *octets = (guint8 *)g_bytes_get_data(compressed, &size);
    guint8 *body = g_malloc(room);
    z_stream stream = {
        .next_in = octets, .avail_in = (uInt)size, .next_out = body, .avail_out = (uInt)room
    };

    assert_int_equal(inflateInit2(&stream, 16 + MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.avail_in, 0);
    gsize length = stream.total_out;
    inflateEnd(&stream);
    return g_bytes_new_take(body, length);
}

static void a_body_comes_back_as_it_was(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);

    for (guint round = 0; round < 200; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        guint lines = (guint)g_rand_int_range(numbers, 100, 2000);
        for (guint i = 0; i < lines; i++) {
            g_string_append_printf(text, "LINE:%d\r\n", g_rand_int_range(numbers, 0, 1000));
        }
        g_autoptr(GBytes) body = g_bytes_new(text->str, text->len);
        g_autoptr(GBytes) compressed = dup_gzip(body);
        if (text->len < 1400) {
            assert_null(compressed);
            continue;
        }
        assert_non_null(compressed);
        assert_true(g_bytes_get_size(compressed) * 10 <= text->len * 9);
        g_autoptr(GBytes) again = inflate_all(compressed, text->len + 1);
        assert_true(g_bytes_equal(body, again));
    }
}

static void no_time_and_no_name_is_in_it(void **state)
{
    g_autofree char *text = g_strnfill(5000, 'a');
    g_autoptr(GBytes) body = g_bytes_new(text, 5000);
    g_autoptr(GBytes) compressed = dup_gzip(body);
    const guint8 *octets = g_bytes_get_data(compressed, NULL);
    static const guint8 HEAD[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0 };

    assert_memory_equal(octets, HEAD, sizeof HEAD);
}

static void what_is_small_or_dense_is_left_as_it_is(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);
    g_autoptr(GByteArray) noise = g_byte_array_new();
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    g_autoptr(GBytes) small = g_bytes_new("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 40);

    for (guint i = 0; i < 5000; i++) {
        guint8 octet = (guint8)g_rand_int_range(numbers, 0, 256);
        g_byte_array_append(noise, &octet, 1);
    }
    g_autoptr(GBytes) dense = g_bytes_new(noise->data, noise->len);
    assert_null(dup_gzip(nothing));
    assert_null(dup_gzip(small));
    assert_null(dup_gzip(dense));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_etag_is_a_function_of_the_body_alone),
        cmocka_unit_test(an_empty_body_has_an_etag),
        cmocka_unit_test(a_resource_keeps_what_it_was_given),
        cmocka_unit_test(a_body_comes_back_as_it_was),
        cmocka_unit_test(no_time_and_no_name_is_in_it),
        cmocka_unit_test(what_is_small_or_dense_is_left_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
