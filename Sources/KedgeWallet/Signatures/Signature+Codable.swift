import KedgeCore

extension Signature: Codable {
    /// Reads `0x` and 130 hex digits: r, s and v, as `init(_:)` takes them.
    ///
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let bytes = try? Hex.decode(text, prefix: .required), let signature = try? Signature(bytes.span.bytes)
        else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no signature: 0x and 130 hex digits, s at most half the order")
        }
        self = signature
    }

    /// Writes `0x` and 130 hex digits, of which the last two are 1b or 1c.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("0x" + Hex.encode(bytes))
    }
}
