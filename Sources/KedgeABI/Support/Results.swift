import CKedge

/// A C struct that a call fills; the caller sets its size.
internal protocol ResultStruct: SizedStruct {}

extension ResultStruct {
    /// The caller's struct; nil, which `failResult` refuses, for NULL or a size that no release has.
    internal static func accept(_ out: UnsafeMutablePointer<Self>?) -> UnsafeMutablePointer<Self>? {
        out.flatMap { size(of: $0) == nil ? nil : $0 }
    }

    /// The same for one that a call had filled and the caller gives back.
    internal static func accept(_ given: UnsafePointer<Self>?) -> UnsafePointer<Self>? {
        given.flatMap { size(of: $0) == nil ? nil : $0 }
    }

    /// Writes the fields that both sides know behind the caller's size, and zeros for those that only the caller knows.
    ///
    /// - Parameter out: what `accept` took.
    internal func write(to out: UnsafeMutablePointer<Self>) {
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

/// Refuses a struct that `ResultStruct.accept` did not take.
internal func failResult(_ name: StaticString, _ given: UnsafeRawPointer?) -> kedge_status {
    guard let given else { return failNull(name) }
    return fail(
        KEDGE_INVALID_ARGUMENT, "{text}: struct_size {u0} is of no release; set it to the size of the struct first",
        given.loadUnaligned(as: Int.self), text: name)
}
