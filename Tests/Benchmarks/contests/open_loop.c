/* A client that keeps to its plan: requests are due at fixed moments whether or not earlier ones were answered, and the time
 * of each runs from the moment that was planned. What waits for a free connection behind slow answers counts as slow, too,
 * which a client that asks only after it was answered leaves out (coordinated omission).
 *
 *     open_loop PORT CONNECTIONS RATE SECONDS FILE      FILE: the whole request
 *
 * Prints one object of JSON. Times go into a histogram with 128 steps for each doubling, so they are known to 0.8 %. The
 * connections take turns. Nothing sleeps: on a core of its own it is late only where its own work takes long, and `late_ns`
 * says by how much it was at most in 99.9 % of what it sent while a connection was free.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CONNECTIONS = 1024, ANSWER_BYTES = 1 << 16, STEPS = 128, DOUBLINGS = 40 };
/* How long answers are waited for after the last request was due. */
static const long GRACE_NS = 200000000;
/* What comes until then is in time: the last requests are due when the plan ends. */
static const long SLACK_NS = 50000000;

struct connection {
    int descriptor, free;
    long planned;
    size_t received, expected; /* expected: 0 until the head is whole */
    char answer[ANSWER_BYTES];
};

static struct connection connections[MOST_CONNECTIONS];
static int free_ones[MOST_CONNECTIONS], first_free, free_count, connection_count;
static long latencies[DOUBLINGS * STEPS], lateness[DOUBLINGS * STEPS], slowest;

static void fail(const char *what) {
    fprintf(stderr, "open_loop: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
    exit(1);
}

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

/* The first 128 steps are single nanoseconds; each doubling from there on has 128 more, all of one width. */
static int step_of(long value) {
    if (value < STEPS) return value < 0 ? 0 : value;
    int doubling = 63 - __builtin_clzl(value) - 7;
    int step = (doubling + 1) * STEPS + (value >> doubling) - STEPS;
    return step < DOUBLINGS * STEPS ? step : DOUBLINGS * STEPS - 1;
}

static long top_of(int step) {
    if (step < STEPS) return step;
    int doubling = step / STEPS - 1;
    return ((long)(step % STEPS + STEPS + 1) << doubling) - 1;
}

static long percentile(const long *counts, double share) {
    long total = 0, seen = 0;
    for (int step = 0; step < DOUBLINGS * STEPS; step++) total += counts[step];
    for (int step = 0; step < DOUBLINGS * STEPS; step++) {
        seen += counts[step];
        if (total && seen >= share * total) return top_of(step);
    }
    return 0;
}

static void note(long latency) {
    latencies[step_of(latency)]++;
    if (latency > slowest) slowest = latency;
}

static void release(int index) {
    connections[index].free = 1;
    free_ones[(first_free + free_count++) % MOST_CONNECTIONS] = index;
}

static void send_request(const char *request, size_t size, long planned, long sent) {
    struct connection *connection = &connections[free_ones[first_free]];
    first_free = (first_free + 1) % MOST_CONNECTIONS;
    free_count--;
    lateness[step_of(sent - planned)]++;
    connection->free = 0;
    connection->planned = planned;
    connection->received = connection->expected = 0;
    errno = 0;
    if (send(connection->descriptor, request, size, MSG_NOSIGNAL) != (ssize_t)size) fail("cannot send");
}

/* The size of head and content together, or 0 while the head is not whole. */
static size_t size_of_answer(struct connection *connection) {
    char *end = memmem(connection->answer, connection->received, "\r\n\r\n", 4);
    if (!end) return 0;
    errno = 0;
    if (strncmp(connection->answer, "HTTP/1.1 200 ", 13)) fail("an answer that is not 200");
    for (char *line = connection->answer; line < end; line = (char *)memmem(line, end + 2 - line, "\r\n", 2) + 2)
        if (!strncasecmp(line, "content-length:", 15)) return end + 4 - connection->answer + strtoul(line + 15, NULL, 10);
    fail("an answer without Content-Length");
    return 0;
}

/* Reads what is there; true when the answer is whole. */
static int is_answered(struct connection *connection) {
    errno = 0;
    ssize_t length = recv(
        connection->descriptor, connection->answer + connection->received, ANSWER_BYTES - 1 - connection->received, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (length <= 0) fail("a connection was closed");
    if (connection->free) fail("an answer that was not asked for");
    connection->received += length;
    connection->answer[connection->received] = 0;
    if (!connection->expected) connection->expected = size_of_answer(connection);
    if (connection->expected >= ANSWER_BYTES) fail("too long an answer");
    if (connection->expected && connection->received > connection->expected) fail("more than one answer");
    return connection->expected && connection->received == connection->expected;
}

static int open_connections(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int set = epoll_create1(0), yes = 1;
    for (int index = 0; index < connection_count; index++) {
        int descriptor = socket(AF_INET, SOCK_STREAM, 0);
        errno = 0;
        if (connect(descriptor, (struct sockaddr *)&address, sizeof address)) fail("cannot connect");
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = index};
        epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event);
        connections[index].descriptor = descriptor;
        release(index);
    }
    return set;
}

int main(int count, char **arguments) {
    static char request[8192];
    if (count != 6) return 64;
    connection_count = atoi(arguments[2]);
    double rate = atof(arguments[3]), seconds = atof(arguments[4]);
    FILE *file = fopen(arguments[5], "rb");
    size_t size = file ? fread(request, 1, sizeof request, file) : 0;
    if (!size || connection_count < 1 || connection_count > MOST_CONNECTIONS || rate <= 0 || seconds <= 0) return 64;
    int set = open_connections(atoi(arguments[1]));
    struct epoll_event events[MOST_CONNECTIONS];
    long planned = rate * seconds, sent = 0, answered = 0, in_time = 0, begun = now() + 1000000;
    long end = begun + (long)(seconds * 1e9), moment = now();
    int was_free = 1;
    while (answered < planned && moment < end + GRACE_NS) {
        while (sent < planned && free_count) {
            long due = begun + (long)(sent * 1e9 / rate);
            if ((moment = now()) < due) break;
            /* Had all connections been busy, the delay is the server's. */
            send_request(request, size, due, was_free ? moment : due);
            sent++;
        }
        was_free = free_count > 0;
        int ready = epoll_wait(set, events, MOST_CONNECTIONS, 0);
        moment = now();
        for (int index = 0; index < ready; index++) {
            int number = events[index].data.u32;
            if (!is_answered(&connections[number])) continue;
            note(now() - connections[number].planned);
            release(number);
            answered++;
            in_time += moment <= end + SLACK_NS;
        }
    }
    /* What was never answered has taken this long at least. */
    for (int index = 0; index < connection_count; index++)
        if (!connections[index].free) note(moment - connections[index].planned);
    for (long number = sent; number < planned; number++) note(moment - (begun + (long)(number * 1e9 / rate)));
    printf("{\"planned\": %ld, \"answered\": %ld, \"in_time\": %ld, \"p50_ns\": %ld, \"p99_ns\": %ld, \"p999_ns\": %ld, "
           "\"slowest_ns\": %ld, \"late_ns\": %ld}\n", planned, answered, in_time, percentile(latencies, 0.5),
           percentile(latencies, 0.99), percentile(latencies, 0.999), slowest, percentile(lateness, 0.999));
    return 0;
}
