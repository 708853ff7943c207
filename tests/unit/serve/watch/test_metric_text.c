#include "serve/watch/metric_text.h"

#include "support.h"

static void a_metric_is_what_it_is_and_its_values(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const MetricLabel labels[] = { { "feed", "agenda" }, { "code", "200" }, { NULL, NULL } };
    const MetricLabel none[] = { { NULL, NULL } };

    metric_text_begin(out, "requests_total", "counter", "Requests.");
    metric_text_append(out, "requests_total", labels, G_MAXUINT64);
    metric_text_append(out, "requests_total", none, 0);
    metric_text_append(out, "requests_total", NULL, 7);
    assert_string_equal(out->str, "# HELP requests_total Requests.\n"
                                  "# TYPE requests_total counter\n"
                                  "requests_total{feed=\"agenda\",code=\"200\"} "
                                  "18446744073709551615\n"
                                  "requests_total 0\n"
                                  "requests_total 7\n");
}

static void no_label_ends_early(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const MetricLabel labels[] = { { "a", "x\"} 1\ny 2\\" }, { NULL, NULL } };

    metric_text_append(out, "m", labels, 1);
    assert_string_equal(out->str, "m{a=\"x\\\"} 1\\ny 2\\\\\"} 1\n");
}

static void numbers_are_written_in_every_locale_alike(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    metric_text_append_real(out, "m", NULL, 0.25);
    metric_text_append_real(out, "m", NULL, -3);
    metric_text_append_real(out, "m", NULL, 1795524258);
    assert_string_equal(out->str, "m 0.25\nm -3\nm 1795524258\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_metric_is_what_it_is_and_its_values),
        cmocka_unit_test(no_label_ends_early),
        cmocka_unit_test(numbers_are_written_in_every_locale_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
