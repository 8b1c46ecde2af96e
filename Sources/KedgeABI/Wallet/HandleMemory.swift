import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Memory that a handle lends to its owner until it is destroyed. It is filled when it is first asked for.
///
/// Any number of threads may ask at once: one of them gives its copy, the others free theirs.
internal struct HandleMemory: ~Copyable {
    private let address = Atomic<UnsafeMutableRawPointer?>(nil)

    deinit {
        free(address.load(ordering: .acquiring))
    }

    /// The memory, or nil if there is none to be had.
    ///
    /// - Parameters:
    ///   - byteCount: How much it is, always the same.
    ///   - fill: Writes into all of it, always the same.
    internal func bytes(_ byteCount: Int, fill: (UnsafeMutableRawPointer) -> Void) -> UnsafeMutableRawPointer? {
        if let filled = address.load(ordering: .acquiring) { return filled }
        guard let fresh = malloc(max(byteCount, 1)) else { return nil }
        fill(fresh)
        let (isFirst, other) = address.compareExchange(
            expected: nil, desired: fresh, ordering: .acquiringAndReleasing)
        guard !isFirst else { return fresh }
        free(fresh)
        return other
    }
}
