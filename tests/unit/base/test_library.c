/* Covers src/base/library.c */
#include "base/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct Functions {
    double (*cos)(double angle);
    double (*sqrt)(double number);
} Functions;

static const LibrarySymbol SYMBOLS[] = {
    { "cos", offsetof(Functions, cos) },
    { "sqrt", offsetof(Functions, sqrt) },
    { "no_such_function", 0 },
};

static void functions_stand_where_they_belong(void **state)
{
    Functions functions = { NULL };

    assert_null(library_load("libm.so.6", SYMBOLS, 2, &functions));
    assert_true(functions.cos(0) == 1 && functions.sqrt(4) == 2);
}

static void what_is_missing_is_told(void **state)
{
    Functions functions;

    assert_non_null(strstr(library_load("libm.so.6", SYMBOLS, 3, &functions), "no_such_function"));
    assert_non_null(strstr(library_load("libnone.so.9", SYMBOLS, 2, &functions), "libnone.so.9"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_stand_where_they_belong),
        cmocka_unit_test(what_is_missing_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
