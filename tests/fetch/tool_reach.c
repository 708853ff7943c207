/* Tells for each line of standard input, an address, whether it is inside a network: "inside" or
 * "outside". */
#include <stdio.h>
#include <string.h>

#include "service/fetch/reach.h"

int main(void)
{
    char line[100];

    while (fgets(line, sizeof line, stdin) != NULL) {
        struct in6_addr address;
        line[strcspn(line, "\n")] = '\0';
        puts(!reach_parse(line, &address)        ? "none"
             : reach_address_is_inside(&address) ? "inside"
                                                 : "outside");
    }
    return 0;
}
