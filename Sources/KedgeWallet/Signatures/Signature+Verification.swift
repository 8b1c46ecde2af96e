extension Signature {
    /// Refuses a signature that is not by the key of an address.
    ///
    /// - Parameters:
    ///   - digest: what was signed.
    ///   - signer: whose signature it has to be.
    /// - Throws: `KeyError.wrongSigner`, or `.invalidSignature` if no key makes it.
    /// - Cost: that of recovering the signer, about 33 µs.
    public func verify(of digest: Hash32, by signer: Address) throws(KeyError) {
        guard try self.signer(of: digest) == signer else { throw .wrongSigner }
    }
}

extension PublicKey {
    /// Refuses a signature that is not by this key.
    ///
    /// - Parameters:
    ///   - signature: the signature; its parity does not count.
    ///   - digest: what was signed.
    /// - Throws: `KeyError.wrongSigner`.
    /// - Cost: that of libsecp256k1, about 30 µs.
    public func verify(_ signature: Signature, of digest: Hash32) throws(KeyError) {
        guard verifies(signature, of: digest) else { throw .wrongSigner }
    }
}
