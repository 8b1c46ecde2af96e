public import KedgeCore

extension JWTClaims {
    /// A claim; nil where the token has none of the name.
    public subscript(_ name: String) -> JSONValue? { json[name] }

    /// A claim that is a string, escapes resolved.
    public func text(_ name: String) -> String? { json[name]?.string }

    /// A claim that is an integer from -2^63 to 2^63 - 1, written without fraction and exponent.
    public func integer(_ name: String) -> Int64? { json[name]?.int64 }

    /// A claim that is a number, as the nearest that a `Double` has.
    public func number(_ name: String) -> Double? { json[name]?.double }

    /// A claim that is true or false.
    public func bool(_ name: String) -> Bool? { json[name]?.bool }

    /// A claim as it stands in the token, whatever it is.
    public func rawJSON(_ name: String) -> String? { json[name]?.jsonText }

    /// A member of the header as it stands in the token, whatever it is.
    public func rawHeader(_ name: String) -> String? { header[name]?.jsonText }

    /// All claims as they stand in the token.
    public var jsonText: String { json.jsonText }
}

extension JSONValue {
    /// The value as it stands in the text, with the quotes of a string.
    fileprivate var jsonText: String {
        let text = source.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        return kind == .string ? "\"\(text)\"" : text
    }
}
