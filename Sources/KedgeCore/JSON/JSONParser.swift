/// One pass over a text: checks it and writes its tokens.
///
/// It keeps no stack: an open array or object remembers the one around it in its own token, so depth costs nothing but
/// the tokens themselves. Everything that a plain document meets is one function; what is rare (escapes, other than ASCII,
/// more than `directNameCount` names) is called.
@usableFromInline
internal struct JSONParser: ~Copyable {
    internal let base: UnsafeRawPointer
    internal let end: Int
    internal let maximumDepth: Int
    internal let acceptsNUL: Bool
    internal var position: Int = 0

    internal var tokens: UnsafeMutablePointer<JSONToken>
    internal var capacity: Int
    internal var count: Int = 0

    /// The array or object that is open, `noContainer` at the outermost level.
    internal var container: UInt32 = JSONParser.noContainer
    internal var isObject: Bool = false
    internal var depth: Int = 0
    /// Elements or members so far.
    internal var childCount: UInt32 = 0
    /// The latest name of the open object, 0 if there is none yet (0 itself is the outermost value, never a name).
    internal var latestName: UInt32 = 0
    /// One bit for each name so far, by its fingerprint: a clear bit proves a name new without looking at the others.
    internal var seenNames: UInt64 = 0

    internal static let noContainer: UInt32 = .max

    /// Up to here a name is compared with those before it, if its bit in `seenNames` is taken; larger objects are checked
    /// as a whole at their end, with a table.
    internal static let directNameCount: UInt32 = 32

    /// A parser of the first `end` bytes at `base`.
    internal init(base: UnsafeRawPointer, end: Int, options: JSONOptions = JSONOptions(), tape: borrowing JSONTape) {
        self.base = base
        self.end = end
        maximumDepth = options.maximumDepth
        acceptsNUL = options.acceptsNUL
        tokens = tape.base
        capacity = tape.capacity
    }

    /// Checks `text` and writes its tokens to `tape`, which must be empty.
    @usableFromInline
    internal static func parse(
        _ text: UnsafeRawBufferPointer, options: JSONOptions, into tape: inout JSONTape
    ) throws(JSONError) {
        guard let base = text.baseAddress, text.count > 0 else { throw JSONError(.unexpectedEnd, at: 0) }
        let largest = min(options.maximumByteCount, Int(Int32.max))
        guard text.count <= largest else { throw JSONError(.tooLarge, at: max(0, largest)) }
        var parser = JSONParser(base: base, end: text.count, options: options, tape: tape)
        try parser.document(&tape)
        tape.count = parser.count
    }

    // Each part of the loop is inlined once, and what is called from it takes and returns values instead of `self`: only
    // then does the state stay in registers. `@_transparent` where the inliner, although told always, does not (15 % of the
    // time of a parse).
    @inline(__always)
    private mutating func document(_ tape: inout JSONTape) throws(JSONError) {
        if end >= 3, byte(at: 0) == 0xEF, byte(at: 1) == 0xBB, byte(at: 2) == 0xBF {
            throw JSONError(.byteOrderMark, at: 0)
        }
        skipSpace()
        var isAtName = false
        repeat {
            if isAtName { try name(&tape) }
            guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
            let first = byte(at: position)
            if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
                try open(first == UInt8(ascii: "{") ? .object : .array, &tape)
                skipSpace()
                guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
                // Two above the opening bracket, both in ASCII.
                if byte(at: position) != first &+ 2 {
                    isAtName = isObject
                    if !isObject { childCount = 1 }
                    continue
                }
            } else {
                try scalar(first, &tape)
            }
            isAtName = try afterValue()
        } while container != Self.noContainer
        skipSpace()
        if position < end { throw JSONError(.trailingBytes, at: position) }
    }

    /// Reads a value that is no array or object and begins with the byte `first`.
    @_transparent
    private mutating func scalar(_ first: UInt8, _ tape: inout JSONTape) throws(JSONError) {
        switch first {
        case UInt8(ascii: "\""):
            position &+= 1
            let start = position
            let isEscaped = try string()
            try append(JSONToken(isEscaped ? .escapedString : .string, start: start, length: position &- start), &tape)
            position &+= 1
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = position
            let isInteger = try number()
            try append(JSONToken(isInteger ? .integer : .decimal, start: start, length: position &- start), &tape)
        case UInt8(ascii: "t"):
            try literal("true", .true, &tape)
        case UInt8(ascii: "f"):
            try literal("false", .false, &tape)
        case UInt8(ascii: "n"):
            try literal("null", .null, &tape)
        default:
            throw JSONError(.valueExpected, at: position)
        }
    }

    /// Closes what ends here and steps over the comma, if there is one; whether a name must follow.
    @inline(__always)
    private mutating func afterValue() throws(JSONError) -> Bool {
        while container != Self.noContainer {
            skipSpace()
            guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
            let next = byte(at: position)
            if next == UInt8(ascii: ",") {
                position &+= 1
                skipSpace()
                if !isObject { childCount &+= 1 }
                return isObject
            }
            guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw JSONError(.commaOrEndExpected, at: position)
            }
            try close()
        }
        return false
    }

    @inline(__always)
    private mutating func open(_ kind: JSONToken.Kind, _ tape: inout JSONTape) throws(JSONError) {
        guard depth < maximumDepth else { throw JSONError(.tooDeep, at: position) }
        depth &+= 1
        if container != Self.noContainer {
            tokens[Int(container)].length = latestName
            tokens[Int(container)].detail = min(childCount, JSONToken.maximumDetail)
        }
        let index = UInt32(truncatingIfNeeded: count)
        try append(JSONToken(kind, start: position, length: 0, link: container), &tape)
        container = index
        isObject = kind == .object
        childCount = 0
        latestName = 0
        seenNames = 0
        position &+= 1
    }

    @inline(__always)
    private mutating func close() throws(JSONError) {
        if isObject, childCount > Self.directNameCount {
            try JSONNames.refuseDuplicates(in: base, tokens: tokens, first: Int(container) &+ 1)
        }
        position &+= 1
        let closed = Int(container)
        let start = tokens[closed].start
        let outer = tokens[closed].link
        tokens[closed] = JSONToken(
            isObject ? .object : .array, start: Int(start), length: position &- Int(start),
            detail: min(childCount, JSONToken.maximumDetail), link: UInt32(truncatingIfNeeded: count))
        depth &-= 1
        container = outer
        guard outer != Self.noContainer else { return }
        let token = tokens[Int(outer)]
        isObject = token.kind == .object
        childCount = token.detail
        latestName = token.length
        if isObject { seenNames = JSONNames.seen(tokens: tokens, first: Int(outer) &+ 1, count: childCount) }
    }

    /// Reads a name and its colon, up to the value.
    @_transparent
    private mutating func name(_ tape: inout JSONTape) throws(JSONError) {
        guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
        guard byte(at: position) == UInt8(ascii: "\"") else { throw JSONError(.nameExpected, at: position) }
        position &+= 1
        let start = position
        let isEscaped = try string()
        let length = position &- start
        position &+= 1

        let fingerprint =
            isEscaped
            ? JSONNames.fingerprint(escaped: UnsafeRawBufferPointer(start: base + start, count: length))
            : JSONNames.fingerprint(base + start, count: length, readable: end &- start)
        let token = JSONToken(
            isEscaped ? .escapedString : .string, start: start, length: length, detail: fingerprint)
        if childCount < Self.directNameCount {
            let bit = JSONNames.bit(fingerprint)
            if seenNames & bit != 0,
                JSONNames.contains(token, in: base, tokens: tokens, first: Int(container) &+ 1)
            {
                throw JSONError(.duplicateName, at: start &- 1)
            }
            seenNames |= bit
        }
        let index = UInt32(truncatingIfNeeded: count)
        try append(token, &tape)
        if latestName != 0 { tokens[Int(latestName)].link = index }
        latestName = index
        childCount &+= 1

        skipSpace()
        guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
        guard byte(at: position) == UInt8(ascii: ":") else { throw JSONError(.colonExpected, at: position) }
        position &+= 1
        skipSpace()
    }

    @inline(__always)
    internal mutating func append(_ token: JSONToken, _ tape: inout JSONTape) throws(JSONError) {
        if count == capacity {
            tape.count = count
            guard tape.grow() else { throw JSONError(.outOfMemory, at: position) }
            tokens = tape.base
            capacity = tape.capacity
        }
        tokens[count] = token
        count &+= 1
    }
}
