#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sys/epoll.h>
#include <sys/socket.h>

/* accept4 is behind _GNU_SOURCE, which the Swift overlay's Glibc does not define. */
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
