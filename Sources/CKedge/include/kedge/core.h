/* Kedge: statuses, errors and versions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KEDGE_CORE_H
#define KEDGE_CORE_H

#include <stddef.h>
#include <stdint.h>

/** What a call returned: KEDGE_OK, or one of the numbers below, which never change their meaning.
 *  An integer and not an enum, because a later library may return numbers that this header does not know. */
typedef int32_t kedge_status;

/** The call did what it says. */
#define KEDGE_OK ((kedge_status)0)
/** An argument breaks a rule of the call; kedge_last_error() says which. Nothing was changed. */
#define KEDGE_INVALID_ARGUMENT ((kedge_status)1)
/** The handle was destroyed, is of another type, or was never issued by this copy of the library. */
#define KEDGE_INVALID_HANDLE ((kedge_status)2)
/** The output does not fit; the capacity to allocate is in the length argument, and no work was done. */
#define KEDGE_BUFFER_TOO_SMALL ((kedge_status)3)
/** The system has no memory left for what was asked. */
#define KEDGE_OUT_OF_MEMORY ((kedge_status)4)
/** The handle is in use by another call that it cannot be shared with. */
#define KEDGE_BUSY ((kedge_status)5)
/** The operating system gave no randomness. */
#define KEDGE_RANDOM_UNAVAILABLE ((kedge_status)6)
/** Secret memory could not be locked, and the options asked for an error in that case. */
#define KEDGE_MEMORY_NOT_LOCKED ((kedge_status)7)
/** As many handles are alive as the library can hold (1,048,576). */
#define KEDGE_TOO_MANY_HANDLES ((kedge_status)8)
/** The libcrypto in use does not offer the algorithm, or its configuration forbids it. */
#define KEDGE_ALGORITHM_UNAVAILABLE ((kedge_status)9)
/** The handle is tied to a file or to reserved counts and was made before fork(); make a new one in the child. */
#define KEDGE_FORKED ((kedge_status)10)
/** There is no file, or no folder, at the path. */
#define KEDGE_FILE_NOT_FOUND ((kedge_status)11)
/** There is a file at the path already, and the call does not replace it. */
#define KEDGE_FILE_EXISTS ((kedge_status)12)
/** The operating system does not let this process do that with the file. */
#define KEDGE_PERMISSION_DENIED ((kedge_status)13)
/** No room is left: the disk, a quota or the largest size of a file. */
#define KEDGE_NO_SPACE ((kedge_status)14)
/** Reading or writing failed; the last error gives the operating system's number. */
#define KEDGE_IO_FAILED ((kedge_status)15)
/** A file that was being read changed meanwhile. */
#define KEDGE_FILE_CHANGED ((kedge_status)16)
/** The progress callback asked the call to stop. */
#define KEDGE_CANCELLED ((kedge_status)17)

/** The version of the ABI that these headers describe; kedge_abi_version() tells the library's, which has to be as high. */
#define KEDGE_ABI_VERSION ((uint32_t)1)

/** Stands for "no limit" wherever a limit is asked for; zero means zero. */
#define KEDGE_NO_LIMIT ((uint64_t)0xFFFFFFFFFFFFFFFF)

/* abigen: functions */

#endif
