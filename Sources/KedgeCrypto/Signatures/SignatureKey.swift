import KedgeCore

/// A key for one signature scheme, made ready once for any number of threads.
///
/// A key can be used in a child of `fork()`, whatever other threads did with it at that moment.
public final class SignatureKey: Sendable {
    /// Bytes of the longest PEM text, or DER, that is read.
    public static let maximumByteCount = 1 << 16

    /// The one scheme that the key signs or verifies with.
    public let scheme: SignatureScheme
    /// Whether the key signs; every key verifies.
    public let isPrivate: Bool
    /// How many bytes each signature has.
    public let signatureByteCount: Int

    // Apart, because an enum keeps its own bits in the address of its second array, where no leak checker finds it again.
    private let firstNumber: [UInt8]
    private let secondNumber: [UInt8]
    internal let storedPrivateNumbers: PrivateKeyNumbers?
    private let engine: SignatureEngine

    /// Takes over a key's numbers, and makes sure that they are right and fit one another.
    internal init(_ material: consuming KeyMaterial, for scheme: SignatureScheme) throws(SignatureKeyError) {
        let publicNumbers = try material.checkedPublicNumbers(for: scheme)
        engine = try SignatureEngine(publicNumbers, material.privateNumbers, scheme)
        switch publicNumbers {
        case .rsa(let modulus, let exponent):
            (firstNumber, secondNumber) = (modulus, exponent)
            signatureByteCount = modulus.count
        case .curve(let x, let y):
            (firstNumber, secondNumber) = (x, y)
            signatureByteCount = x.count &+ y.count
        case .ed25519(let point):
            (firstNumber, secondNumber) = (point, [])
            signatureByteCount = Ed25519.signatureByteCount
        }
        self.scheme = scheme
        storedPrivateNumbers = material.takePrivateNumbers()
        isPrivate = storedPrivateNumbers != nil
        try checkSignature()
    }

    /// The numbers of the public key.
    public var publicNumbers: PublicKeyNumbers {
        switch scheme.kind {
        case .rsa: .rsa(modulus: firstNumber, exponent: secondNumber)
        case .curve: .curve(x: firstNumber, y: secondNumber)
        case .ed25519: .ed25519(firstNumber)
        }
    }

    /// Signs a message.
    ///
    /// - Parameter message: Any length.
    /// - Returns: `signatureByteCount` bytes.
    /// - Throws: `SignatureKeyError.publicKey`; `.unavailable` if libcrypto has no memory or no randomness.
    public func sign(_ message: [UInt8]) throws(SignatureKeyError) -> [UInt8] {
        try sign(message.span.bytes)
    }

    /// Signs a message.
    public func sign(_ message: RawSpan) throws(SignatureKeyError) -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: signatureByteCount) { room, count throws(SignatureKeyError) in
            guard let start = room.baseAddress else { return }
            try message.withUnsafeBytes { message throws(SignatureKeyError) in
                try sign(message, to: UnsafeMutableRawPointer(start))
            }
            count = signatureByteCount
        }
    }

    /// Whether a signature is the key's for a message.
    public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        isValid(signature.span.bytes, for: message.span.bytes)
    }

    /// Whether a signature is the key's for a message.
    public func isValid(_ signature: RawSpan, for message: RawSpan) -> Bool {
        signature.withUnsafeBytes { signature in
            message.withUnsafeBytes { isValid(signature, for: $0) }
        }
    }

    /// Writes the signature of a message, `signatureByteCount` bytes.
    package func sign(
        _ message: UnsafeRawBufferPointer, to signature: UnsafeMutableRawPointer
    ) throws(SignatureKeyError) {
        guard isPrivate else { throw .publicKey }
        try engine.sign(message, scheme.hash, to: signature, count: signatureByteCount)
    }

    /// Whether a signature is the key's for a message.
    package func isValid(_ signature: UnsafeRawBufferPointer, for message: UnsafeRawBufferPointer) -> Bool {
        signature.count == signatureByteCount && engine.isValid(signature, for: message, scheme.hash)
    }

    /// Tries a new private RSA key: no other check tells whether its primes are prime.
    private func checkSignature() throws(SignatureKeyError) {
        guard isPrivate, scheme.kind == .rsa else { return }
        let message: [UInt8] = []
        let signature = try sign(message)
        guard isValid(signature, for: message) else { throw .invalidPrivateNumber }
    }
}
