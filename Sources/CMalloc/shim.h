#pragma once
#include <stddef.h>

/* glibc declares these in malloc.h, which the Swift overlay does not map. */

/* Gives free memory back to the system. */
extern int malloc_trim(size_t pad);

/* Sets how malloc works; 1 when it did. */
extern int mallopt(int parameter, int value);

#define SITREP_M_TRIM_THRESHOLD (-1)
#define SITREP_M_MMAP_THRESHOLD (-3)
