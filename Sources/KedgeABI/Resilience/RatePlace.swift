import CKedge
import KedgeResilienceCore

extension kedge_rate_place {
    /// A reservation as its holder keeps it.
    ///
    /// - Parameter limiter: The bits of the handle, which no other limiter ever has.
    internal init(_ place: ReservedPlace, of limiter: UInt64) {
        self.init(words: (limiter, UInt64(truncatingIfNeeded: place.count), place.mark, place.generation))
    }
}

/// Empties a place and gives back what was in it.
///
/// - Parameters:
///   - limiter: The bits of the handle.
///   - giveBack: Whatever numbers it is given, it has to tell whether it gave something back.
internal func cancel(
    _ place: UnsafeMutablePointer<kedge_rate_place>?, of limiter: UInt64, _ giveBack: (ReservedPlace) -> Bool
) -> kedge_status {
    guard let place else { return failNull("place") }
    let (owner, count, mark, generation) = place.pointee.words
    guard owner != 0 else {
        return fail(KEDGE_NOT_GIVEN_BACK, "place is empty: it was given back before, or nothing was reserved with it")
    }
    guard owner == limiter else {
        return fail(KEDGE_INVALID_ARGUMENT, "place holds no reservation of this limiter's")
    }
    place.pointee = kedge_rate_place()
    guard giveBack(ReservedPlace(after: 0, count: Int(clamping: count), mark: mark, generation: generation)) else {
        return fail(
            KEDGE_NOT_GIVEN_BACK,
            "the reservation cannot be given back any more: its time has come, or others were made after it")
    }
    return KEDGE_OK
}

/// Gives a reservation to who asked for it, or says why there is none.
internal func give(
    _ reserved: ReservedPlace, _ count: UInt64, of limiter: UInt64, to place: UnsafeMutablePointer<kedge_rate_place>,
    _ wait_ns: UnsafeMutablePointer<UInt64>
) -> kedge_status {
    guard reserved.isAdmitted else { return failLimited(reserved.nanoseconds, count, wait_ns) }
    place.pointee = kedge_rate_place(reserved, of: limiter)
    wait_ns.pointee = reserved.nanoseconds
    return KEDGE_OK
}

/// Says why a rate limiter does not let calls pass.
///
/// - Parameters:
///   - nanoseconds: How long they would have to wait; `UInt64.max` if that never helps.
///   - out: Is told the wait, if it would help.
@inline(never)
internal func failLimited(_ nanoseconds: UInt64, _ count: UInt64, _ out: UnsafeMutablePointer<UInt64>?) -> kedge_status
{
    guard nanoseconds == .max else {
        out?.pointee = nanoseconds
        return fail(
            KEDGE_RATE_LIMITED, "count {u0}: the rate limit lets so many pass after {u1} nanoseconds, and not before",
            Int(truncatingIfNeeded: count), Int(truncatingIfNeeded: nanoseconds))
    }
    guard count > 0 else { return fail(KEDGE_INVALID_ARGUMENT, "count is 0: it has to be 1 or more") }
    return fail(
        KEDGE_OVER_RATE_LIMIT, "count {u0}: the rate limit never lets so many calls pass at once",
        Int(truncatingIfNeeded: count))
}

/// A handle's bits.
@inline(__always)
internal func bits<Tag>(_ handle: UnsafePointer<Tag>?) -> UInt64 { UInt64(UInt(bitPattern: handle)) }
