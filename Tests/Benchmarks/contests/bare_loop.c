/* What the machine allows: one epoll loop that reads whatever comes and, for each blank line in it, writes the same bytes.
 * It understands nothing else of HTTP, checks nothing and never fails over; no server can be below its cost by much.
 *
 *     bare_loop PORT FILE      FILE: the whole response, head and content
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static char response[1 << 20];

int main(int count, char **arguments) {
    FILE *file = count == 3 ? fopen(arguments[2], "rb") : NULL;
    if (!file) return 64;
    size_t size = fread(response, 1, sizeof response, file);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1, set = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) return 71;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[256];
    epoll_ctl(set, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int ready = epoll_wait(set, events, 256, -1);
        for (int index = 0; index < ready; index++) {
            int descriptor = events[index].data.fd;
            if (descriptor == listener) {
                int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (client < 0) continue;
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
                event.data.fd = client;
                epoll_ctl(set, EPOLL_CTL_ADD, client, &event);
                continue;
            }
            char request[16384];
            ssize_t length = recv(descriptor, request, sizeof request, 0);
            if (length <= 0) {
                close(descriptor);
                continue;
            }
            char *place = request;
            while ((place = memmem(place, request + length - place, "\r\n\r\n", 4))) {
                if (send(descriptor, response, size, MSG_NOSIGNAL) != (ssize_t)size) close(descriptor);
                place += 4;
            }
        }
    }
}
