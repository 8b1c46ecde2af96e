extension JSONWriter {
    /// Writes a member of the open object: its name, and the value that `body` writes. After an error neither is there.
    package mutating func member(
        _ name: String, _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) throws(JSONWriterError) {
        try atomically { (writer) throws(JSONWriterError) in
            try writer.name(name)
            try body(&writer)
        }
    }

    /// Writes a member of the open object whose value is a whole number.
    package mutating func number(_ name: String, _ value: UInt64) throws(JSONWriterError) {
        try self.name(name)
        try integer(value)
    }
}
