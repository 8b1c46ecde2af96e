import KedgeCore

/// Writes keys as DER.
internal struct KeyWriter {
    private typealias Tag = DERReader.Tag

    internal let scheme: SignatureScheme
    internal let publicNumbers: PublicKeyNumbers

    /// Bytes that are enough for the key in any format.
    internal var longestByteCount: Int {
        switch publicNumbers {
        // The modulus, and numbers of a private key as long as four and a half of it.
        case .rsa(let modulus, _): 6 &* modulus.count &+ 256
        case .curve, .ed25519: 512
        }
    }

    /// Writes SubjectPublicKeyInfo.
    ///
    /// - Source: RFC 5280 §4.1.2.7
    internal func writePublic(to writer: inout DERWriter) {
        writer.value(Tag.sequence) { writer in
            writer.value(Tag.bitString) { writer in
                writePublicKey(to: &writer)
                writer.byte(0)
            }
            writeAlgorithm(to: &writer)
        }
    }

    /// Writes PrivateKeyInfo, version 0: the form that everything reads.
    ///
    /// - Source: RFC 5958 §2; RFC 8410 §7
    internal func writePrivate(_ numbers: borrowing PrivateKeyNumbers, to writer: inout DERWriter) {
        writer.value(Tag.sequence) { writer in
            writer.value(Tag.octetString) { writer in
                switch numbers {
                case .rsa(let numbers): writeRSAPrivateKey(numbers, to: &writer)
                case .scalar(let scalar): writeScalar(scalar, to: &writer)
                }
            }
            writeAlgorithm(to: &writer)
            writer.integer([0])
        }
    }

    private func writeAlgorithm(to writer: inout DERWriter) {
        writer.value(Tag.sequence) { writer in
            switch scheme.kind {
            case .rsa:
                writer.value(Tag.null, [])
                writer.value(Tag.objectIdentifier, ObjectIdentifier.rsa)
            case .curve(let curve):
                writer.value(Tag.objectIdentifier, ObjectIdentifier.curve(curve))
                writer.value(Tag.objectIdentifier, ObjectIdentifier.ellipticCurve)
            case .ed25519:
                writer.value(Tag.objectIdentifier, ObjectIdentifier.ed25519)
            }
        }
    }

    private func writePublicKey(to writer: inout DERWriter) {
        switch publicNumbers {
        case .rsa(let modulus, let exponent):
            writer.value(Tag.sequence) { writer in
                writer.integer(exponent)
                writer.integer(modulus)
            }
        case .curve(let x, let y):
            EllipticCurve.Coordinates(x: x, y: y).bytes.withUnsafeBytes { writer.bytes($0) }
        case .ed25519(let bytes):
            bytes.withUnsafeBytes { writer.bytes($0) }
        }
    }

    /// - Source: RFC 8017 appendix A.1.2
    private func writeRSAPrivateKey(_ numbers: borrowing RSAPrivateNumbers, to writer: inout DERWriter) {
        guard case .rsa(let modulus, let exponent) = publicNumbers else { return }
        let end = writer.mark()
        writer.integer(numbers.coefficient)
        writer.integer(numbers.exponent2)
        writer.integer(numbers.exponent1)
        writer.integer(numbers.prime2)
        writer.integer(numbers.prime1)
        writer.integer(numbers.exponent)
        writer.integer(exponent)
        writer.integer(modulus)
        writer.integer([0])
        writer.enclose(Tag.sequence, upTo: end)
    }

    /// - Source: RFC 5915 §3; RFC 8410 §7
    private func writeScalar(_ scalar: borrowing SecretBytes, to writer: inout DERWriter) {
        let end = writer.mark()
        if case .ed25519 = publicNumbers { return writer.octets(scalar) }
        writer.value(Tag.context(1)) { writer in
            writer.value(Tag.bitString) { writer in
                writePublicKey(to: &writer)
                writer.byte(0)
            }
        }
        writer.octets(scalar)
        writer.integer([1])
        writer.enclose(Tag.sequence, upTo: end)
    }
}
