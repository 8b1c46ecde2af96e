import COpenSSL
import KedgeCore

extension RSAPrivateNumbers {
    /// Makes sure that every number follows from the others and from the public key.
    ///
    /// Not that the primes are prime: the signature that each new key is tried with cannot be right where they are not.
    ///
    /// - Parameter modulus: Odd, 2,048 to 16,384 bits.
    /// - Throws: `.invalidPrivateNumber`, `.outOfMemory`.
    /// - Source: RFC 8017 §3.2
    internal borrowing func check(modulus: [UInt8], exponent publicExponent: [UInt8]) throws(SignatureKeyError) {
        try Self.check(form: exponent, modulus.count)
        try Self.check(form: prime1, modulus.count)
        try Self.check(form: prime2, modulus.count)
        try Self.check(form: exponent1, modulus.count)
        try Self.check(form: exponent2, modulus.count)
        try Self.check(form: coefficient, modulus.count)
        let n = try BigNumber(modulus)
        let e = try BigNumber(publicExponent)
        let d = try BigNumber(exponent)
        let p = try BigNumber(prime1)
        let q = try BigNumber(prime2)
        let inverse = try BigNumber(coefficient)
        let calculation = try Calculation()
        let product = try calculation.product(p, q)
        guard product.isEqual(to: n), d.isBelow(n), inverse.isBelow(p),
            try calculation.isInverse(inverse, of: q, modulo: p),
            try Self.fit(d, exponent1, p, e, calculation), try Self.fit(d, exponent2, q, e, calculation)
        else { throw .invalidPrivateNumber }
    }

    /// Refuses leading zeros, and what is longer than the modulus.
    private static func check(form number: borrowing SecretBytes, _ longest: Int) throws(SignatureKeyError) {
        let isWellFormed = number.withUnsafeBytes { $0.count <= longest && ($0.first ?? 0) != 0 }
        guard isWellFormed else { throw .invalidPrivateNumber }
    }

    /// Whether `reduced` is `exponent` modulo prime - 1, and the inverse of the public exponent.
    private static func fit(
        _ exponent: borrowing BigNumber, _ reduced: borrowing SecretBytes, _ prime: borrowing BigNumber,
        _ publicExponent: borrowing BigNumber, _ calculation: borrowing Calculation
    ) throws(SignatureKeyError) -> Bool {
        guard prime.isOdd(), !prime.isOne() else { return false }
        let order = try BigNumber()
        let (target, source) = (order.pointer, prime.pointer)
        guard LibCrypto.withoutTrace({ BN_sub(target, source, BN_value_one()) == 1 }) else { throw .outOfMemory }
        let reduced = try BigNumber(reduced)
        let remainder = try calculation.remainder(exponent, modulo: order)
        guard reduced.isEqual(to: remainder) else { return false }
        return try calculation.isInverse(reduced, of: publicExponent, modulo: order)
    }
}

/// Arithmetic on libcrypto's numbers, with the memory that it works in.
private struct Calculation: ~Copyable {
    private let memory: OpaquePointer

    internal init() throws(SignatureKeyError) {
        guard let memory = LibCrypto.withoutTrace({ BN_CTX_new() }) else { throw .outOfMemory }
        self.memory = memory
    }

    deinit {
        // Wipes what was in it.
        BN_CTX_free(memory)
    }

    internal borrowing func product(
        _ first: borrowing BigNumber, _ second: borrowing BigNumber
    ) throws(SignatureKeyError) -> BigNumber {
        let result = try BigNumber()
        let (target, first, second, memory) = (result.pointer, first.pointer, second.pointer, memory)
        guard LibCrypto.withoutTrace({ BN_mul(target, first, second, memory) == 1 }) else { throw .outOfMemory }
        return result
    }

    internal borrowing func remainder(
        _ number: borrowing BigNumber, modulo modulus: borrowing BigNumber
    ) throws(SignatureKeyError) -> BigNumber {
        let result = try BigNumber()
        let (target, number, modulus, memory) = (result.pointer, number.pointer, modulus.pointer, memory)
        guard LibCrypto.withoutTrace({ BN_nnmod(target, number, modulus, memory) == 1 }) else { throw .outOfMemory }
        return result
    }

    internal borrowing func isInverse(
        _ first: borrowing BigNumber, of second: borrowing BigNumber, modulo modulus: borrowing BigNumber
    ) throws(SignatureKeyError) -> Bool {
        let product = try product(first, second)
        return try remainder(product, modulo: modulus).isOne()
    }
}
