public import KedgeCore

/// Why a transaction was refused.
public enum TransactionError: Error, Equatable, Sendable {
    /// The type is not 0 to 4, or its first byte begins no transaction.
    case unknownType(UInt8)
    /// The RLP is not canonical.
    case rlp(RLPError)
    /// The JSON is not strict.
    case json(JSONError)
    /// The named part is missing, too much, or of a wrong shape: what should be there.
    case malformed(field: StaticName, rule: StaticName)
    /// No transaction's JSON has a member of this name, or no entry of its lists.
    case unknownMember(String)
    /// The named field is out of its range: the rule that it breaks.
    case field(StaticName, rule: StaticName)
    /// The transaction is for this chain, or for any chain (nil), and another one was asked for.
    case wrongChain(UInt64?)
    /// The sidecar does not fit itself or the transaction: the rule that it breaks.
    case sidecar(rule: StaticName)
    /// The transaction has no sidecar, and the call needs one.
    case withoutSidecar
    /// The signature is out of range, has a high s, or is nobody's.
    case signature(KeyError)
}
