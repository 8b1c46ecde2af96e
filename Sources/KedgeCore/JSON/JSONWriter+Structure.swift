extension JSONWriter {
    /// Opens an object; `name` and a value by turns fill it.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func beginObject() throws(JSONWriterError) {
        try atomically { (writer) throws(JSONWriterError) in try writer.open(.object) }
    }

    /// Closes the object that was opened last.
    ///
    /// - Throws: `JSONWriterError`; `.duplicateName` here only for an object of more than 32 members.
    public mutating func endObject() throws(JSONWriterError) {
        try atomically { (writer) throws(JSONWriterError) in try writer.close(.object) }
    }

    /// Opens an array.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func beginArray() throws(JSONWriterError) {
        try atomically { (writer) throws(JSONWriterError) in try writer.open(.array) }
    }

    /// Closes the array that was opened last.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func endArray() throws(JSONWriterError) {
        try atomically { (writer) throws(JSONWriterError) in try writer.close(.array) }
    }

    /// Writes the name of the next value.
    ///
    /// - Throws: `JSONWriterError`; `.duplicateName` at once for the first 32 members, at the object's end beyond that.
    public mutating func name(_ name: String) throws(JSONWriterError) {
        try self.name(name.utf8Span.span.bytes)
    }

    /// Writes the name of the next value, which is UTF-8.
    ///
    /// - Throws: `JSONWriterError`; `.duplicateName` at once for the first 32 members, at the object's end beyond that.
    public mutating func name(_ name: RawSpan) throws(JSONWriterError) {
        try name.withUnsafeBytes { (name) throws(JSONWriterError) in
            try atomically { (writer) throws(JSONWriterError) in
                try writer.beforeName()
                let start = writer.text.count &+ 1
                let isEscaped = try writer.quoted(name)
                try writer.afterName(start: start, isEscaped: isEscaped)
            }
        }
    }

    internal mutating func open(_ kind: JSONToken.Kind) throws(JSONWriterError) {
        guard state.depth < options.maximumDepth else { throw .tooDeep }
        try beforeValue()
        try text.append(kind == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        if state.container != JSONParser.noContainer {
            tape.base[Int(state.container)].length = state.latestName
            tape.base[Int(state.container)].detail = min(state.childCount, JSONToken.maximumDetail)
        }
        let index = try append(JSONToken(kind, start: 0, length: 0, link: state.container))
        state.container = index
        state.isObject = kind == .object
        state.depth &+= 1
        state.childCount = 0
        state.latestName = 0
        state.seenNames = 0
        state.hasName = false
    }

    internal mutating func close(_ kind: JSONToken.Kind) throws(JSONWriterError) {
        guard state.container != JSONParser.noContainer, state.isObject == (kind == .object) else {
            throw kind == .object ? .noOpenObject : .noOpenArray
        }
        guard !state.hasName else { throw .valueExpected }
        let index = Int(state.container)
        if state.isObject, state.childCount > JSONParser.directNameCount { try refuseDuplicates(first: index &+ 1) }
        try text.append(state.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))

        state.tokenCount = index
        state.depth &-= 1
        state.container = tape.base[index].link
        if state.container == JSONParser.noContainer {
            state.isObject = false
        } else {
            let outer = tape.base[Int(state.container)]
            state.isObject = outer.kind == .object
            state.latestName = outer.length
            state.childCount = outer.detail
            if state.isObject {
                state.seenNames = JSONNames.seen(
                    tokens: tape.base, first: Int(state.container) &+ 1, count: state.childCount)
            }
        }
        afterValue()
    }

    private func refuseDuplicates(first: Int) throws(JSONWriterError) {
        guard let base = text.bytes.baseAddress else { return }
        do throws(JSONError) {
            try JSONNames.refuseDuplicates(in: base, tokens: tape.base, first: first)
        } catch {
            throw error.reason == .outOfMemory ? .outOfMemory : .duplicateName
        }
    }

    /// Checks that a value may stand here and separates it from the one before.
    internal mutating func beforeValue() throws(JSONWriterError) {
        if state.container == JSONParser.noContainer {
            guard !state.isComplete else { throw .alreadyComplete }
        } else if state.isObject {
            guard state.hasName else { throw .nameExpected }
        } else if state.childCount > 0 {
            try text.append(UInt8(ascii: ","))
        }
    }

    internal mutating func afterValue() {
        if state.container == JSONParser.noContainer {
            state.isComplete = true
        } else if state.isObject {
            state.hasName = false
        } else {
            state.childCount = min(state.childCount &+ 1, JSONToken.maximumDetail)
        }
    }

    internal mutating func beforeName() throws(JSONWriterError) {
        guard state.container != JSONParser.noContainer, state.isObject else { throw .noOpenObject }
        guard !state.hasName else { throw .valueExpected }
        if state.childCount > 0 { try text.append(UInt8(ascii: ",")) }
    }

    /// Checks the name that was just written, from `start` up to the quote before the end of the text.
    internal mutating func afterName(start: Int, isEscaped: Bool) throws(JSONWriterError) {
        guard let base = text.bytes.baseAddress else { return }
        let length = text.count &- 1 &- start
        let fingerprint =
            isEscaped
            ? JSONNames.fingerprint(escaped: UnsafeRawBufferPointer(start: base + start, count: length))
            : JSONNames.fingerprint(base + start, count: length, readable: length)
        let token = JSONToken(
            isEscaped ? .escapedString : .string, start: start, length: length, detail: fingerprint)
        if state.childCount < JSONParser.directNameCount {
            let bit = JSONNames.bit(fingerprint)
            if state.seenNames & bit != 0,
                JSONNames.contains(token, in: base, tokens: tape.base, first: Int(state.container) &+ 1)
            {
                throw .duplicateName
            }
            state.seenNames |= bit
        }
        if nameOrder == .ascending, state.latestName != 0,
            !JSONNames.areAscending(tape.base[Int(state.latestName)], token, in: base)
        {
            throw .nameOutOfOrder
        }
        try text.append(UInt8(ascii: ":"))
        // Linked last: a chain must never lead to a token that a failure took back.
        let index = try append(token)
        if state.latestName != 0 { tape.base[Int(state.latestName)].link = index }
        state.latestName = index
        state.childCount = min(state.childCount &+ 1, JSONToken.maximumDetail)
        state.hasName = true
    }

    private mutating func append(_ token: JSONToken) throws(JSONWriterError) -> UInt32 {
        tape.count = state.tokenCount
        if tape.count == tape.capacity {
            guard tape.grow() else { throw .outOfMemory }
        }
        tape.base[state.tokenCount] = token
        let index = UInt32(truncatingIfNeeded: state.tokenCount)
        state.tokenCount &+= 1
        return index
    }
}
