import CKedge

/// Input bytes as C gives them, or nil: NULL is allowed only with length 0, and no length is over `PTRDIFF_MAX`.
@inline(__always)
internal func bytes(_ pointer: UnsafePointer<UInt8>?, _ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, pointer != nil || count == 0 else { return nil }
    return UnsafeRawBufferPointer(start: pointer, count: count)
}

/// Refuses an input that `bytes(_:_:)` did not take.
internal func failInput(_ name: StaticString, _ count: Int) -> kedge_status {
    fail(
        KEDGE_INVALID_ARGUMENT,
        "{text}_len is {u0}: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX",
        count, text: name)
}

/// Refuses the length of an array, which is there or has none.
///
/// - Parameter name: that of the length.
internal func failCount(_ name: StaticString, _ count: Int) -> kedge_status {
    fail(
        KEDGE_INVALID_ARGUMENT, "{text} is {u0}: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX",
        count, text: name)
}

/// Refuses the room for a result that is longer than any memory.
internal func failCapacity(_ name: StaticString, _ capacity: Int) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} is {u0}: no length may be over PTRDIFF_MAX", capacity, text: name)
}

/// Refuses a pointer that has to be there.
@inline(never)
internal func failNull(_ name: StaticString) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} is NULL, and has to point somewhere", text: name)
}

/// Refuses a handle that the table does not know.
@inline(never)
internal func failHandle(_ name: StaticString) -> kedge_status {
    fail(
        KEDGE_INVALID_HANDLE, "{text} is no live handle of its type: it was destroyed, or this library never issued it",
        text: name)
}

/// Refuses an index: there are `count`, which are counted from 0.
internal func failIndex(_ name: StaticString, _ index: Int, _ count: Int) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} is {u0}: there are {u1}, counted from 0", index, count, text: name)
}

/// Refuses memory that is both read and written in a way the call does not allow.
internal func failOverlap(_ name: StaticString) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} overlaps out in a way that the call does not allow", text: name)
}

/// Whether two ranges share a byte.
@inline(__always)
internal func overlaps(_ first: UnsafeRawBufferPointer, _ second: UnsafeMutableRawBufferPointer) -> Bool {
    // An empty range shares no byte, wherever it points.
    guard !first.isEmpty, !second.isEmpty, let a = first.baseAddress, let b = second.baseAddress else { return false }
    return a < UnsafeRawPointer(b) + second.count && UnsafeRawPointer(b) < a + first.count
}

/// Writes numbers into a caller's array, and how many they are to `count`.
///
/// An array that is too small is a question for the size.
internal func write<Number>(
    _ numbers: some Collection<Number>, to out: UnsafeMutablePointer<Number>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>
) -> kedge_status {
    count.pointee = numbers.count
    guard numbers.isEmpty || (out != nil && numbers.count <= capacity) else { return KEDGE_BUFFER_TOO_SMALL }
    for (index, number) in numbers.enumerated() { out?[index] = number }
    return KEDGE_OK
}

/// Where a result of variable size goes.
internal enum Output {
    /// The place of the result, exactly as large as it, and of its length.
    case ready(UnsafeMutableRawBufferPointer, length: UnsafeMutablePointer<Int>)
    case refused(kedge_status)

    /// Checks a caller's buffer against the `needed` bytes of the result.
    ///
    /// A buffer that is too small is a question for the size, not a failure: the answer goes to `length`, and the last error
    /// stays what it was.
    @inline(__always)
    internal init(
        _ out: UnsafeMutablePointer<UInt8>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?, needed: Int
    ) {
        guard let length else {
            self = .refused(failNull("out_len"))
            return
        }
        guard capacity >= 0 else {
            self = .refused(failCapacity("out_capacity", capacity))
            return
        }
        guard needed == 0 || (out != nil && needed <= capacity) else {
            length.pointee = needed
            self = .refused(KEDGE_BUFFER_TOO_SMALL)
            return
        }
        self = .ready(UnsafeMutableRawBufferPointer(start: out, count: needed), length: length)
    }

    /// The same for text; `needed` counts its NUL.
    @inline(__always)
    internal init(
        _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?, needed: Int
    ) {
        let bytes = out.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt8.self) }
        self.init(bytes, capacity, length, needed: needed)
    }

    /// What the call returns as things stand.
    @inline(__always)
    internal var status: kedge_status {
        if case .refused(let status) = self { status } else { KEDGE_OK }
    }
}
