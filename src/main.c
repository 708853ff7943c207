#include <locale.h>

#include "cli/command.h"

int main(int argc, char **argv)
{
    /* The character set of the terminal; numbers and messages are the same in every locale. */
    setlocale(LC_CTYPE, "");
    return (int)command_main(argc, argv);
}
