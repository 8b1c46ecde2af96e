public import CKedge

/// The name of a status, for logs and for people.
///
/// - Parameters:
///   - status: any number
/// - Returns: the constant's name, such as "KEDGE_INVALID_ARGUMENT"; "KEDGE_UNKNOWN_STATUS" for a number that this
///   library does not return; NUL-terminated; never NULL; valid for ever
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_status_name")
public func kedge_status_name(_ status: kedge_status) -> UnsafePointer<CChar> {
    cString(statusName(status) ?? "KEDGE_UNKNOWN_STATUS")
}

/// A sentence about the last call that failed on this thread: which input, which rule, what to do.
///
/// It never contains a secret. Calls that succeed, destroy calls that succeed, and calls that only ask for the size of a
/// buffer leave it as it is.
///
/// - Returns: NUL-terminated UTF-8 of at most 511 bytes; never NULL; valid until this thread calls kedge_last_error again
/// - Threads: any thread, concurrently; each thread has its own
/// - Cost: forms the sentence, about 60 ns
/// - Since: 0.1
@_cdecl("kedge_last_error")
public func kedge_last_error() -> UnsafePointer<CChar> {
    lastErrorSentence() ?? cString("no memory is left for the sentence")
}

/// How many handles are alive in this process, of every type: a program that destroys what it creates ends where it began.
///
/// - Returns: the count
/// - Threads: any thread, concurrently
/// - Cost: takes a lock, about 10 ns
/// - Since: 0.1
@_cdecl("kedge_live_handles")
public func kedge_live_handles() -> Int {
    HandleTable.live
}
