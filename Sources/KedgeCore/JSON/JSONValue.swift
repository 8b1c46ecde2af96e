/// One value of a `JSONDocument`. It keeps the whole document alive.
///
/// Reading a value as something that it is not gives `nil`, never a conversion: the string `"1"` is no number.
public struct JSONValue: Sendable {
    internal let storage: JSONStorage
    internal let index: Int

    internal init(storage: JSONStorage, index: Int) {
        self.storage = storage
        self.index = index
    }

    /// The same value, borrowed.
    package var view: JSONView {
        @_lifetime(borrow self)
        get {
            _overrideLifetime(
                JSONView(text: storage.text, tokens: storage.tokens, index: index), borrowing: self)
        }
    }
}

extension JSONValue {
    /// What kind of value this is.
    public var kind: JSONKind { view.kind }

    /// Whether this is `null`.
    public var isNull: Bool { view.isNull }

    /// `true` or `false`; `nil` for any other kind of value.
    public var bool: Bool? { view.bool }

    /// The text of a string, escapes resolved; `nil` for any other kind of value.
    public var string: String? { view.string }

    /// The value as it stands in the text: with its brackets for an array or object, without quotes and with its escapes
    /// for a string.
    public var source: RawSpan {
        @_lifetime(borrow self)
        get { view.source }
    }
}

extension JSONValue {
    /// The number exactly as it was written, however many digits it has; `nil` for any other kind of value.
    public var numberText: String? { view.numberText }

    /// Whether this is a number written without fraction and exponent.
    public var isInteger: Bool { view.isInteger }

    /// An integer from -2^63 to 2^63 - 1; `nil` if this is none, or is written with a fraction or an exponent.
    public var int64: Int64? { view.int64 }

    /// An integer from 0 to 2^64 - 1; `nil` if this is none, or is written with a fraction or an exponent.
    public var uint64: UInt64? { view.uint64 }

    /// The binary number nearest to what was written.
    ///
    /// `nil` if this is no number, or its magnitude is too large for a `Double`, or it is not zero and would become zero.
    /// Digits beyond a `Double` are rounded away; use `numberText` where they count.
    public var double: Double? { view.double }
}
