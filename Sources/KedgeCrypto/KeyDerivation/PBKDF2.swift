/// PBKDF2 with HMAC: derives a key from a password, slowly on purpose.
///
/// For new data prefer `Scrypt`, which costs an attacker memory as well.
///
/// - Source: RFC 8018 §5.2
public enum PBKDF2 {
    /// The default of `maximumIterations`: 10,000,000, some seconds of work.
    ///
    /// Why a limit: the count usually comes from a file, and whoever wrote the file would decide how long this process
    /// computes. Key files in use ask for 1,000,000 at most.
    public static var defaultMaximumIterations: Int { 10_000_000 }

    /// The longest output, in bytes: 1 MiB, far below the 2^32 - 1 digests of the standard.
    public static var maximumOutputByteCount: Int { 1 << 20 }

    /// Derives a key from a password.
    ///
    /// - Parameters:
    ///   - password: Any length.
    ///   - salt: Any length; 16 random bytes are usual.
    ///   - iterations: 1 or more.
    ///   - byteCount: 1 to `maximumOutputByteCount`. Every block of `hash.digestByteCount` bytes costs all iterations
    ///     anew.
    ///   - hash: The hash to use.
    ///   - maximumIterations: The most iterations to spend on all blocks together.
    /// - Returns: `byteCount` bytes, which the caller wipes after use.
    /// - Throws: `PBKDF2Error`, before any work.
    /// - Cost: for a block about 0.2 µs an iteration with SHA-512, half of it with SHA-256 where the processor has
    ///   instructions for it.
    public static func derive(
        password: RawSpan, salt: RawSpan, iterations: Int, byteCount: Int, using hash: SHA2,
        maximumIterations: Int = defaultMaximumIterations
    ) throws(PBKDF2Error) -> [UInt8] {
        try check(iterations, byteCount, hash, maximumIterations)
        return .filled(byteCount) { start in
            let output = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
            password.withUnsafeBytes { password in
                salt.withUnsafeBytes { deriveChecked(password, $0, iterations, hash, output) }
            }
        }
    }

    /// Derives a key from a password.
    ///
    /// - Parameters:
    ///   - password: Any length; the caller's array is the caller's to wipe.
    ///   - salt: Any length.
    ///   - iterations: 1 or more.
    ///   - byteCount: 1 to `maximumOutputByteCount`.
    ///   - hash: The hash to use.
    ///   - maximumIterations: The most iterations to spend on all blocks together.
    /// - Returns: `byteCount` bytes, which the caller wipes after use.
    /// - Throws: `PBKDF2Error`, before any work.
    public static func derive(
        password: [UInt8], salt: [UInt8], iterations: Int, byteCount: Int, using hash: SHA2,
        maximumIterations: Int = defaultMaximumIterations
    ) throws(PBKDF2Error) -> [UInt8] {
        try derive(
            password: password.span.bytes, salt: salt.span.bytes, iterations: iterations, byteCount: byteCount,
            using: hash, maximumIterations: maximumIterations)
    }

    /// Derives a key from a password into the caller's memory, without allocating.
    ///
    /// - Parameters:
    ///   - password: Any length.
    ///   - salt: Any length; must not overlap `output`.
    ///   - iterations: 1 or more.
    ///   - hash: The hash to use.
    ///   - maximumIterations: The most iterations to spend on all blocks together.
    ///   - output: 1 to `maximumOutputByteCount` bytes, all of which are written unless it throws.
    /// - Throws: `PBKDF2Error`, before any work.
    package static func derive(
        password: UnsafeRawBufferPointer, salt: UnsafeRawBufferPointer, iterations: Int, using hash: SHA2,
        maximumIterations: Int = defaultMaximumIterations, into output: UnsafeMutableRawBufferPointer
    ) throws(PBKDF2Error) {
        try check(iterations, output.count, hash, maximumIterations)
        deriveChecked(password, salt, iterations, hash, output)
    }

    /// Derives a key from a password into the caller's memory, and tells how far it is.
    ///
    /// - Parameters:
    ///   - password: Any length.
    ///   - salt: Any length; must not overlap `output`.
    ///   - iterations: 1 or more.
    ///   - hash: The hash to use.
    ///   - maximumIterations: The most iterations to spend on all blocks together.
    ///   - output: 1 to `maximumOutputByteCount` bytes, all of which are written unless it throws or returns false.
    ///   - report: Told how many iterations of all blocks are done, every 65,536 of them and not at the end; it returns false
    ///     to stop.
    /// - Returns: False if `report` did; `output` is all zero then.
    /// - Throws: `PBKDF2Error`, before any work.
    package static func derive(
        password: UnsafeRawBufferPointer, salt: UnsafeRawBufferPointer, iterations: Int, using hash: SHA2,
        maximumIterations: Int = defaultMaximumIterations, into output: UnsafeMutableRawBufferPointer,
        report: @escaping (_ done: Int) -> Bool
    ) throws(PBKDF2Error) -> Bool {
        try check(iterations, output.count, hash, maximumIterations)
        let isDone =
            switch hash {
            case .sha256: PBKDF2Computation<SHA256Engine>.derive(password, salt, iterations, output, report: report)
            case .sha384: PBKDF2Computation<SHA384Engine>.derive(password, salt, iterations, output, report: report)
            case .sha512: PBKDF2Computation<SHA512Engine>.derive(password, salt, iterations, output, report: report)
            }
        if !isDone { wipe(output) }
        return isDone
    }

    private static func check(
        _ iterations: Int, _ byteCount: Int, _ hash: SHA2, _ maximumIterations: Int
    ) throws(PBKDF2Error) {
        guard iterations >= 1 else { throw .invalidIterations(iterations) }
        guard byteCount >= 1, byteCount <= maximumOutputByteCount else {
            throw .invalidOutputByteCount(byteCount, maximum: maximumOutputByteCount)
        }
        let blocks = (byteCount + hash.digestByteCount - 1) / hash.digestByteCount
        let (total, overflow) = iterations.multipliedReportingOverflow(by: blocks)
        guard !overflow, total <= maximumIterations else {
            throw .tooManyIterations(overflow ? .max : total, maximum: maximumIterations)
        }
    }

    private static func deriveChecked(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ iterations: Int, _ hash: SHA2,
        _ output: UnsafeMutableRawBufferPointer
    ) {
        switch hash {
        case .sha256: PBKDF2Computation<SHA256Engine>.derive(password, salt, iterations, output)
        case .sha384: PBKDF2Computation<SHA384Engine>.derive(password, salt, iterations, output)
        case .sha512: PBKDF2Computation<SHA512Engine>.derive(password, salt, iterations, output)
        }
    }
}
