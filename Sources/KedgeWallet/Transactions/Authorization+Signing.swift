import KedgeCore

extension Authorization {
    // The first byte of what is signed. EIP-7702, MAGIC
    private static let magic: UInt8 = 0x05

    /// What is signed: the byte 5, and the list of chain, address and nonce.
    ///
    /// - Source: EIP-7702
    public var signingBytes: [UInt8] {
        let count = consentByteCount
        return [UInt8](unsafeUninitializedCapacity: 1 &+ RLP.byteCount(ofList: count)) { room, used in
            var output = RLPOutput(UnsafeMutableRawBufferPointer(room))
            output.write(raw: Self.magic)
            output.writeListHeader(count)
            writeConsent(to: &output)
            used = output.count
        }
    }

    /// The Keccak-256 digest of `signingBytes`, which the signature is of.
    public var signingHash: Hash32 { Hash32(keccak256: signingBytes) }

    /// The same authorization with a signature, which hardware may have made.
    public func signed(_ signature: Signature) -> Authorization {
        var authorization = self
        authorization.yParity = signature.yParity ? 1 : 0
        authorization.r = signature.r
        authorization.s = signature.s
        return authorization
    }

    /// Signs the authorization.
    ///
    /// - Throws: `TransactionError.field` for a nonce of 2^64 - 1, with which it would have no effect, and `.signature`; the
    ///   authorization is unchanged then.
    /// - Cost: about 20 µs.
    /// - Source: EIP-7702 "Behavior"
    public mutating func sign(
        with key: borrowing PrivateKey, nonce: SigningNonce = .deterministic
    ) throws(TransactionError) {
        guard self.nonce <= TransactionFields.largestNonce else {
            throw .field("nonce", rule: "at most 2^64 - 2 (EIP-7702)")
        }
        do throws(KeyError) {
            self = signed(try key.sign(signingHash, nonce: nonce))
        } catch {
            throw .signature(error)
        }
    }

    /// The signature.
    ///
    /// - Throws: `KeyError.invalidSignature`, also for a y parity other than 0 and 1; `.highS`.
    public var signature: Signature {
        get throws(KeyError) {
            guard yParity <= 1 else { throw .invalidSignature }
            return try Signature(r: r, s: s, yParity: yParity == 1)
        }
    }

    /// The account that consents: whoever signed.
    ///
    /// - Throws: `KeyError.invalidSignature`, `.highS`: then the authorization has no effect.
    /// - Cost: about 33 µs.
    public var authority: Address {
        get throws(KeyError) { try signature.signer(of: signingHash) }
    }

    /// Bytes of the three fields that are signed.
    internal var consentByteCount: Int {
        RLP.byteCount(chainID) &+ Address.encodedByteCount &+ RLP.byteCount(nonce)
    }

    internal func writeConsent(to output: inout RLPOutput) {
        output.write(chainID)
        address.write(to: &output)
        output.write(nonce)
    }
}
