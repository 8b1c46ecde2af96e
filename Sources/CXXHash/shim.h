/* xxHash as inline functions: a call would cost as much as the hash of a short name. Swift does not see its own names, which are
 * macros. */
#define XXH_INLINE_ALL
#include <xxhash.h>

static inline __attribute__((always_inline, flatten)) uint64_t cxxhash_3(const void *bytes, size_t count) {
    return XXH3_64bits(bytes, count);
}
static inline uint64_t cxxhash_3_seeded(const void *bytes, size_t count, uint64_t seed) {
    return XXH3_64bits_withSeed(bytes, count, seed);
}
static inline __attribute__((always_inline, flatten)) uint64_t cxxhash_64(const void *bytes, size_t count, uint64_t seed) {
    return XXH64(bytes, count, seed);
}
