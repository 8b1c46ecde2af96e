/// One value or name of a document: 16 bytes on the tape.
///
/// Tokens stand in the order of the text. A name is followed by its value; an array or object by what is in it.
@usableFromInline
package struct JSONToken: BitwiseCopyable, Sendable {
    /// What a token stands for.
    @usableFromInline
    package enum Kind: UInt8, Sendable {
        case null = 0
        case `false` = 1
        case `true` = 2
        /// A number without fraction and exponent.
        case integer = 3
        /// A number with one of them.
        case decimal = 4
        /// A string whose bytes are its text.
        case string = 5
        /// A string that has at least one escape sequence.
        case escapedString = 6
        case array = 7
        case object = 8
    }

    /// Where it begins in the text, in bytes: behind the quote for a string, at the bracket for an array or object.
    @usableFromInline internal var start: UInt32

    /// Its bytes in the text, without quotes. While an object is still open: the index of its latest name.
    @usableFromInline internal var length: UInt32

    /// The kind in the low 8 bits, `detail` above.
    @usableFromInline internal var meta: UInt32

    /// For a name: the next name of its object, or 0. For an array or object: the index behind its last token, and while
    /// it is still open, the array or object around it.
    @usableFromInline internal var link: UInt32

    @inlinable @inline(__always)
    internal init(_ kind: Kind, start: Int, length: Int, detail: UInt32 = 0, link: UInt32 = 0) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.length = UInt32(truncatingIfNeeded: length)
        self.meta = UInt32(kind.rawValue) | (detail &<< 8)
        self.link = link
    }

    @inlinable
    internal var kind: Kind {
        // Spelled out: `Kind(rawValue:)` is a call, and what compares the result cannot be folded with it.
        @inline(__always) get {
            switch UInt8(truncatingIfNeeded: meta) {
            case 1: .false
            case 2: .true
            case 3: .integer
            case 4: .decimal
            case 5: .string
            case 6: .escapedString
            case 7: .array
            case 8: .object
            default: .null
            }
        }
    }

    /// A fingerprint for a name, the number of elements or members for an array or object (`maximumDetail` for that many
    /// or more).
    @inlinable
    internal var detail: UInt32 {
        @inline(__always) get { meta &>> 8 }
        @inline(__always) set { meta = (meta & 0xFF) | (newValue &<< 8) }
    }

    /// The largest `detail`.
    @usableFromInline internal static let maximumDetail: UInt32 = 0xFF_FFFF
}
