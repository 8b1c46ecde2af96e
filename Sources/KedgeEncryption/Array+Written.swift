extension Array where Element == UInt8 {
    /// An array of `count` bytes that `body` writes, all of them, or wipes if it fails.
    ///
    /// Not filled with zeros before: for a whole stream, that would take as long as sealing it on two threads.
    internal static func written<Failure: Error>(
        _ count: Int, by body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> [UInt8] {
        guard count > 0 else {
            // Not the one empty array that all threads share: to ThreadSanitizer, writing its count of zero is a data
            // race.
            try body(UnsafeMutableRawBufferPointer(start: nil, count: 0))
            return []
        }
        var failure: Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            do throws(Failure) {
                try body(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count))
                initializedCount = count
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
