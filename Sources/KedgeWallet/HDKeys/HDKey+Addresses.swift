extension HDPublicKey {
    /// The most addresses that one call puts into an array.
    public static let maximumAddressCount = 1 << 24

    /// How many threads a call may use.
    public static var threadCounts: ClosedRange<Int> { 1...64 }

    /// Derives the addresses of the normal children `first`, `first` + 1, ...
    ///
    /// - Parameters:
    ///   - first: the index of the first child.
    ///   - count: 0 to `maximumAddressCount`; every index has to be below 2^31.
    ///   - threads: 1 to 64, the calling one included; the others end before the call does.
    /// - Throws: `HDKeyError.countTooLarge`, `.threadCount`, `.memory`, `.outOfMemory`; `.invalidChild` if a child does
    ///   not exist (once in 2^127).
    /// - Cost: about 20 µs for each address, shared among the threads.
    public func addresses(first: UInt32, count: Int, threads: Int = 1) throws(HDKeyError) -> [Address] {
        try AddressRange(first: first, count: count, threads: threads).addresses(point, chain())
    }
}

extension HDPrivateKey {
    /// Derives the addresses of the normal children `first`, `first` + 1, ...: as
    /// `HDPublicKey.addresses(first:count:threads:)`.
    public borrowing func addresses(
        first: UInt32, count: Int, threads: Int = 1
    ) throws(HDKeyError) -> [Address] {
        let range = try AddressRange(first: first, count: count, threads: threads)
        return try range.addresses(point(), chain())
    }
}

extension HDKey {
    /// Writes the addresses of the normal children `first`, `first` + 1, ...
    ///
    /// - Parameter room: 20 bytes for each, one after another; zeros where the derivation fails, and untouched where
    ///   the arguments are refused.
    package borrowing func writeAddresses(
        first: UInt32, count: Int, threads: Int, to room: UnsafeMutableRawPointer?
    ) throws(HDKeyError) {
        let range = try AddressRange(first: first, count: count, threads: threads)
        switch self {
        case .privateKey(let key): try range.write(key.point(), key.chain(), to: room)
        case .publicKey(let key): try range.write(key.point, key.chain(), to: room)
        }
    }
}
