/// A C struct that tells its caller nothing, in whose memory calls keep a state of their own.
internal protocol CallerMemory {
    associatedtype State: BitwiseCopyable
}

extension UnsafeMutablePointer where Pointee: CallerMemory {
    /// What the caller's memory holds.
    @inline(__always)
    internal var state: UnsafeMutablePointer<Pointee.State> {
        // The compiler knows the answer and leaves no check; a state that did not fit would end every call, and so every test.
        precondition(
            MemoryLayout<Pointee.State>.size <= MemoryLayout<Pointee>.size
                && MemoryLayout<Pointee.State>.alignment <= MemoryLayout<Pointee>.alignment)
        return UnsafeMutableRawPointer(self).assumingMemoryBound(to: Pointee.State.self)
    }
}

extension UnsafePointer where Pointee: CallerMemory {
    /// What the caller's memory holds.
    @inline(__always)
    internal var state: UnsafePointer<Pointee.State> {
        UnsafePointer<Pointee.State>(UnsafeMutablePointer(mutating: self).state)
    }
}
