/* The Swift runtime makes descriptions of generic types when they are first used, under locks of its own; a child of fork()
 * would find those locks taken, or a description half made, if another thread was at it at that moment. So the library's link
 * passes the ways in here (--wrap in CMakeLists.txt), and a fork waits until nobody is inside: see locks.c of CPlatform.
 * Compiled code keeps what it gets, so none of this is on a hot path. */
#include "CPlatform.h"

/* All of these take up to six words and give one or two, in registers that do not depend on how many there are, on x86-64 and
 * on AArch64. */
typedef const void *word;
struct words {
    word first, second;
};

/* Weak, because a Swift package that imports Kedge links without --wrap, and then nothing calls this. */
#define BEHIND_THE_GATE(name) \
    __attribute__((weak, swiftcall)) struct words __real_##name(word, word, word, word, word, word); \
    __attribute__((visibility("hidden"), swiftcall)) struct words __wrap_##name( \
        word a, word b, word c, word d, word e, word f) { \
        cplatform_runtime_enter(); \
        struct words result = __real_##name(a, b, c, d, e, f); \
        cplatform_runtime_leave(); \
        return result; \
    }

/* CMakeLists.txt reads the names from here. */
BEHIND_THE_GATE(swift_checkMetadataState)
BEHIND_THE_GATE(swift_conformsToProtocol)
BEHIND_THE_GATE(swift_conformsToProtocolCommon)
BEHIND_THE_GATE(swift_conformsToProtocolWithExecutionContext)
BEHIND_THE_GATE(swift_getAssociatedConformanceWitness)
BEHIND_THE_GATE(swift_getAssociatedTypeWitness)
BEHIND_THE_GATE(swift_getCanonicalPrespecializedGenericMetadata)
BEHIND_THE_GATE(swift_getExistentialMetatypeMetadata)
BEHIND_THE_GATE(swift_getExistentialTypeMetadata)
BEHIND_THE_GATE(swift_getExtendedExistentialTypeMetadata_unique)
BEHIND_THE_GATE(swift_getExtendedFunctionTypeMetadata)
BEHIND_THE_GATE(swift_getFixedArrayTypeMetadata)
BEHIND_THE_GATE(swift_getForeignTypeMetadata)
BEHIND_THE_GATE(swift_getGenericMetadata)
BEHIND_THE_GATE(swift_getMetatypeMetadata)
BEHIND_THE_GATE(swift_getSingletonMetadata)
BEHIND_THE_GATE(swift_getTupleTypeMetadata)
BEHIND_THE_GATE(swift_getTupleTypeMetadata2)
BEHIND_THE_GATE(swift_getTupleTypeMetadata3)
BEHIND_THE_GATE(swift_getTypeByMangledNameInContext)
BEHIND_THE_GATE(swift_getTypeByMangledNameInContext2)
BEHIND_THE_GATE(swift_getTypeByMangledNameInContextInMetadataState)
BEHIND_THE_GATE(swift_getTypeByMangledNameInContextInMetadataState2)
BEHIND_THE_GATE(swift_getTypeByMangledNameInEnvironment)
BEHIND_THE_GATE(swift_getWitnessTable)
/* What a lazy global is made under; its initialisers take no lock of ours. */
BEHIND_THE_GATE(swift_once)
