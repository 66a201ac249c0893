/* Nothing here may define _GNU_SOURCE: it changes structures that Swift's Glibc module has imported without it. */
#pragma once
#include <linux/filter.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

/* Behind _GNU_SOURCE in the system's headers. */
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

/* Behind _GNU_SOURCE in the system's headers. */
extern int sched_getaffinity(pid_t process, size_t size, cpu_set_t *set);

/* Lets a listening socket drop new SYN segments silently while handshakes under way still complete: the filter looks at
   byte 13 of the TCP header, its flags. The program is built from C macros, which Swift does not import. */
static inline int sitrep_drop_new_handshakes(int descriptor) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x02, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
    };
    struct sock_fprog program = {sizeof(code) / sizeof(code[0]), code};
    return setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}
