import KedgeCore

extension ContractValue: ContractSource {
    internal func word(of form: ContractType.Form) throws(ContractError) -> UInt256 {
        switch (form, self) {
        case (.unsigned(let bits), .unsigned(let value)):
            guard value.fits(bits: bits) else { throw .value(path: "", .range) }
            return value
        case (.signed(let bits), .signed(let value)):
            guard value.fits(bits: bits) else { throw .value(path: "", .range) }
            return value.word
        case (.unsignedFixed(let bits, let places), .unsignedFixed(let value, let decimals)):
            guard decimals == places else { throw .value(path: "", .fixedPoint) }
            guard value.fits(bits: bits) else { throw .value(path: "", .range) }
            return value
        case (.signedFixed(let bits, let places), .signedFixed(let value, let decimals)):
            guard decimals == places else { throw .value(path: "", .fixedPoint) }
            guard value.fits(bits: bits) else { throw .value(path: "", .range) }
            return value.word
        case (.address, .address(let address)):
            return address.withUnsafeBytes { UInt256(bigEndian: $0.bytes) ?? .zero }
        case (.bool, .bool(let value)): return UInt256(value ? 1 : 0)
        case (.fixedBytes(let count, _), .bytes(let bytes)):
            guard bytes.count == count else { throw .value(path: "", .byteCount) }
            return bytes.withUnsafeBytes { UInt256(leading: $0) }
        default: throw .value(path: "", .kind)
        }
    }

    internal func byteCount(isText: Bool) throws(ContractError) -> Int {
        switch (self, isText) {
        case (.bytes(let bytes), false): return bytes.count
        case (.string(let text), true): return text.utf8.count
        default: throw .value(path: "", .kind)
        }
    }

    internal func copyBytes(isText: Bool, to room: UnsafeMutableRawBufferPointer) {
        switch self {
        case .bytes(let bytes): bytes.withUnsafeBytes { room.copyMemory(from: $0) }
        case .string(let text): text.utf8Span.span.bytes.withUnsafeBytes { room.copyMemory(from: $0) }
        default: break
        }
    }

    internal func count(isTuple: Bool) throws(ContractError) -> Int {
        switch (self, isTuple) {
        case (.tuple(let values), true), (.array(let values), false): return values.count
        default: throw .value(path: "", .kind)
        }
    }

    internal func forEachInside(
        _ body: (Int, borrowing ContractValue) throws(ContractError) -> Void
    ) throws(ContractError) {
        switch self {
        case .tuple(let values), .array(let values):
            for index in values.indices { try body(index, values[index]) }
        default: break
        }
    }
}
