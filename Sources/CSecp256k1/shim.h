#include <secp256k1.h>
#include <secp256k1_preallocated.h>
#include <secp256k1_recovery.h>

/* The context for what needs no secret, which is there without being made; a function, because Swift takes the library's
 * variable for one that may change. */
static inline const secp256k1_context *csecp256k1_public_context(void) { return secp256k1_context_static; }
