// Calls on spans in terms of calls on buffers.

/// The array of `count` bytes that `write` fills.
///
/// The caller checked the count: memory that the system does not have would end the process.
internal func output(
    of count: Int, _ write: (UnsafeMutableRawBufferPointer) throws(AESGCMError) -> Void
) throws(AESGCMError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let result = bytes.withUnsafeMutableBytes { out in
        Result { () throws(AESGCMError) in try write(out) }
    }
    try result.get()
    return bytes
}

/// Lends the bytes of two spans.
internal func lend(
    _ first: RawSpan, _ second: RawSpan,
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(AESGCMError) -> Void
) throws(AESGCMError) {
    try first.withUnsafeBytes { first throws(AESGCMError) in
        try second.withUnsafeBytes { second throws(AESGCMError) in try body(first, second) }
    }
}

/// Lends the bytes of three spans.
internal func lend(
    _ first: RawSpan, _ second: RawSpan, _ third: RawSpan,
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(AESGCMError) -> Void
) throws(AESGCMError) {
    try lend(first, second) { first, second throws(AESGCMError) in
        try third.withUnsafeBytes { third throws(AESGCMError) in try body(first, second, third) }
    }
}

extension UnsafeRawBufferPointer {
    /// No bytes at all.
    internal static var none: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
