import COpenSSL
import CSodium
import KedgeCore

/// scrypt: derives a key from a password at a cost in both time and memory.
///
/// Do not fork while another thread derives: libcrypto looks up the hash in the middle of it and takes locks of its own for
/// that, which the child may find taken for ever. No other computation of this module has that limit. Holding forks off
/// meanwhile would stop them for as long as the derivation takes, and libsodium, which takes no locks, takes 1.4 to 1.8
/// times as long.
///
/// - Source: RFC 7914
public enum Scrypt {
    /// The longest output, in bytes: 1 MiB, far below the 2^32 - 1 digests of the standard.
    public static var maximumOutputByteCount: Int { 1 << 20 }

    /// Derives a key from a password.
    ///
    /// - Parameters:
    ///   - password: Any length.
    ///   - salt: Any length; 16 or 32 random bytes are usual.
    ///   - parameters: N, r and p.
    ///   - byteCount: 1 to `maximumOutputByteCount`.
    ///   - limits: What the computation may take.
    /// - Returns: `byteCount` bytes, which the caller wipes after use.
    /// - Throws: `ScryptError`; all but `.outOfMemory` before any memory is reserved.
    /// - Cost: about 0.3 µs for each unit of `parameters.work`, and `parameters.memoryByteCount` bytes.
    public static func derive(
        password: RawSpan, salt: RawSpan, parameters: ScryptParameters, byteCount: Int,
        limits: ScryptLimits = ScryptLimits()
    ) throws(ScryptError) -> [UInt8] {
        try check(parameters, byteCount, limits)
        var isDerived = false
        let output = [UInt8].filled(byteCount) { start in
            let output = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
            password.withUnsafeBytes { password in
                salt.withUnsafeBytes { isDerived = deriveChecked(password, $0, parameters, output) }
            }
        }
        guard isDerived else { throw .outOfMemory }
        return output
    }

    /// Derives a key from a password.
    ///
    /// - Parameters:
    ///   - password: Any length; the caller's array is the caller's to wipe.
    ///   - salt: Any length.
    ///   - parameters: N, r and p.
    ///   - byteCount: 1 to `maximumOutputByteCount`.
    ///   - limits: What the computation may take.
    /// - Returns: `byteCount` bytes, which the caller wipes after use.
    /// - Throws: `ScryptError`; all but `.outOfMemory` before any memory is reserved.
    public static func derive(
        password: [UInt8], salt: [UInt8], parameters: ScryptParameters, byteCount: Int,
        limits: ScryptLimits = ScryptLimits()
    ) throws(ScryptError) -> [UInt8] {
        try derive(
            password: password.span.bytes, salt: salt.span.bytes, parameters: parameters, byteCount: byteCount,
            limits: limits)
    }

    /// Derives a key from a password into the caller's memory.
    ///
    /// - Parameters:
    ///   - password: Any length.
    ///   - salt: Any length.
    ///   - parameters: N, r and p.
    ///   - limits: What the computation may take.
    ///   - output: 1 to `maximumOutputByteCount` bytes, which hold the key unless it throws.
    /// - Throws: `ScryptError`; all but `.outOfMemory` before any memory is reserved.
    package static func derive(
        password: UnsafeRawBufferPointer, salt: UnsafeRawBufferPointer, parameters: ScryptParameters,
        limits: ScryptLimits = ScryptLimits(), into output: UnsafeMutableRawBufferPointer
    ) throws(ScryptError) {
        try check(parameters, output.count, limits)
        guard deriveChecked(password, salt, parameters, output) else { throw .outOfMemory }
    }

    private static func check(
        _ parameters: ScryptParameters, _ byteCount: Int, _ limits: ScryptLimits
    ) throws(ScryptError) {
        guard byteCount >= 1, byteCount <= maximumOutputByteCount else {
            throw .invalidOutputByteCount(byteCount, maximum: maximumOutputByteCount)
        }
        let memory = parameters.memoryByteCount
        // Int.max stands for more than itself, which no limit allows.
        guard memory <= limits.maximumMemoryByteCount, memory < .max else {
            throw .tooMuchMemory(memory, maximum: limits.maximumMemoryByteCount)
        }
        let work = parameters.work
        guard work <= limits.maximumWork, work < .max else {
            throw .tooMuchWork(work, maximum: limits.maximumWork)
        }
    }

    /// Leaves zeros in `output` where it fails.
    private static func deriveChecked(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ parameters: ScryptParameters,
        _ output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        if deriveWithLibCrypto(password, salt, parameters, output) { return true }
        // libcrypto keeps to N < 2^(16 · r), and a host's configuration may have taken scrypt out of it.
        if deriveWithSodium(password, salt, parameters, output) { return true }
        output.initializeMemory(as: UInt8.self, repeating: 0)
        return false
    }

    private static func deriveWithLibCrypto(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ parameters: ScryptParameters,
        _ output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        LibCrypto.withoutTrace {
            EVP_PBE_scrypt(
                password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count,
                salt.baseAddress?.assumingMemoryBound(to: UInt8.self), salt.count,
                UInt64(parameters.cost), UInt64(parameters.blockSize), UInt64(parameters.parallelization),
                UInt64(parameters.memoryByteCount),
                output.baseAddress?.assumingMemoryBound(to: UInt8.self), output.count) == 1
        }
    }

    private static func deriveWithSodium(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ parameters: ScryptParameters,
        _ output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard (try? Sodium.prepare()) != nil, let key = output.baseAddress?.assumingMemoryBound(to: UInt8.self),
            let blockSize = UInt32(exactly: parameters.blockSize),
            let parallelization = UInt32(exactly: parameters.parallelization)
        else { return false }
        // Its pointers may not be nil, even where there is nothing to read.
        let nothing = UnsafePointer(key)
        return crypto_pwhash_scryptsalsa208sha256_ll(
            password.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing, password.count,
            salt.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing, salt.count,
            UInt64(parameters.cost), blockSize, parallelization, key, output.count) == 0
    }
}
