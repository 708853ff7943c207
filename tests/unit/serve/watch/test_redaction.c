/* Covers src/serve/watch/redaction.c */
#include "serve/watch/redaction.h"

#include <string.h>

#include "base/token.h"
#include "support.h"

#define TOKEN "abcdefghijklmnopqrstuvwxyz234567"

static void assert_shown(const char *text, const char *expected)
{
    g_autofree char *shown = redaction_dup(text);

    assert_string_equal(shown, expected);
}

static void what_is_public_is_as_it_was(void **state)
{
    static const char *const TEXTS[] = {
        "",
        "/",
        "/gfmd-2007/agencies/ilo.ics?download=1&lang=fr,en",
        "/gfmd-2007/select.ics?agency=ilo,iom,unhcr,unesco,undp&role=rapporteur",
        "/privately/open.ics",
        "/private",
        "/private/",
        "/private-calendars.html",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; private)",
        "Private browsing",
        "a%",
        "%2",
        "%zz%7",
        "/caf%C3%A9%0d%0a",
        "a\x01 b\r\n",
        "abcdefghijklmnopqrstuvwxyz23456",
        "abcdefghijklmnop-qrstuvwxyz234567",
        "c56a4180-65aa-42ec-a945-5fd21dec0538",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        assert_shown(TEXTS[i], TEXTS[i]);
    }
}

static void what_follows_the_folder_is_left_out(void **state)
{
    assert_shown("/private/SECRET.ics", "/private/-");
    assert_shown("/PRIVATE/SECRET.ics", "/PRIVATE/-");
    assert_shown("/private//SECRET/private/X", "/private/-");
    assert_shown("/private/./SECRET", "/private/-");
    assert_shown("/./private\\SECRET", "/./private\\-");
    assert_shown("/private%2fSECRET", "/private%2f-");
    assert_shown("/private%252FSECRET", "/private%252F-");
    assert_shown("/private%25252fSECRET", "/private%25252f-");
    assert_shown("/private%5cSECRET", "/private%5c-");
    assert_shown("/%70%72%69%76%61%74%65/SECRET", "/%70%72%69%76%61%74%65/-");
    assert_shown("/%2570rivate/SECRET", "/%2570rivate/-");
    assert_shown("/%25%37%30rivate/SECRET", "/%25%37%30rivate/-");
    assert_shown("/%%37%30rivate/SECRET", "/%%37%30rivate/-");
    assert_shown("/pri\tva\nte/SECRET", "/pri\tva\nte/-");
    assert_shown("/private;a=b/SECRET", "/private;-");
    assert_shown("/private?SECRET", "/private?-");
    assert_shown("/private%zzSECRET", "/private%-");
    assert_shown("https://a.example/x?u=https%3A%2F%2Fb%2Fprivate%2FSECRET",
                 "https://a.example/x?u=https%3A%2F%2Fb%2Fprivate%2F-");
}

static void what_looks_like_a_token_is_left_out_anywhere(void **state)
{
    assert_shown(TOKEN, "-");
    assert_shown("a " TOKEN " b", "a - b");
    assert_shown("/forum/" TOKEN ".ics", "/forum/-.ics");
    assert_shown("/privat/" TOKEN ".ics?x=" TOKEN, "/privat/-.ics?x=-");
    assert_shown("x" TOKEN "y", "-");
    assert_shown("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "-");
    assert_shown("abcdefghijklmnop%71rstuvwxyz234567", "-");
    assert_shown("abcdefghijklmnop%2571rstuvwxyz23456%37!", "-!");
    assert_shown("abcdefghijklmnop\r\nqrstuvwxyz234567", "-");
    assert_shown("0" TOKEN "8", "0-8");
}

/* As it is, or escaped up to three times over. */
static void append_escaped(GString *out, char letter, guint times)
{
    if (times == 0) {
        g_string_append_c(out, letter);
        return;
    }
    g_string_append_c(out, '%');
    while (--times > 0) {
        g_string_append(out, "25");
    }
    g_string_append_printf(out, "%02x", (guint)letter);
}

static void a_token_is_left_out_however_it_is_escaped(void **state)
{
    guint32 seed = g_random_int();
    g_autoptr(GRand) chance = g_rand_new_with_seed(seed);

    print_message("seed %u\n", seed);
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *token = token_new();
        g_autoptr(GString) text = g_string_new("u=");
        for (const char *at = token; *at != '\0'; at++) {
            append_escaped(text, *at, (guint)g_rand_int_range(chance, 0, 4));
        }
        assert_shown(text->str, "u=-");
    }
}

static void long_texts_take_no_longer_than_others(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 1000000; i++) {
        g_string_append(text, "%25");
    }
    g_autofree char *shown = redaction_dup(text->str);
    assert_string_equal(shown, text->str);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_public_is_as_it_was),
        cmocka_unit_test(what_follows_the_folder_is_left_out),
        cmocka_unit_test(what_looks_like_a_token_is_left_out_anywhere),
        cmocka_unit_test(a_token_is_left_out_however_it_is_escaped),
        cmocka_unit_test(long_texts_take_no_longer_than_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
