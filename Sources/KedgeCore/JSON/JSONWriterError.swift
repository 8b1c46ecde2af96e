/// Why a `JSONWriter` did not write something.
public enum JSONWriterError: Error, Sendable, Hashable {
    /// A value in an object needs its name first.
    case nameExpected
    /// A name needs its value before anything else.
    case valueExpected
    /// A name, or the end of an object, where no object is open.
    case noOpenObject
    /// The end of an array where none is open.
    case noOpenArray
    /// There is one value already, and a text has one.
    case alreadyComplete
    /// The text has no value yet, or an array or object of it is still open.
    case incomplete
    /// The object has a member of this name already.
    case duplicateName
    /// With `NameOrder.ascending`: the name does not come after the one before.
    case nameOutOfOrder
    /// Not a number by RFC 8259 §6.
    case malformedNumber
    /// Infinity or NaN, which JSON cannot express.
    case notFinite
    /// Not UTF-8, from the byte at `offset` of the string.
    case malformedUTF8(offset: Int)
    /// A NUL, which the options do not accept, at `offset` of the string.
    case nulCharacter(offset: Int)
    /// More arrays and objects inside one another than the options allow.
    case tooDeep
    /// More bytes than the options allow.
    case tooLarge
    /// The system has no memory for the text.
    case outOfMemory
}

extension JSONWriterError: CustomStringConvertible {
    /// A sentence for a person, without any of the text.
    public var description: String {
        switch self {
        case .nameExpected: "JSON: a value in an object needs a name first"
        case .valueExpected: "JSON: the name before this needs a value"
        case .noOpenObject: "JSON: no object is open here"
        case .noOpenArray: "JSON: no array is open here"
        case .alreadyComplete: "JSON: the text has its value already"
        case .incomplete: "JSON: the text has no value yet, or an array or object is still open"
        case .duplicateName: "JSON: this object already has a member of this name"
        case .nameOutOfOrder: "JSON: names must come in ascending order"
        case .malformedNumber: "JSON: not a number as JSON writes them"
        case .notFinite: "JSON: a number must be finite"
        case .malformedUTF8(let offset): "JSON, byte \(offset) of a string: not UTF-8"
        case .nulCharacter(let offset): "JSON, byte \(offset) of a string: NUL is not accepted"
        case .tooDeep: "JSON: nested deeper than the limit"
        case .tooLarge: "JSON: longer than the limit"
        case .outOfMemory: "JSON: no memory for the text"
        }
    }
}
