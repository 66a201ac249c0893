#pragma once
#include <zlib.h>

/* zlib's initialisers are macros, which Swift does not import. */
static inline int sitrep_deflateInit2(z_streamp stream, int level, int method, int windowBits, int memLevel, int strategy) {
    return deflateInit2(stream, level, method, windowBits, memLevel, strategy);
}

static inline int sitrep_inflateInit2(z_streamp stream, int windowBits) {
    return inflateInit2(stream, windowBits);
}
