public import KedgeCore

/// An account's consent to run the code of another account.
///
/// The parts of its signature may have any value, as in a transaction: an authorization that nobody signed does not
/// make the transaction wrong, it has no effect.
///
/// - Source: EIP-7702
public struct Authorization: Hashable, Sendable {
    /// The chain; 0 for every chain.
    public var chainID: UInt256
    /// The account whose code is to run; zero undoes an earlier authorization.
    public var address: Address
    /// The nonce that the consenting account has to have. No account has 2^64 - 1: such a consent is not signed here, and is
    /// read from a transaction that carries it, where it has no effect.
    public var nonce: UInt64
    /// 0 or 1 in a signature.
    public var yParity: UInt8 = 0
    public var r: UInt256 = 0
    public var s: UInt256 = 0

    public init(chainID: UInt256, address: Address, nonce: UInt64) {
        self.chainID = chainID
        self.address = address
        self.nonce = nonce
    }
}
