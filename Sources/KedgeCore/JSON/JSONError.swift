/// Why a text is not acceptable JSON, and where.
public struct JSONError: Error, Sendable, Hashable {
    /// The rule that was broken.
    public enum Reason: Sendable, Hashable, CaseIterable {
        /// The text ends inside a value, or is empty.
        case unexpectedEnd
        /// A value should begin here.
        case valueExpected
        /// A name in double quotes should begin here.
        case nameExpected
        /// A colon should stand between a name and its value.
        case colonExpected
        /// A comma, or the end of the array or object, should stand here.
        case commaOrEndExpected
        /// Not a number by RFC 8259 §6: a leading zero or plus, or no digit where one must be.
        case malformedNumber
        /// A backslash followed by something that RFC 8259 §7 does not list.
        case malformedEscape
        /// `\uD800` to `\uDFFF` without its other half.
        case loneSurrogate
        /// A byte below 0x20 inside a string.
        case controlCharacter
        /// A NUL inside a string, raw or as `\u0000`.
        case nulCharacter
        /// Bytes that are not UTF-8: overlong, a surrogate, above U+10FFFF, or cut off.
        case malformedUTF8
        /// A name that its object already has, after escapes are resolved.
        case duplicateName
        /// More arrays and objects inside one another than the options allow.
        case tooDeep
        /// More bytes than the options allow.
        case tooLarge
        /// The text begins with a byte order mark.
        case byteOrderMark
        /// Something other than white space follows the value.
        case trailingBytes
        /// The system has no memory for the document.
        case outOfMemory
    }

    /// The rule that was broken.
    public let reason: Reason

    /// Where, in bytes from the start of the text.
    public let offset: Int

    /// An error with its place.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    /// A sentence for a person, without any of the text.
    public var description: String {
        "JSON, byte \(offset): \(reason.explanation)"
    }
}

extension JSONError.Reason {
    /// The rule in words, without any of the text.
    public var explanation: String {
        switch self {
        case .unexpectedEnd: "the text ends inside a value"
        case .valueExpected: "a value must begin here"
        case .nameExpected: "a name in double quotes must begin here"
        case .colonExpected: "a colon must follow the name"
        case .commaOrEndExpected: "a comma or the end of the array or object must stand here"
        case .malformedNumber: "not a number as JSON writes them"
        case .malformedEscape: "not an escape sequence of JSON"
        case .loneSurrogate: "a surrogate needs its other half"
        case .controlCharacter: "a control character in a string must be escaped"
        case .nulCharacter: "a string may not contain NUL"
        case .malformedUTF8: "not UTF-8"
        case .duplicateName: "this object already has a member of this name"
        case .tooDeep: "nested deeper than the limit"
        case .tooLarge: "longer than the limit"
        case .byteOrderMark: "a byte order mark is not allowed"
        case .trailingBytes: "nothing may follow the value"
        case .outOfMemory: "no memory for the document"
        }
    }
}
