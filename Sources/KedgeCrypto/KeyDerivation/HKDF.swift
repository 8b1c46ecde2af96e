/// HKDF: derives keys from a secret that has enough entropy already. A password has not: see `Scrypt` and `PBKDF2`.
///
/// - Source: RFC 5869
public enum HKDF {
    /// The longest output, in bytes: 255 digests.
    ///
    /// - Parameter hash: The hash that HKDF is used with.
    public static func maximumOutputByteCount(using hash: SHA2) -> Int {
        255 * hash.digestByteCount
    }

    /// Derives key material in one step: extract, then expand.
    ///
    /// - Parameters:
    ///   - inputKey: The secret; any length.
    ///   - salt: Need not be secret; any length. Empty stands for a digest's length of zeros.
    ///   - info: Binds the output to its purpose; any length.
    ///   - byteCount: 1 to `maximumOutputByteCount(using: hash)`.
    ///   - hash: The hash to use.
    /// - Returns: `byteCount` bytes, which the caller wipes after use.
    /// - Throws: `HKDFError.invalidOutputByteCount`.
    /// - Source: RFC 5869 §2
    public static func derive(
        from inputKey: RawSpan, salt: RawSpan, info: RawSpan, byteCount: Int, using hash: SHA2
    ) throws(HKDFError) -> [UInt8] {
        try check(byteCount, hash)
        return .filled(byteCount) { start in
            let output = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
            inputKey.withUnsafeBytes { inputKey in
                salt.withUnsafeBytes { salt in
                    info.withUnsafeBytes { deriveChecked(inputKey, salt, $0, hash, output) }
                }
            }
        }
    }

    /// Derives key material in one step: extract, then expand.
    ///
    /// - Parameters:
    ///   - inputKey: The secret; any length.
    ///   - salt: Need not be secret; any length.
    ///   - info: Binds the output to its purpose; any length.
    ///   - byteCount: 1 to `maximumOutputByteCount(using: hash)`.
    ///   - hash: The hash to use.
    /// - Returns: `byteCount` bytes, which the caller wipes after use.
    /// - Throws: `HKDFError.invalidOutputByteCount`.
    public static func derive(
        from inputKey: [UInt8], salt: [UInt8] = [], info: [UInt8] = [], byteCount: Int, using hash: SHA2
    ) throws(HKDFError) -> [UInt8] {
        try derive(
            from: inputKey.span.bytes, salt: salt.span.bytes, info: info.span.bytes, byteCount: byteCount, using: hash)
    }

    /// Derives key material in one step, into the caller's memory and without allocating.
    ///
    /// - Parameters:
    ///   - inputKey: The secret; any length.
    ///   - salt: Any length.
    ///   - info: Any length; must not overlap `output`.
    ///   - hash: The hash to use.
    ///   - output: 1 to `maximumOutputByteCount(using: hash)` bytes, all of which are written unless it throws.
    /// - Throws: `HKDFError.invalidOutputByteCount`.
    package static func derive(
        from inputKey: UnsafeRawBufferPointer, salt: UnsafeRawBufferPointer, info: UnsafeRawBufferPointer,
        using hash: SHA2, into output: UnsafeMutableRawBufferPointer
    ) throws(HKDFError) {
        try check(output.count, hash)
        deriveChecked(inputKey, salt, info, hash, output)
    }

    /// Concentrates the entropy of a secret into a pseudorandom key.
    ///
    /// - Parameters:
    ///   - inputKey: The secret; any length.
    ///   - salt: Need not be secret; any length. Empty stands for a digest's length of zeros.
    ///   - hash: The hash to use.
    /// - Returns: `hash.digestByteCount` bytes, which the caller wipes after use.
    /// - Source: RFC 5869 §2.2
    public static func extract(from inputKey: [UInt8], salt: [UInt8] = [], using hash: SHA2) -> [UInt8] {
        .filled(hash.digestByteCount) { output in
            inputKey.withUnsafeBytes { inputKey in
                salt.withUnsafeBytes { extract(from: inputKey, salt: $0, using: hash, into: output) }
            }
        }
    }

    /// Concentrates the entropy of a secret into a pseudorandom key, without allocating.
    ///
    /// - Parameters:
    ///   - inputKey: The secret; any length.
    ///   - salt: Any length.
    ///   - hash: The hash to use.
    ///   - output: `hash.digestByteCount` writable bytes.
    /// - Source: RFC 5869 §2.2
    package static func extract(
        from inputKey: UnsafeRawBufferPointer, salt: UnsafeRawBufferPointer, using hash: SHA2,
        into output: UnsafeMutableRawPointer
    ) {
        switch hash {
        case .sha256: extract(inputKey, salt, SHA256Engine.self, output)
        case .sha384: extract(inputKey, salt, SHA384Engine.self, output)
        case .sha512: extract(inputKey, salt, SHA512Engine.self, output)
        }
    }

    /// Stretches a pseudorandom key to key material of the length that is needed.
    ///
    /// - Parameters:
    ///   - pseudorandomKey: At least `hash.digestByteCount` bytes, from `extract` or uniformly random.
    ///   - info: Binds the output to its purpose; any length.
    ///   - byteCount: 1 to `maximumOutputByteCount(using: hash)`.
    ///   - hash: The hash to use.
    /// - Returns: `byteCount` bytes, which the caller wipes after use.
    /// - Throws: `HKDFError`.
    /// - Source: RFC 5869 §2.3
    public static func expand(
        _ pseudorandomKey: [UInt8], info: [UInt8] = [], byteCount: Int, using hash: SHA2
    ) throws(HKDFError) -> [UInt8] {
        try check(byteCount, hash)
        try check(pseudorandomKey: pseudorandomKey.count, hash)
        return .filled(byteCount) { start in
            let output = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
            pseudorandomKey.withUnsafeBytes { key in
                info.withUnsafeBytes { expandChecked(key, $0, hash, output) }
            }
        }
    }

    /// Stretches a pseudorandom key into the caller's memory, without allocating.
    ///
    /// - Parameters:
    ///   - pseudorandomKey: At least `hash.digestByteCount` bytes.
    ///   - info: Any length; must not overlap `output`.
    ///   - hash: The hash to use.
    ///   - output: 1 to `maximumOutputByteCount(using: hash)` bytes, all of which are written unless it throws.
    /// - Throws: `HKDFError`.
    /// - Source: RFC 5869 §2.3
    package static func expand(
        _ pseudorandomKey: UnsafeRawBufferPointer, info: UnsafeRawBufferPointer, using hash: SHA2,
        into output: UnsafeMutableRawBufferPointer
    ) throws(HKDFError) {
        try check(output.count, hash)
        try check(pseudorandomKey: pseudorandomKey.count, hash)
        expandChecked(pseudorandomKey, info, hash, output)
    }

    private static func check(_ byteCount: Int, _ hash: SHA2) throws(HKDFError) {
        let maximum = maximumOutputByteCount(using: hash)
        guard byteCount >= 1, byteCount <= maximum else {
            throw .invalidOutputByteCount(byteCount, maximum: maximum)
        }
    }

    private static func check(pseudorandomKey byteCount: Int, _ hash: SHA2) throws(HKDFError) {
        guard byteCount >= hash.digestByteCount else {
            throw .invalidPseudorandomKeyByteCount(byteCount, minimum: hash.digestByteCount)
        }
    }

    private static func deriveChecked(
        _ inputKey: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ info: UnsafeRawBufferPointer,
        _ hash: SHA2, _ output: UnsafeMutableRawBufferPointer
    ) {
        withScratchBytes(hash.digestByteCount) { key in
            extract(from: inputKey, salt: salt, using: hash, into: key)
            expandChecked(UnsafeRawBufferPointer(start: key, count: hash.digestByteCount), info, hash, output)
        }
    }

    private static func expandChecked(
        _ key: UnsafeRawBufferPointer, _ info: UnsafeRawBufferPointer, _ hash: SHA2,
        _ output: UnsafeMutableRawBufferPointer
    ) {
        switch hash {
        case .sha256: expand(key, info, SHA256Engine.self, output)
        case .sha384: expand(key, info, SHA384Engine.self, output)
        case .sha512: expand(key, info, SHA512Engine.self, output)
        }
    }

    private static func extract<Engine: SHA2Engine>(
        _ inputKey: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ engine: Engine.Type,
        _ output: UnsafeMutableRawPointer
    ) {
        HMACComputation<Engine>.withStates(of: salt) { states in
            HMACComputation<Engine>.authenticate(inputKey, states: states, tag: output)
        }
    }

    private static func expand<Engine: SHA2Engine>(
        _ key: UnsafeRawBufferPointer, _ info: UnsafeRawBufferPointer, _ engine: Engine.Type,
        _ output: UnsafeMutableRawBufferPointer
    ) {
        let size = Engine.digestByteCount
        HMACComputation<Engine>.withStates(of: key) { states in
            withScratchBytes(size) { block in
                var previous = UnsafeRawBufferPointer(start: nil, count: 0)
                var written = 0
                var counter: UInt8 = 1
                while written < output.count {
                    withUnsafeBytes(of: counter) { counter in
                        HMACComputation<Engine>.authenticate(previous, info, counter, states: states, tag: block)
                    }
                    let count = min(size, output.count &- written)
                    UnsafeMutableRawBufferPointer(rebasing: output[written...])
                        .copyMemory(from: UnsafeRawBufferPointer(start: block, count: count))
                    previous = UnsafeRawBufferPointer(start: block, count: size)
                    written &+= count
                    counter &+= 1
                }
            }
        }
    }
}
