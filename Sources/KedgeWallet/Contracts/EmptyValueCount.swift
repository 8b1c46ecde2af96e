/// Counts the values whose types take no bytes, such as `()` and `bool[0]`: no data bounds how many there are.
internal struct EmptyValueCount {
    private static let maximum = 4_096

    private var count = 0

    /// Adds those that stand directly inside a tuple or an array of `count` values.
    ///
    /// - Throws: `ContractError.tooLarge(.emptyValues)`
    internal mutating func add(inside type: ContractType, count: Int) throws(ContractError) {
        let added =
            switch type.form {
            case .tuple(let components): components.count { $0.headByteCount == 0 }
            case .array(let element, _), .dynamicArray(let element): element.headByteCount == 0 ? count : 0
            default: 0
            }
        guard added <= Self.maximum &- self.count else { throw .tooLarge(.emptyValues) }
        self.count &+= added
    }
}
