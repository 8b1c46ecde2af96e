extension JSONWriter {
    /// Writes a value of a document, without the white space and the needless escapes of its text.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func value(_ value: JSONValue) throws(JSONWriterError) {
        try self.value(value.view)
    }

    /// Writes a value of a document, without the white space and the needless escapes of its text.
    ///
    /// - Throws: `JSONWriterError`
    package mutating func value(_ value: JSONView) throws(JSONWriterError) {
        try atomically { (writer) throws(JSONWriterError) in try writer.copy(value) }
    }

    /// Goes through the tokens without recursion, since a document may be as deep as its options allowed.
    private mutating func copy(_ value: JSONView) throws(JSONWriterError) {
        let tokens = value.tokens
        let end = JSONView.following(value.index, in: tokens)
        let outermost = state.container
        var index = value.index
        while true {
            // An array or object that is being copied keeps in `start` where its original ends.
            while state.container != outermost, index == Int(tape.base[Int(state.container)].start) {
                try close(state.isObject ? .object : .array)
            }
            if index == end { return }
            let token = tokens[index]
            if state.container != outermost, state.isObject, !state.hasName {
                try beforeName()
                let start = text.count &+ 1
                let isEscaped = try quoted(token, in: value.text)
                try afterName(start: start, isEscaped: isEscaped)
            } else if token.kind == .array || token.kind == .object {
                try open(token.kind)
                tape.base[Int(state.container)].start = UInt32(
                    truncatingIfNeeded: JSONView.following(index, in: tokens))
            } else {
                try beforeValue()
                if token.kind == .string || token.kind == .escapedString {
                    _ = try quoted(token, in: value.text)
                } else {
                    try text.append(
                        UnsafeRawBufferPointer(start: value.text + Int(token.start), count: Int(token.length)))
                }
                afterValue()
            }
            index &+= 1
        }
    }

    private mutating func quoted(_ token: JSONToken, in base: UnsafeRawPointer) throws(JSONWriterError) -> Bool {
        let bytes = UnsafeRawBufferPointer(start: base + Int(token.start), count: Int(token.length))
        if token.kind == .string { return try quoted(bytes) }
        try text.append(UInt8(ascii: "\""))
        var isEscaped = false
        var offset = 0
        var source = JSONTextCursor(bytes)
        while let byte = source.next() {
            if byte >= 0x80 || JSONParser.isPlain(byte) {
                try text.append(byte)
            } else {
                if byte == 0, !options.acceptsNUL { throw .nulCharacter(offset: offset) }
                try escaped(byte)
                isEscaped = true
            }
            offset &+= 1
        }
        try text.append(UInt8(ascii: "\""))
        return isEscaped
    }
}
