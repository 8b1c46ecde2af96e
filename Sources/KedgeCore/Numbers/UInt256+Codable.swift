extension UInt256: Codable {
    /// Reads text: digits, or hex digits behind `0x`.
    ///
    /// - Throws: `DecodingError`, for a JSON number too: most writers round one to 53 bits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = UInt256(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no number below 2^256: digits, or hex digits behind 0x")
        }
        self = number
    }

    /// Writes ``quantity``, as JSON-RPC does.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(quantity)
    }
}
