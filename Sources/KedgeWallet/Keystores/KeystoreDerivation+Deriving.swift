package import KedgeCore
import KedgeCrypto

extension KeystoreDerivation {
    /// Bytes of the derived key: 16 that encrypt, 16 that authenticate.
    internal static var keyByteCount: Int { 32 }

    /// The parameter that breaks a rule of its derivation, and the rule; nil if none does.
    internal var brokenRule: (name: StaticName, rule: StaticName)? {
        switch self {
        case .scrypt(let n, let r, let p):
            do throws(ScryptError) {
                _ = try ScryptParameters(cost: n, blockSize: r, parallelization: p)
            } catch {
                switch error {
                case .invalidCost: return ("n", "a power of two, 2 or more")
                case .invalidBlockSize: return ("r", "1 or more")
                default: return ("p", "1 or more, and r times p below 2^30")
                }
            }
        case .pbkdf2(let iterations):
            if iterations < 1 { return ("c", "1 or more") }
        }
        return nil
    }

    /// Refuses what the limits do not allow.
    ///
    /// - Throws: `KeystoreError.tooMuchMemory`, `.tooMuchWork`, `.tooManyIterations`.
    internal func check(_ limits: KeystoreLimits) throws(KeystoreError) {
        switch self {
        case .scrypt(let n, let r, let p):
            let parameters = try Self.parameters(n: n, r: r, p: p)
            let memory = parameters.memoryByteCount
            // Int.max stands for more than itself.
            guard memory <= limits.maximumMemoryByteCount, memory < .max else {
                throw .tooMuchMemory(memory, maximum: limits.maximumMemoryByteCount)
            }
            let work = parameters.work
            guard work <= limits.maximumWork, work < .max else {
                throw .tooMuchWork(work, maximum: limits.maximumWork)
            }
        case .pbkdf2(let iterations):
            guard iterations <= limits.maximumIterations else {
                throw .tooManyIterations(iterations, maximum: limits.maximumIterations)
            }
        }
    }

    /// The derived key.
    ///
    /// - Throws: `KeystoreError`; what the limits do not allow before anything is reserved.
    package func key(
        password: RawSpan, salt: [UInt8], limits: KeystoreLimits, progress: KeystoreProgress.Handler?
    ) throws(KeystoreError) -> SecretBytes {
        try check(limits)
        var key: SecretBytes
        do throws(SecretMemoryError) {
            key = try SecretBytes(count: Self.keyByteCount)
        } catch {
            throw .memory(error)
        }
        try password.withUnsafeBytes { password throws(KeystoreError) in
            try salt.withUnsafeBytesThrowing { salt throws(KeystoreError) in
                try key.withUnsafeMutableBytes { key throws(KeystoreError) in
                    try derive(password, salt, into: key, progress)
                }
            }
        }
        return key
    }

    private func derive(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, into key: UnsafeMutableRawBufferPointer,
        _ progress: KeystoreProgress.Handler?
    ) throws(KeystoreError) {
        switch self {
        case .scrypt(let n, let r, let p):
            let work = ScryptWork(password, salt, try Self.parameters(n: n, r: r, p: p), key)
            if let progress { try work.run(progress) } else { try work.run() }
        case .pbkdf2(let iterations):
            try Self.derivePBKDF2(password, salt, iterations, key, progress)
        }
    }

    private static func derivePBKDF2(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ iterations: Int,
        _ key: UnsafeMutableRawBufferPointer, _ progress: KeystoreProgress.Handler?
    ) throws(KeystoreError) {
        let report = { (done: Int) in
            progress?(KeystoreProgress(done: UInt64(done), total: UInt64(iterations))) ?? true
        }
        guard report(0) else { throw .cancelled }
        var isDone = true
        do throws(PBKDF2Error) {
            if progress == nil {
                try PBKDF2.derive(
                    password: password, salt: salt, iterations: iterations, using: .sha256, maximumIterations: .max,
                    into: key)
            } else {
                isDone = try PBKDF2.derive(
                    password: password, salt: salt, iterations: iterations, using: .sha256, maximumIterations: .max,
                    into: key, report: report)
            }
        } catch {
            // The key's length is in every range.
            throw .option("c", rule: "1 or more")
        }
        guard isDone, report(iterations) else { throw .cancelled }
    }

    /// Of parameters that break no rule.
    private static func parameters(n: Int, r: Int, p: Int) throws(KeystoreError) -> ScryptParameters {
        do throws(ScryptError) {
            return try ScryptParameters(cost: n, blockSize: r, parallelization: p)
        } catch {
            throw .option("n, r and p", rule: "by RFC 7914 section 2")
        }
    }
}

extension [UInt8] {
    /// Lends the bytes; the standard library's own form does not keep the type of the error.
    internal func withUnsafeBytesThrowing<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try span.bytes.withUnsafeBytes(body)
    }
}
