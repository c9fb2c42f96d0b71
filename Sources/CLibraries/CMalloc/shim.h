#pragma once
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// glibc's own way to give freed memory back to the kernel, which Swift's module of glibc leaves out; nothing elsewhere.
static inline int shim_malloc_trim(void) {
#ifdef __GLIBC__
    return malloc_trim(0);
#else
    return 0;
#endif
}
