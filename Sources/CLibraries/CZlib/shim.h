#pragma once
#include <zlib.h>

// deflateInit2 is a macro that passes the header's version and the structure's size.
static inline int shim_deflateInit2(z_streamp stream, int level, int windowBits, int memLevel) {
    return deflateInit2(stream, level, Z_DEFLATED, windowBits, memLevel, Z_DEFAULT_STRATEGY);
}
