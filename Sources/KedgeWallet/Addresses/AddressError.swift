/// Why text was refused as an address.
public enum AddressError: Error, Equatable, Sendable {
    /// The text is not `0x` and 40 hex digits.
    case invalidText
    /// The letters' case is not as the checksum wants it: a digit was mistyped, or the address is of another chain.
    case checksum
}
