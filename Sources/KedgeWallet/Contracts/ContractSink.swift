import KedgeCore

/// Where a decoder puts the values that it finds.
internal protocol ContractSink: ~Copyable {
    /// Takes the value of a word, which the decoder has checked.
    mutating func word(_ word: UInt256, of form: ContractType.Form) throws(ContractError)

    /// Takes a value of `bytes`.
    mutating func bytes(_ bytes: UnsafeRawBufferPointer) throws(ContractError)

    /// Takes a value of `string`, which is UTF-8.
    mutating func string(_ text: UnsafeRawBufferPointer) throws(ContractError)

    /// Begins a tuple or an array of so many values.
    mutating func begin(count: Int) throws(ContractError)

    /// Ends the tuple or array that was begun last.
    mutating func end(isTuple: Bool) throws(ContractError)
}

/// Puts values together in memory.
internal struct ContractValueSink: ContractSink {
    /// What is begun and not ended, the outermost first; the first holds the result.
    private var open: [[ContractValue]] = [[]]

    /// The one value that was put in.
    internal var value: ContractValue? { open.first?.first }

    private mutating func append(_ value: ContractValue) {
        open[open.count - 1].append(value)
    }

    internal mutating func word(_ word: UInt256, of form: ContractType.Form) {
        switch form {
        case .unsigned: append(.unsigned(word))
        case .signed: append(.signed(Int256(word: word)))
        case .unsignedFixed(_, let decimals): append(.unsignedFixed(scaled: word, decimals: decimals))
        case .signedFixed(_, let decimals): append(.signedFixed(scaled: Int256(word: word), decimals: decimals))
        case .bool: append(.bool(word != .zero))
        case .address: append(.address(Address(contractWord: word)))
        case .fixedBytes(let count, _): append(.bytes([UInt8](word.bigEndianBytes.prefix(count))))
        case .bytes, .string, .array, .dynamicArray, .tuple: break
        }
    }

    internal mutating func bytes(_ bytes: UnsafeRawBufferPointer) {
        append(.bytes([UInt8](bytes)))
    }

    internal mutating func string(_ text: UnsafeRawBufferPointer) {
        append(.string(String(decoding: text, as: UTF8.self)))
    }

    internal mutating func begin(count: Int) {
        open.append([])
        open[open.count - 1].reserveCapacity(count)
    }

    internal mutating func end(isTuple: Bool) {
        guard open.count > 1, let values = open.popLast() else { return }
        append(isTuple ? .tuple(values) : .array(values))
    }
}
