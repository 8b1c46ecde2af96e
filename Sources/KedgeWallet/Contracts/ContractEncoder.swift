import KedgeCore

/// Writes values as the contract ABI encodes them, or counts the bytes of that.
///
/// Counting checks everything, so that writing the same values afterwards cannot fail. Recursion goes as deep as types
/// may be.
///
/// - Source: Contract ABI Specification, "Formal Specification of the Encoding"
internal struct ContractEncoder {
    /// Where the encoding goes, all zeros; nil to count alone.
    private let room: UnsafeMutableRawBufferPointer?
    /// Where the next part that stands apart from its head goes.
    internal private(set) var end: Int
    private var emptyValues = EmptyValueCount()

    /// - Parameter room: As many zeros as counting told; nil to count.
    internal init(room: UnsafeMutableRawBufferPointer?, start: Int = 0) {
        self.room = room
        end = start
    }

    /// Encodes a tuple, or an array without its length, whose offsets count from its beginning.
    internal mutating func encode<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, as type: ContractType, isList: Bool = false
    ) throws(ContractError) {
        let start = end
        var head = start
        if case .dynamicArray(let element) = type.form {
            end &+= try source.count(isTuple: false) &* element.headByteCount
        } else {
            end &+= type.componentsByteCount
        }
        try components(source, of: type, isList: isList) { (encoder, component, value) throws(ContractError) in
            if component.isDynamic {
                encoder.put(UInt256(UInt64(truncatingIfNeeded: encoder.end &- start)), at: head)
                try encoder.apart(value, as: component)
            } else {
                try encoder.inPlace(value, as: component, at: head)
            }
            head &+= component.headByteCount
        }
    }

    /// Encodes what an offset in a head leads to.
    private mutating func apart<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, as type: ContractType
    ) throws(ContractError) {
        switch type.form {
        case .bytes: try bytes(source, isText: false)
        case .string: try bytes(source, isText: true)
        case .dynamicArray:
            put(UInt256(UInt64(try source.count(isTuple: false))), at: end)
            end &+= 32
            try encode(source, as: type)
        default: try encode(source, as: type)
        }
    }

    private mutating func bytes<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, isText: Bool
    ) throws(ContractError) {
        let count = try source.byteCount(isText: isText)
        put(UInt256(UInt64(count)), at: end)
        end &+= 32
        if let room {
            try source.copyBytes(
                isText: isText, to: UnsafeMutableRawBufferPointer(rebasing: room[end..<(end &+ count)]))
        }
        end &+= (count &+ 31) & ~31
    }

    /// Encodes a value that stands in its head.
    internal mutating func inPlace<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, as type: ContractType, at position: Int
    ) throws(ContractError) {
        switch type.form {
        case .tuple, .array:
            var place = position
            try components(source, of: type) { (encoder, component, value) throws(ContractError) in
                try encoder.inPlace(value, as: component, at: place)
                place &+= component.headByteCount
            }
        default: put(try source.word(of: type.form), at: position)
        }
    }

    /// Calls `body` for each value of a tuple or an array, with its type.
    private mutating func components<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, of type: ContractType, isList: Bool = false,
        _ body: (inout ContractEncoder, ContractType, borrowing Source) throws(ContractError) -> Void
    ) throws(ContractError) {
        try emptyValues.add(inside: type, count: try type.checkedCount(of: source))
        try source.forEachInside { (index, value) throws(ContractError) in
            do throws(ContractError) {
                guard let component = type.component(index) else { throw .value(path: "", .count) }
                try body(&self, component, value)
            } catch {
                throw error.within(index, isArgument: isList)
            }
        }
    }

    private func put(_ word: UInt256, at position: Int) {
        guard let room else { return }
        word.write(bigEndian: UnsafeMutableRawBufferPointer(rebasing: room[position..<(position &+ 32)]))
    }
}

extension ContractType {
    /// The type of what stands at `index` in a tuple or an array; nil where nothing can.
    internal func component(_ index: Int) -> ContractType? {
        switch form {
        case .tuple(let components): index < components.count ? components[index] : nil
        case .array(let element, _), .dynamicArray(let element): element
        default: nil
        }
    }

    /// How many values a tuple or an array has, if that is what its type says.
    internal func checkedCount<Source: ContractSource & ~Escapable>(
        of source: borrowing Source
    ) throws(ContractError) -> Int {
        let count = try source.count(isTuple: isTuple)
        let isRight =
            switch form {
            case .tuple(let components): count == components.count
            case .array(_, let fixed): count == fixed
            default: true
            }
        guard isRight else { throw .value(path: "", .count) }
        return count
    }
}
