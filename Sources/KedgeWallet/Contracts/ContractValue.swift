public import KedgeCore

/// A value of a contract: an argument, a result or a part of one.
public enum ContractValue: Hashable, Sendable {
    /// A value of `uint<M>`.
    case unsigned(UInt256)
    /// A value of `int<M>`.
    case signed(Int256)
    /// A value of `ufixed<M>x<N>`: the number is `scaled` divided by ten to the power of `decimals`, which is N.
    case unsignedFixed(scaled: UInt256, decimals: Int)
    /// A value of `fixed<M>x<N>`: the number is `scaled` divided by ten to the power of `decimals`, which is N.
    case signedFixed(scaled: Int256, decimals: Int)
    /// A value of `bool`.
    case bool(Bool)
    /// A value of `address`.
    case address(Address)
    /// A value of `bytes`, of `bytes<M>` (M bytes) or of `function` (24 bytes).
    case bytes([UInt8])
    /// A value of `string`.
    case string(String)
    /// A value of an array type.
    case array([ContractValue])
    /// A value of a tuple type.
    case tuple([ContractValue])
}
