import KedgeCore

/// Writes values one behind the other as Solidity's `abi.encodePacked` does, or counts the bytes of that.
///
/// Solidity has no packed form of tuples and of arrays in arrays. Here both are what is in them, one behind the other.
/// Inside an array everything takes whole words, as Solidity has it.
///
/// - Source: Contract ABI Specification, "Non-standard Packed Mode"
internal struct ContractPacker {
    /// Where the bytes go, all zeros; nil to count alone.
    private let room: UnsafeMutableRawBufferPointer?
    internal private(set) var end = 0

    /// - Parameter room: As many zeros as counting told; nil to count.
    internal init(room: UnsafeMutableRawBufferPointer?) {
        self.room = room
    }

    internal mutating func pack<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, as type: ContractType, isInArray: Bool = false, isList: Bool = false
    ) throws(ContractError) {
        switch type.form {
        case .bytes, .string:
            guard !isInArray else { throw .value(path: "", .packedElement) }
            try bytes(source, isText: type.form == .string)
        case .tuple: try components(source, of: type, isInArray: isInArray, isList: isList)
        case .array, .dynamicArray: try components(source, of: type, isInArray: true, isList: false)
        default: put(try source.word(of: type.form), isInArray ? 0..<32 : type.form.significantBytes)
        }
    }

    private mutating func components<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, of type: ContractType, isInArray: Bool, isList: Bool
    ) throws(ContractError) {
        _ = try type.checkedCount(of: source)
        try source.forEachInside { (index, value) throws(ContractError) in
            do throws(ContractError) {
                guard let component = type.component(index) else { throw .value(path: "", .count) }
                try pack(value, as: component, isInArray: isInArray)
            } catch {
                throw error.within(index, isArgument: isList)
            }
        }
    }

    private mutating func bytes<Source: ContractSource & ~Escapable>(
        _ source: borrowing Source, isText: Bool
    ) throws(ContractError) {
        let count = try source.byteCount(isText: isText)
        if let room {
            try source.copyBytes(
                isText: isText, to: UnsafeMutableRawBufferPointer(rebasing: room[end..<(end &+ count)]))
        }
        end &+= count
    }

    private mutating func put(_ word: UInt256, _ significant: Range<Int>) {
        if let room {
            withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { bytes in
                word.write(bigEndian: bytes)
                UnsafeMutableRawBufferPointer(rebasing: room[end...])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[significant]))
            }
        }
        end &+= significant.count
    }
}

extension ContractType.Form {
    /// Which bytes of the word are the value's own.
    fileprivate var significantBytes: Range<Int> {
        switch self {
        case .unsigned(let bits), .signed(let bits), .unsignedFixed(let bits, _), .signedFixed(let bits, _):
            (32 - bits / 8)..<32
        case .address: 12..<32
        case .bool: 31..<32
        case .fixedBytes(let count, _): 0..<count
        default: 0..<32
        }
    }
}
