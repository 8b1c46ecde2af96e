extension Array where Element == UInt8 {
    /// An array of `count` bytes that `body` writes, all of them; `body` does not run where there are none.
    internal static func filled(_ count: Int, by body: (UnsafeMutableRawPointer) -> Void) -> [UInt8] {
        // The standard library would write a count of zero into the one empty array that all threads share, which is
        // harmless but a data race to ThreadSanitizer.
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            guard let start = buffer.baseAddress else { return }
            body(UnsafeMutableRawPointer(start))
            initializedCount = count
        }
    }
}
