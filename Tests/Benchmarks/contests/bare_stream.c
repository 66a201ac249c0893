/* What the machine allows a long answer: pieces are copied out of memory that no cache holds and sent at once, to whoever
 * connects, until as many bytes are gone. Nothing is made, and nothing of HTTP is understood.
 *
 *     bare_stream PORT BYTES      says on standard output how many bytes a second memcpy alone moves, then listens
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { piece = 49152, memory = 256 << 20 };

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 3) return 64;
    long total = atol(arguments[2]);
    char *source = malloc(memory), *target = malloc(memory), *buffer = malloc(piece);
    memset(source, 'a', memory);
    memset(target, 'b', memory);
    double begun = seconds();
    for (int round = 0; round < 4; round++) memcpy(target, source, memory);
    printf("%.0f\n", 4.0 * memory / (seconds() - begun));
    fflush(stdout);
    free(target);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 16)) return 71;
    for (;;) {
        int client = accept(listener, NULL, NULL);
        char request[16384];
        if (client < 0 || recv(client, request, sizeof request, 0) <= 0) continue;
        static const char head[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
        if (send(client, head, sizeof head - 1, MSG_NOSIGNAL) < 0) goto done;
        for (long sent = 0, at = 0; sent < total; sent += piece, at = (at + piece) % (memory - piece)) {
            memcpy(buffer, source + at, piece);
            if (send(client, buffer, piece, MSG_NOSIGNAL) != piece) break;
        }
    done:
        close(client);
    }
}
