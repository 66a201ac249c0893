#pragma once
#include <stddef.h>

/* Gives free memory back to the system; glibc declares it in malloc.h, which the Swift overlay does not map. */
extern int malloc_trim(size_t pad);
