import CPlatform
import Synchronization

/// Bytes that stay while somebody uses them: whoever lets go last frees them.
internal struct KeptBytes {
    private struct Head: ~Copyable {
        internal let users: Atomic<Int>
        internal let count: Int
        internal let storedAt: UInt64
    }

    // Keeps the bytes aligned as memory of that size is.
    private static let headBytes = 32

    private let memory: UnsafeMutableRawPointer

    /// A copy with one user; nil where there is no memory.
    ///
    /// - Parameter bytes: At most 1 GiB.
    internal init?(_ bytes: UnsafeRawBufferPointer, storedAt: UInt64) {
        guard let memory = cplatform_allocate(Self.headBytes &+ bytes.count) else { return nil }
        self.memory = memory
        head.initialize(to: Head(users: Atomic(1), count: bytes.count, storedAt: storedAt))
        if let start = bytes.baseAddress, !bytes.isEmpty {
            (memory + Self.headBytes).copyMemory(from: start, byteCount: bytes.count)
        }
    }

    internal var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: memory + Self.headBytes, count: head.pointee.count)
    }

    internal var storedAt: UInt64 { head.pointee.storedAt }

    internal func retain() {
        head.pointee.users.wrappingAdd(1, ordering: .relaxed)
    }

    internal func release() {
        guard head.pointee.users.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
        cplatform_free_wiped(memory, Self.headBytes &+ head.pointee.count)
    }

    private var head: UnsafeMutablePointer<Head> { memory.assumingMemoryBound(to: Head.self) }
}
