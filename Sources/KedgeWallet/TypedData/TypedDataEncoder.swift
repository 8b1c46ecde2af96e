import KedgeCore
import KedgeCrypto

/// Turns values into the words that EIP-712 hashes.
///
/// A struct's words lie on a stack of bytes while it is read: each member goes to its own place, in whatever order the
/// document has them, and what is inside a member comes and goes above.
internal struct TypedDataEncoder: ~Copyable {
    internal var types: TypedDataTypes
    private let options: TypedDataOptions
    internal var room = TypedDataRoom()
    internal var path = TypedDataPath("message")
    private var valuesLeft: Int
    private var textLeft = TypedDataTypes.maximumTextByteCount
    private var marks: [Int]

    internal init(_ types: TypedDataTypes, options: TypedDataOptions) {
        self.types = types
        self.options = options
        valuesLeft = options.maximumValues
        marks = Array(repeating: 0, count: types.definitions.count)
    }

    /// The encoded data of a struct: the hash of its type, then a word for each member.
    ///
    /// - Parameters:
    ///   - type: a type that was reached.
    ///   - root: what errors call the value.
    /// - Throws: `.value`, `.missing`, `.unknownMember`, `.tooDeep`, `.tooManyValues`, `.typesTooLarge`,
    ///   `.outOfMemory`.
    internal mutating func encode(_ value: JSONView, as type: Int, root: StaticString) throws(TypedDataError) -> [UInt8]
    {
        path = TypedDataPath(root)
        let start = try pushStruct(value, type, depth: 1)
        let words = [UInt8](room.bytes(at: start, wordsByteCount(of: type)))
        room.pop(to: start)
        return words
    }

    /// What an error says of the value at hand.
    internal func refusal(_ rule: TypedDataError.ValueRule) -> TypedDataError {
        .value(path: path.text(types), rule)
    }

    /// Writes the word of a member, or of an element of it, to a place on the stack.
    ///
    /// - Parameters:
    ///   - slot: the member, of a type of this index.
    ///   - level: how many arrays of the member's type the value lies in.
    private mutating func encode(
        _ value: JSONView, slot: Int, of type: Int, level: Int, depth: Int, to place: Int
    ) throws(TypedDataError) {
        if level < types.definitions[type].members[slot].lengths.count {
            return try encodeArray(value, slot: slot, of: type, level: level, depth: depth, to: place)
        }
        guard let kind = types.definitions[type].members[slot].kind else { return }
        guard case .structure(let structure) = kind else { return room.store(try word(of: value, as: kind), at: place) }
        // An element that is null: as for a member, no struct is 32 zeros.
        if value.isNull { return }
        let start = try pushStruct(value, structure, depth: depth)
        hash(start, wordsByteCount(of: structure), to: place)
        room.pop(to: start)
    }

    private mutating func encodeArray(
        _ value: JSONView, slot: Int, of type: Int, level: Int, depth: Int, to place: Int
    ) throws(TypedDataError) {
        guard value.kind == .array else { throw refusal(.array) }
        guard depth <= options.maximumDepth else { throw .tooDeep(maximum: options.maximumDepth) }
        let count = value.count
        let length = types.definitions[type].members[slot].lengths[level]
        guard length < 0 || length == count else { throw refusal(.elementCount(length)) }
        try spend(count)
        let start = try room.push(count &* 32)
        var index = 0
        var next = value.firstElement
        while let element = next {
            path.enter(element: index)
            try encode(
                element.value, slot: slot, of: type, level: level &+ 1, depth: depth &+ 1, to: start &+ index &* 32)
            path.leave()
            index &+= 1
            next = element.next
        }
        hash(start, count &* 32, to: place)
        room.pop(to: start)
    }

    /// Puts the words of a struct on the stack, and tells where they begin.
    private mutating func pushStruct(_ value: JSONView, _ type: Int, depth: Int) throws(TypedDataError) -> Int {
        guard value.kind == .object else { throw refusal(.object) }
        guard depth <= options.maximumDepth else { throw .tooDeep(maximum: options.maximumDepth) }
        let count = types.definitions[type].members.count
        try spend(count)
        let typeHash = try typeHash(type)
        // Behind the words stands for each member whether it was there.
        let wordsByteCount = wordsByteCount(of: type)
        let start = try room.push(wordsByteCount &+ count)
        room.store(typeHash, at: start)
        var hint = 0
        var next = value.firstMember
        while let member = next {
            if let slot = types.definitions[type].slot(of: member.name, hint: hint) {
                hint = slot &+ 1
                if !member.value.isNull {
                    path.enter(member: slot, of: type)
                    try encode(
                        member.value, slot: slot, of: type, level: 0, depth: depth &+ 1,
                        to: start &+ (slot &+ 1) &* 32)
                    path.leave()
                    room.bytes(at: start &+ wordsByteCount &+ slot, 1).initializeMemory(as: UInt8.self, repeating: 1)
                }
            } else if options.isStrict {
                throw .unknownMember(path: path.text(types, unknown: member.name.string ?? ""))
            }
            next = member.next
        }
        try checkPresence(start &+ wordsByteCount, of: type)
        room.pop(to: start &+ wordsByteCount)
        return start
    }

    @inline(never)
    private mutating func checkPresence(_ flags: Int, of type: Int) throws(TypedDataError) {
        let count = types.definitions[type].members.count
        for slot in 0..<count
        where room.bytes(at: flags &+ slot, 1).first == 0 && !types.definitions[type].members[slot].isStruct {
            path.enter(member: slot, of: type)
            throw .missing(path: path.text(types))
        }
    }

    private mutating func spend(_ count: Int) throws(TypedDataError) {
        guard count <= valuesLeft else { throw .tooManyValues(maximum: options.maximumValues) }
        valuesLeft &-= count
    }

    /// The hash of the text of a type that was reached.
    @inline(never)
    internal mutating func typeHash(_ type: Int) throws(TypedDataError) -> Hash32 {
        if let hash = types.definitions[type].hash { return hash }
        let closure = types.closure(of: type, marks: &marks)
        let byteCount = types.textByteCount(closure)
        guard byteCount <= textLeft else { throw .typesTooLarge(maximum: TypedDataTypes.maximumTextByteCount) }
        textLeft &-= byteCount
        var text = types.text(closure)
        let hash = text.withUTF8 { Hash32(keccak256: UnsafeRawBufferPointer($0)) }
        types.definitions[type].hash = hash
        return hash
    }

    private func wordsByteCount(of type: Int) -> Int {
        (types.definitions[type].members.count &+ 1) &* 32
    }

    private func hash(_ start: Int, _ byteCount: Int, to place: Int) {
        guard let word = room.bytes(at: place, 32).baseAddress else { return }
        Keccak256.hash(UnsafeRawBufferPointer(room.bytes(at: start, byteCount)), into: word)
    }
}
