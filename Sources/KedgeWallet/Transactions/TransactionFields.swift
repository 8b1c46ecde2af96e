public import KedgeCore

/// What a transaction says. A field that its type lacks has to keep its default.
public struct TransactionFields: Equatable, Sendable {
    /// The kinds of transactions.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// The first kind, with or without EIP-155.
        case legacy = 0
        /// With an access list (EIP-2930).
        case accessList = 1
        /// With a fee that follows the base fee (EIP-1559).
        case dynamicFee = 2
        /// With blobs (EIP-4844).
        case blob = 3
        /// With authorizations that set accounts' code (EIP-7702).
        case setCode = 4
    }

    public var kind: Kind
    /// The chain, 1 to 2^63 - 37 (EIP-2294); nil for any chain, which only legacy transactions can be.
    public var chainID: UInt64?
    /// How many transactions the account sent before; at most 2^64 - 2 (EIP-2681).
    public var nonce: UInt64
    /// The most gas that the transaction may use.
    public var gasLimit: UInt64
    /// Wei for each unit of gas: `legacy` and `accessList`.
    public var gasPrice: UInt256 = 0
    /// The most wei for each unit of gas beyond the base fee, at most `maxFeePerGas`: from `dynamicFee` on.
    public var maxPriorityFeePerGas: UInt256 = 0
    /// The most wei for each unit of gas in all: from `dynamicFee` on.
    public var maxFeePerGas: UInt256 = 0
    /// The most wei for each unit of blob gas: `blob`.
    public var maxFeePerBlobGas: UInt256 = 0
    /// The recipient; nil creates a contract, which `blob` and `setCode` cannot.
    public var to: Address?
    /// Wei to transfer.
    public var value: UInt256 = 0
    /// What the recipient is called with, or the code that creates the contract.
    public var data: [UInt8] = []
    /// Accounts and storage that the transaction will use: all but `legacy`.
    public var accessList: [AccessListEntry] = []
    /// The hash of each blob, the first byte of which is 1; 1 to 1,024: `blob`.
    public var blobVersionedHashes: [Hash32] = []
    /// Accounts' consent to run the code of others, 1 or more: `setCode`.
    public var authorizations: [Authorization] = []

    public init(_ kind: Kind, chainID: UInt64?, nonce: UInt64, gasLimit: UInt64) {
        self.kind = kind
        self.chainID = chainID
        self.nonce = nonce
        self.gasLimit = gasLimit
    }
}
