import KedgeCore

extension SecretBytes {
    internal static func forKey(count: Int) throws(SignatureKeyError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(count: count)
        } catch {
            throw .memory(error)
        }
    }

    internal static func forKey(copying bytes: UnsafeRawBufferPointer) throws(SignatureKeyError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(copying: bytes.bytes)
        } catch {
            throw .memory(error)
        }
    }

    internal static func forKey(copying bytes: borrowing SecretBytes) throws(SignatureKeyError) -> SecretBytes {
        try bytes.withUnsafeBytes { bytes throws(SignatureKeyError) in try forKey(copying: bytes) }
    }

    internal static func randomForKey(count: Int) throws(SignatureKeyError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes.random(count: count)
        } catch {
            throw .memory(error)
        }
    }
}

extension PrivateKeyNumbers {
    /// A deliberate copy.
    internal borrowing func copy() throws(SignatureKeyError) -> PrivateKeyNumbers {
        switch self {
        case .rsa(let numbers): .rsa(try numbers.copy())
        case .scalar(let scalar): .scalar(try .forKey(copying: scalar))
        }
    }
}

extension RSAPrivateNumbers {
    fileprivate borrowing func copy() throws(SignatureKeyError) -> RSAPrivateNumbers {
        RSAPrivateNumbers(
            exponent: try .forKey(copying: exponent), prime1: try .forKey(copying: prime1),
            prime2: try .forKey(copying: prime2), exponent1: try .forKey(copying: exponent1),
            exponent2: try .forKey(copying: exponent2), coefficient: try .forKey(copying: coefficient))
    }
}
