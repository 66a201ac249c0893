/* What the machine allows: one epoll loop that reads whatever comes and, for each blank line in it, writes the same bytes;
 * what one read asks for leaves at once. It understands nothing else of HTTP, checks nothing and never fails over; no server
 * can be below its cost by much.
 *
 *     bare_loop PORT FILE      FILE: the whole response, head and content
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { at_once = 64 };
static char response[at_once << 16];

/* Waits for a reader who is slow; gives up after a second. */
static void put(int descriptor, const char *bytes, size_t size) {
    while (size) {
        ssize_t sent = send(descriptor, bytes, size, MSG_NOSIGNAL);
        struct pollfd writable = {.fd = descriptor, .events = POLLOUT};
        if (sent < 0 && poll(&writable, 1, 1000) <= 0) return;
        if (sent > 0) bytes += sent, size -= sent;
    }
}

int main(int count, char **arguments) {
    FILE *file = count == 3 ? fopen(arguments[2], "rb") : NULL;
    if (!file) return 64;
    size_t size = fread(response, 1, sizeof response / at_once, file);
    for (int copy = 1; copy < at_once; copy++) memcpy(response + copy * size, response, size);
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
            size_t asked = 0;
            for (; (place = memmem(place, request + length - place, "\r\n\r\n", 4)); place += 4) asked++;
            for (; asked > at_once; asked -= at_once) put(descriptor, response, at_once * size);
            put(descriptor, response, asked * size);
        }
    }
}
