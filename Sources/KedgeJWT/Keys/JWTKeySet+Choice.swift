import KedgeCore

extension JWTKeySet {
    /// Checks a signature with the key that a header chose.
    ///
    /// With an id: the key of that id, whose algorithm has to be the header's; where no key has the id, each key without
    /// an id and of that algorithm. Without an id: each key of that algorithm. A key that does not verify is passed over.
    ///
    /// - Parameters:
    ///   - id: `kid` of the header, escapes resolved; nil where it has none.
    ///   - algorithm: `alg` of the header.
    /// - Returns: The key that made the signature.
    /// - Throws: `.unknownKey`, `.algorithmNotAllowed` (the key of that id has another one), `.badSignature`.
    /// - Cost: about a nanosecond for each key of the set, and the check of the signature; without an id, one check for each
    ///   key of the algorithm.
    @inline(__always)
    package func keyThatSigned(
        _ message: UnsafeRawBufferPointer, signature: UnsafeRawBufferPointer, id: UnsafeRawBufferPointer?,
        algorithm: JWTAlgorithm
    ) throws(JWTError) -> JWTKey {
        // Apart, so that who does not look at the key does not count a reference to it either.
        keys[try indexOfKey(thatMade: signature, of: message, id: id, algorithm: algorithm)]
    }

    @inline(never)
    private func indexOfKey(
        thatMade signature: UnsafeRawBufferPointer, of message: UnsafeRawBufferPointer, id: UnsafeRawBufferPointer?,
        algorithm: JWTAlgorithm
    ) throws(JWTError) -> Int {
        defer { withExtendedLifetime(keys) {} }
        let entries = entries.span
        if let id, !id.isEmpty {
            let fingerprint = JWTKeyEntry.fingerprint(id)
            var hasID = false
            var index = -1
            while let next = place(of: fingerprint, after: index) {
                index = next
                guard entries[index].canVerify, entries[index].has(id) else { continue }
                hasID = true
                guard entries[index].algorithm == algorithm else { continue }
                guard entries[index].isValid(signature, for: message) else { throw .badSignature }
                return index
            }
            if hasID { throw .algorithmNotAllowed }
        }
        var isTried = false
        for index in entries.indices where entries[index].algorithm == algorithm {
            guard entries[index].canVerify, id == nil || !entries[index].hasID else { continue }
            isTried = true
            if entries[index].isValid(signature, for: message) { return index }
        }
        throw isTried ? .badSignature : .unknownKey
    }

    @inline(__always)
    private func place(of fingerprint: UInt64, after index: Int) -> Int? {
        fingerprints.withUnsafeBufferPointer { fingerprints in
            var index = index &+ 1
            while index < fingerprints.count {
                if fingerprints[index] == fingerprint { return index }
                index &+= 1
            }
            return nil
        }
    }
}

/// What the choice among keys looks at, side by side, so that it follows no reference but to the key that it finds.
internal struct JWTKeyEntry: Sendable {
    // Not counted as a reference: the set has the same key in its list, for as long as it has this.
    private let key: Unmanaged<JWTKey>
    internal let algorithm: JWTAlgorithm
    internal let canVerify: Bool
    internal let hasID: Bool

    internal init(_ key: JWTKey) {
        self.key = Unmanaged.passUnretained(key)
        algorithm = key.algorithm
        canVerify = key.canVerify
        hasID = key.id != nil
    }

    /// Equal for equal ids, and seldom for others: made of the first and the last eight bytes, and of how many there are.
    @inline(__always)
    internal static func fingerprint(_ id: UnsafeRawBufferPointer) -> UInt64 {
        let count = UInt64(truncatingIfNeeded: id.count) &<< 56
        guard id.count >= 8 else { return id.reduce(count) { $0 ^ ($0 &<< 8 | UInt64($1)) } }
        let tail = id.loadUnaligned(fromByteOffset: id.count &- 8, as: UInt64.self)
        // Multiplied, because the two overlap in short ids, and would cancel one another.
        return (id.loadUnaligned(as: UInt64.self) &* 0x9E37_79B9_7F4A_7C15) ^ tail ^ count
    }

    /// Whether the key has this id.
    @inline(__always)
    internal func has(_ id: UnsafeRawBufferPointer) -> Bool {
        key._withUnsafeGuaranteedRef { key in
            key.idBytes.withUnsafeBytes { own in
                guard own.count == id.count else { return false }
                var difference: UInt8 = 0
                for index in 0..<own.count { difference |= own[index] ^ id[index] }
                return difference == 0
            }
        }
    }

    @inline(__always)
    internal func isValid(_ signature: UnsafeRawBufferPointer, for message: UnsafeRawBufferPointer) -> Bool {
        key._withUnsafeGuaranteedRef { $0.isValid(signature, for: message) }
    }
}
