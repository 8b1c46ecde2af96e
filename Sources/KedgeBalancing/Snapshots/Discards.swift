import CPlatform

/// Memory that readers cannot find any more, and some may be reading still.
internal struct Discards: ~Copyable {
    private var entries: [(time: UInt64, memory: [UnsafeMutableRawPointer])] = []

    internal init() {}

    deinit {
        for entry in entries { Self.free(entry.memory) }
    }

    /// Takes memory over.
    ///
    /// - Parameter time: Since when nobody can find it.
    internal mutating func add(_ memory: [UnsafeMutableRawPointer], time: UInt64) {
        entries.append((time, memory))
        freeUnread()
    }

    /// Gives back what nobody reads any more.
    internal mutating func freeUnread() {
        entries.removeAll { entry in
            guard cplatform_readers_left(entry.time) else { return false }
            Self.free(entry.memory)
            return true
        }
    }

    private static func free(_ memory: [UnsafeMutableRawPointer]) {
        for address in memory { cplatform_free(address) }
    }
}
