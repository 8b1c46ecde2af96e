import KedgeCore

/// Where an encoder finds a value and the values inside it: in memory, or in JSON that is not copied.
internal protocol ContractSource: ~Escapable {
    /// The word that a value of `form`, which takes one, is encoded to.
    func word(of form: ContractType.Form) throws(ContractError) -> UInt256

    /// How many bytes a value of `bytes`, or of `string`, has.
    func byteCount(isText: Bool) throws(ContractError) -> Int

    /// Writes the bytes of a value of `bytes`, or of `string`.
    ///
    /// - Parameter room: As many bytes as `byteCount` told.
    func copyBytes(isText: Bool, to room: UnsafeMutableRawBufferPointer) throws(ContractError)

    /// How many values are inside a tuple, or an array.
    func count(isTuple: Bool) throws(ContractError) -> Int

    /// Calls `body` for each value inside, in order.
    func forEachInside(_ body: (Int, borrowing Self) throws(ContractError) -> Void) throws(ContractError)
}
