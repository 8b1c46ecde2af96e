extension JSON {
    /// Writes a value as JSON text, through its `Encodable`.
    ///
    /// The same value always gives the same text: members stand in ascending order of their names, by code points, whatever
    /// order they were encoded in. Only the elements of a `Set`, and of a dictionary whose keys are neither strings nor
    /// integers, come in an order that differs between processes.
    ///
    /// - Throws: `EncodingError` with the path to what JSON cannot express: a number that is not finite, a name twice in one
    ///   object, a NUL unless the options accept it, more levels or bytes than the options allow (256 levels at most); or
    ///   what the type's own code throws.
    public static func encode<T: Encodable>(_ value: T, options: JSONOptions = JSONOptions()) throws -> String {
        var writer = JSONWriter(options: options)
        try writer.encode(value)
        return try writer.finish()
    }
}

extension JSONWriter {
    /// Writes a value here, as `JSON.encode` does; after an error everything is as it was before.
    ///
    /// - Throws: `EncodingError`, or what the type's own code throws.
    public mutating func encode<T: Encodable>(_ value: T) throws {
        let work = JSONValueEncoder.Work(maximumDepth: options.maximumDepth)
        let target = JSONEncodedValue()
        try value.encode(to: JSONValueEncoder(target: target, codingPath: [], work: work))
        if let failure = work.failure { throw failure }
        if case .nothing = target.content { target.content = .object([]) }
        var path: [any CodingKey] = []
        do throws(JSONWriterError) {
            try atomically { (writer) throws(JSONWriterError) in try writer.write(target, &path) }
        } catch {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(codingPath: path, debugDescription: error.description, underlyingError: error))
        }
    }

    /// - Parameter path: After an error, the path to what could not be written.
    private mutating func write(
        _ value: JSONEncodedValue, _ path: inout [any CodingKey]
    ) throws(JSONWriterError) {
        switch value.content {
        case .null: try null()
        case .bool(let value): try bool(value)
        case .string(let value): try string(value)
        case .number(let text): try number(text)
        case .nothing:
            try beginObject()
            try endObject()
        case .array(let elements):
            try beginArray()
            for (position, element) in elements.enumerated() {
                path.append(JSONCodingKey.position(position))
                try write(element, &path)
                path.removeLast()
            }
            try endArray()
        case .object(let members):
            try beginObject()
            for member in members.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                path.append(JSONCodingKey.name(member.name))
                try name(member.name)
                try write(member.value, &path)
                path.removeLast()
            }
            try endObject()
        }
    }
}
