#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/common/shortage.h"

/* If the caller has closed a standard stream, no file or socket of ours may get its number: what is
 * printed would end up there. Using the stream still fails, because the stand-in is open for the
 * other direction only. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF) {
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    shortage_prepare();
    /* Only for the terminal's character set; numbers and messages are the same in every locale. */
    setlocale(LC_CTYPE, "");
    return (int)command_main(argc, argv);
}
