extension PrivateKey {
    /// Signs typed data.
    ///
    /// - Throws: `KeyError`.
    /// - Cost: that of libsecp256k1, about 20 µs.
    /// - Source: EIP-712
    public func sign(_ typedData: TypedData, nonce: SigningNonce = .deterministic) throws(KeyError) -> Signature {
        try sign(typedData.digest, nonce: nonce)
    }
}

extension Signature {
    /// The address whose key made the signature of typed data.
    ///
    /// - Throws: `KeyError.invalidSignature` if no key makes it.
    /// - Cost: about 33 µs.
    public func signer(of typedData: TypedData) throws(KeyError) -> Address {
        try signer(of: typedData.digest)
    }
}

extension TypedData {
    /// Checks that a signature is of this data and of the key of an address.
    ///
    /// - Throws: `KeyError.wrongSigner`; `.invalidSignature` if no key makes it.
    /// - Cost: about 33 µs.
    public func verify(_ signature: Signature, by address: Address) throws(KeyError) {
        guard try signature.signer(of: self) == address else { throw .wrongSigner }
    }
}
