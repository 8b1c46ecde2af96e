import CKedge

/// A C struct that a call fills. Its first field is `struct_size`, which the caller sets, so that fields can be appended.
protocol ResultStruct {
    /// Bytes of the struct in the first release that had it; a caller cannot know less.
    static var firstReleaseSize: Int { get }
}

extension ResultStruct {
    /// Whether the caller's size is one that a release may have.
    static func accepts(_ out: UnsafeMutablePointer<Self>) -> Bool {
        let size = UnsafeRawPointer(out).loadUnaligned(as: Int.self)
        return size >= firstReleaseSize && size <= 4096
    }

    /// Writes the fields that both sides know behind the caller's size, and zeros for those that only the caller knows.
    ///
    /// - Parameter out: with a size that `accepts(_:)` took.
    func write(to out: UnsafeMutablePointer<Self>) {
        let first = MemoryLayout<Int>.size
        let target = UnsafeMutableRawBufferPointer(
            start: out, count: UnsafeRawPointer(out).loadUnaligned(as: Int.self))
        let known = min(target.count, MemoryLayout<Self>.stride)
        withUnsafeBytes(of: self) { fields in
            UnsafeMutableRawBufferPointer(rebasing: target[first...])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: fields[first..<known]))
        }
        UnsafeMutableRawBufferPointer(rebasing: target.dropFirst(known)).initializeMemory(as: UInt8.self, repeating: 0)
    }
}

/// Refuses a result struct that `ResultStruct.accepts` did not take.
func failResultSize(_ name: StaticString, _ size: Int) -> kedge_status {
    fail(
        KEDGE_INVALID_ARGUMENT, "{text}: struct_size {u0} is of no release; set it to the size of the struct first",
        size,
        text: name)
}
