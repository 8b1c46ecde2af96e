extension PrivateKey {
    /// Signs a message as wallets do for a person (`personal_sign`).
    ///
    /// - Parameters:
    ///   - message: any bytes; text as UTF-8.
    ///   - nonce: how the signature's nonce is made.
    /// - Throws: `KeyError`.
    /// - Cost: that of `sign(_:nonce:)`, and of hashing the message.
    /// - Source: EIP-191, version 0x45
    public func sign(message: RawSpan, nonce: SigningNonce = .deterministic) throws(KeyError) -> Signature {
        try sign(Message.hash(message), nonce: nonce)
    }
}

extension Signature {
    /// The address whose key signed a message as wallets do for a person.
    ///
    /// - Parameter message: any bytes; text as UTF-8.
    /// - Throws: `KeyError.invalidSignature` if no key makes the signature.
    /// - Cost: about 33 µs, and that of hashing the message.
    /// - Source: EIP-191, version 0x45
    public func signer(ofMessage message: RawSpan) throws(KeyError) -> Address {
        try signer(of: Message.hash(message))
    }

    /// Refuses a message's signature that is not by the key of an address.
    ///
    /// - Parameters:
    ///   - message: any bytes; text as UTF-8.
    ///   - signer: whose signature it has to be.
    /// - Throws: `KeyError.wrongSigner`, or `.invalidSignature` if no key makes the signature.
    /// - Source: EIP-191, version 0x45
    public func verify(ofMessage message: RawSpan, by signer: Address) throws(KeyError) {
        try verify(of: Message.hash(message), by: signer)
    }
}
