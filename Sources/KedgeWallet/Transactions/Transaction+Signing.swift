import KedgeCore

extension Transaction {
    /// Signs the transaction.
    ///
    /// - Parameters:
    ///   - key: the sender's.
    ///   - nonce: how the signature's nonce is made; not the transaction's.
    /// - Throws: `TransactionError.signature`.
    /// - Cost: about 1 µs more than a signature, which takes about 20 µs.
    public func sign(
        with key: borrowing PrivateKey, nonce: SigningNonce = .deterministic
    ) throws(TransactionError) -> SignedTransaction {
        do throws(KeyError) {
            return SignedTransaction(self, try key.sign(signingHash, nonce: nonce))
        } catch {
            throw .signature(error)
        }
    }

    /// Puts a signature to the transaction that somebody else made, a hardware wallet for instance.
    ///
    /// - Throws: `TransactionError.signature` if no key makes the signature.
    /// - Cost: about 33 µs, for finding out whose it is.
    public func attach(_ signature: Signature) throws(TransactionError) -> SignedTransaction {
        do throws(KeyError) {
            _ = try signature.publicKey(of: signingHash)
        } catch {
            throw .signature(error)
        }
        return SignedTransaction(self, signature)
    }
}
