import KedgeCore

/// Reads encoded data, which may be hostile, into a sink.
///
/// Offsets may lead to the same bytes twice, and need not be multiples of 32, as Solidity reads them. All bytes that are
/// read come to at most four times the data, so that it cannot grow into more than a multiple of itself; values that take
/// no bytes are counted. Of what was encoded each byte is read once, so that it is decoded, however the types lie in each
/// other. Recursion goes as deep as types may be.
///
/// - Source: Contract ABI Specification, "Formal Specification of the Encoding" and "Strict Encoding Mode"
internal struct ContractDecoder<Sink: ContractSink & ~Copyable>: ~Copyable {
    private let data: UnsafeRawBufferPointer
    internal var sink: Sink
    /// How many bytes may still be read.
    private var budget: Int
    private var emptyValues = EmptyValueCount()
    private var furthest = 0

    internal init(_ data: UnsafeRawBufferPointer, into sink: consuming Sink) throws(ContractError) {
        guard data.count <= ContractTypes.maximumDataByteCount else { throw .tooLarge(.data) }
        self.data = data
        self.sink = sink
        budget = data.count &* 4
    }

    /// Reads the whole of the data.
    internal mutating func decode(_ type: ContractType, allowsTrailing: Bool) throws(ContractError) {
        try sequence(type, count: type.fixedCount, at: 0)
        guard allowsTrailing || furthest == data.count else {
            throw .malformed(offset: furthest, .trailingBytes)
        }
    }

    /// Reads a tuple, or an array behind its length, whose offsets count from `start`.
    private mutating func sequence(_ type: ContractType, count: Int, at start: Int) throws(ContractError) {
        let headByteCount: Int
        if case .dynamicArray(let element) = type.form {
            let (total, overflow) = element.headByteCount.multipliedReportingOverflow(by: count)
            guard !overflow else { throw .malformed(offset: start, .length) }
            headByteCount = total
        } else {
            headByteCount = type.componentsByteCount
        }
        guard headByteCount <= data.count &- start else {
            throw .malformed(offset: start, type.isDynamicArray ? .length : .cut)
        }
        furthest = max(furthest, start &+ headByteCount)
        try charge(headByteCount)
        try beginInside(type, count: count)
        var head = start
        for index in 0..<count {
            guard let component = type.component(index) else { break }
            if component.isDynamic {
                let offset = length(at: head)
                guard let offset, offset >= headByteCount, offset <= data.count &- start else {
                    throw .malformed(offset: head, .offset)
                }
                try apart(component, at: start &+ offset)
            } else {
                try inPlace(component, at: head)
            }
            head &+= component.headByteCount
        }
        try sink.end(isTuple: type.isTuple)
    }

    /// Reads what an offset leads to.
    private mutating func apart(_ type: ContractType, at position: Int) throws(ContractError) {
        switch type.form {
        case .bytes, .string: try bytes(at: position, isText: type.form == .string)
        case .dynamicArray:
            let count = try count(at: position)
            try sequence(type, count: count, at: position &+ 32)
        default: try sequence(type, count: type.fixedCount, at: position)
        }
    }

    private mutating func bytes(at position: Int, isText: Bool) throws(ContractError) {
        let count = try count(at: position)
        let start = position &+ 32
        let room = data.count &- start
        guard count <= room else { throw .malformed(offset: position, .length) }
        // It cannot overflow: the data is of at most 2^24 bytes.
        let padded = (count &+ 31) & ~31
        guard padded <= room else { throw .malformed(offset: data.count, .cut) }
        try charge(padded)
        for offset in (start &+ count)..<(start &+ padded) where data[offset] != 0 {
            throw .malformed(offset: offset, .padding)
        }
        furthest = max(furthest, start &+ padded)
        let value = UnsafeRawBufferPointer(rebasing: data[start..<(start &+ count)])
        guard isText else { return try sink.bytes(value) }
        guard Self.isUTF8(value) else { throw .malformed(offset: start, .utf8) }
        try sink.string(value)
    }

    /// Reads a value that stands in its head, whose bytes are there.
    private mutating func inPlace(_ type: ContractType, at position: Int) throws(ContractError) {
        switch type.form {
        case .tuple, .array:
            let count = type.fixedCount
            try beginInside(type, count: count)
            var place = position
            for index in 0..<count {
                guard let component = type.component(index) else { break }
                try inPlace(component, at: place)
                place &+= component.headByteCount
            }
            try sink.end(isTuple: type.isTuple)
        default:
            let word = word(at: position)
            if let rule = type.form.rule(brokenBy: word) { throw .malformed(offset: position, rule) }
            try sink.word(word, of: type.form)
        }
    }

    private mutating func beginInside(_ type: ContractType, count: Int) throws(ContractError) {
        // What is inside was charged for, or is counted here, before there is memory for any of it.
        try emptyValues.add(inside: type, count: count)
        try sink.begin(count: count)
    }

    private mutating func charge(_ byteCount: Int) throws(ContractError) {
        guard byteCount <= budget else { throw .tooLarge(.decodedValues) }
        budget &-= byteCount
    }

    /// A length that stands at `position`, which is in the data or at its end.
    private mutating func count(at position: Int) throws(ContractError) -> Int {
        guard data.count &- position >= 32 else { throw .malformed(offset: position, .cut) }
        furthest = max(furthest, position &+ 32)
        try charge(32)
        guard let count = length(at: position) else { throw .malformed(offset: position, .length) }
        return count
    }

    /// The word at `position` as a number of at most 31 bits; nil for a larger one, which is longer than any data.
    private func length(at position: Int) -> Int? {
        word(at: position).uint64.flatMap { $0 <= UInt64(Int32.max) ? Int($0) : nil }
    }

    /// - Parameter position: At least 32 bytes before the end of the data.
    private func word(at position: Int) -> UInt256 {
        data.baseAddress.map { UInt256(word: $0 + position) } ?? .zero
    }

    private static func isUTF8(_ text: UnsafeRawBufferPointer) -> Bool {
        let span = Span<UInt8>(_unsafeBytes: text)
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: span)
            return true
        } catch {
            return false
        }
    }
}
