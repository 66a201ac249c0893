#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdint.h>

/// The file that the counters live in: a program loaded with this library maps it and counts there, so that another
/// process that maps it too can read them at any moment without talking to the program.
#define ALLOCATION_COUNTER_VARIABLE "ALLOCATION_COUNTER_FILE"

struct allocation_counts {
    /// Calls that asked the heap for memory, by any thread, since the program began.
    uint64_t calls;
    /// The bytes they asked for.
    uint64_t bytes;
};

#endif
