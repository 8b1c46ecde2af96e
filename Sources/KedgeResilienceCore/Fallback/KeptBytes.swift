import CPlatform
import Synchronization

/// Bytes that stay while somebody uses them: whoever lets go last frees them.
struct KeptBytes {
    private struct Head: ~Copyable {
        let users: Atomic<Int>
        let count: Int
        let storedAt: UInt64
    }

    // Keeps the bytes aligned as memory of that size is.
    private static let headBytes = 32

    private let memory: UnsafeMutableRawPointer

    /// A copy with one user; nil where there is no memory.
    ///
    /// - Parameter bytes: At most 1 GiB.
    init?(_ bytes: UnsafeRawBufferPointer, storedAt: UInt64) {
        guard let memory = cplatform_allocate(Self.headBytes &+ bytes.count) else { return nil }
        self.memory = memory
        head.initialize(to: Head(users: Atomic(1), count: bytes.count, storedAt: storedAt))
        if let start = bytes.baseAddress, !bytes.isEmpty {
            (memory + Self.headBytes).copyMemory(from: start, byteCount: bytes.count)
        }
    }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: memory + Self.headBytes, count: head.pointee.count)
    }

    var storedAt: UInt64 { head.pointee.storedAt }

    func retain() {
        head.pointee.users.wrappingAdd(1, ordering: .relaxed)
    }

    func release() {
        guard head.pointee.users.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
        cplatform_free_wiped(memory, Self.headBytes &+ head.pointee.count)
    }

    private var head: UnsafeMutablePointer<Head> { memory.assumingMemoryBound(to: Head.self) }
}
