/* A shared library of one function that does nothing: what any call into a library costs. */
#include <stdint.h>

uint32_t empty_call(void);
uint32_t empty_call(void) { return 1; }
