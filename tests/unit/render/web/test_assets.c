#include "render/web/assets.h"

#include <libdeflate.h>
#include <string.h>

#include "support.h"

static void each_asset_is_the_file(void **state)
{
    static const char *const FILES[N_ASSETS] = {
        [ASSET_STYLE] = "src/assets/style.css",
        [ASSET_SCRIPT] = "src/assets/page.js",
        [ASSET_ICON] = "src/assets/icon.svg",
    };

    for (AssetId id = 0; id < N_ASSETS; id++) {
        g_autoptr(GBytes) content = asset_get(id);
        g_autofree char *text = NULL;
        gsize length;
        assert_true(g_file_get_contents(FILES[id], &text, &length, NULL));
        assert_int_equal(g_bytes_get_size(content), length);
        assert_memory_equal(g_bytes_get_data(content, NULL), text, length);
    }
}

static void a_name_has_the_hash_of_its_content(void **state)
{
    for (AssetId id = 0; id < N_ASSETS; id++) {
        g_autoptr(GBytes) content = asset_get(id);
        g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, content);
        const char *hash = strchr(asset_name(id), '-') + 1;
        assert_int_equal(strcspn(hash, "."), 16);
        assert_memory_equal(hash, digest, 16);
    }
    assert_true(g_str_has_suffix(asset_name(ASSET_STYLE), ".css"));
    assert_string_equal(asset_media_type(ASSET_ICON), "image/svg+xml");
}

static gsize count_compressed(GBytes *content)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    gsize size;
    gconstpointer octets = g_bytes_get_data(content, &size);
    gsize room = libdeflate_gzip_compress_bound(compressor, size);
    g_autofree char *compressed = g_malloc(room);

    gsize count = libdeflate_gzip_compress(compressor, octets, size, compressed, room);
    libdeflate_free_compressor(compressor);
    return count;
}

/* Whoever opens a page on a slow line waits for these, and for the page. */
static void a_page_needs_little(void **state)
{
    gsize octets = 0;

    for (AssetId id = 0; id < N_ASSETS; id++) {
        g_autoptr(GBytes) content = asset_get(id);
        octets += count_compressed(content);
    }
    assert_true(octets < 14000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_asset_is_the_file),
        cmocka_unit_test(a_name_has_the_hash_of_its_content),
        cmocka_unit_test(a_page_needs_little),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
