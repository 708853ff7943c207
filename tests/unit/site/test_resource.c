#include "site/resource.h"

#include <string.h>

#include "support.h"

static Resource *new_resource(const char *path, const char *body)
{
    Resource *resource =
        resource_new(g_strdup(path), "text/plain", NULL, 7, g_bytes_new(body, strlen(body)));

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
        resource_new(g_strdup("p"), "text/calendar", g_strdup("f.ics"), 99, g_bytes_new("x", 1));

    assert_string_equal(resource->path, "p");
    assert_string_equal(resource->media_type, "text/calendar");
    assert_string_equal(resource->file_name, "f.ics");
    assert_int_equal(resource->last_modified, 99);
    assert_int_equal(g_bytes_get_size(resource->body), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_etag_is_a_function_of_the_body_alone),
        cmocka_unit_test(an_empty_body_has_an_etag),
        cmocka_unit_test(a_resource_keeps_what_it_was_given),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
