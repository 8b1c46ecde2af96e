/// One value of a checked document, borrowed from its text: reading it copies and allocates nothing.
///
/// A view cannot outlive the call that lent it. `JSONValue` is the same for documents that are kept.
@usableFromInline
package struct JSONView: ~Escapable {
    @usableFromInline internal let text: UnsafeRawPointer
    @usableFromInline internal let tokens: UnsafePointer<JSONToken>
    @usableFromInline internal let index: Int

    @inlinable
    @_lifetime(immortal)
    internal init(text: UnsafeRawPointer, tokens: UnsafePointer<JSONToken>, index: Int) {
        self.text = text
        self.tokens = tokens
        self.index = index
    }

    @inlinable
    internal var token: JSONToken {
        @inline(__always) get { tokens[index] }
    }

    @inlinable @inline(__always)
    @_lifetime(copy self)
    internal func view(at index: Int) -> JSONView {
        _overrideLifetime(JSONView(text: text, tokens: tokens, index: index), copying: self)
    }
}

extension JSONView {
    /// What kind of value this is.
    @inlinable package var kind: JSONKind {
        switch token.kind {
        case .null: .null
        case .false, .true: .bool
        case .integer, .decimal: .number
        case .string, .escapedString: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether this is `null`.
    @inlinable package var isNull: Bool { token.kind == .null }

    /// `true` or `false`; `nil` for any other kind of value.
    @inlinable package var bool: Bool? {
        switch token.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The value as it stands in the text: with its brackets for an array or object, without quotes and with its escapes
    /// for a string.
    @inlinable package var source: RawSpan {
        @_lifetime(copy self)
        get {
            let token = token
            return _overrideLifetime(
                RawSpan(_unsafeStart: text + Int(token.start), byteCount: Int(token.length)), copying: self)
        }
    }

    /// Where `source` begins, in bytes from the start of the text.
    @inlinable package var sourceOffset: Int { Int(token.start) }

    /// How many elements an array or members an object has; 0 for any other value.
    ///
    /// - Complexity: O(1) below 2^24 of them.
    package var count: Int {
        switch token.kind {
        case .array:
            guard token.detail == JSONToken.maximumDetail else { return Int(token.detail) }
            return countBeyondDetail { tokens, index in
                let next = JSONView.following(index, in: tokens)
                return next == Int(tokens[self.index].link) ? 0 : next
            }
        case .object:
            guard token.detail == JSONToken.maximumDetail else { return Int(token.detail) }
            return countBeyondDetail { tokens, index in Int(tokens[index].link) }
        default:
            return 0
        }
    }

    private func countBeyondDetail(_ next: (UnsafePointer<JSONToken>, Int) -> Int) -> Int {
        var count = 0
        var child = index &+ 1
        while child != 0 {
            count &+= 1
            child = next(tokens, child)
        }
        return count
    }

    /// The token behind the value at `index` and all that is in it.
    @inlinable @inline(__always)
    internal static func following(_ index: Int, in tokens: UnsafePointer<JSONToken>) -> Int {
        switch tokens[index].kind {
        case .array, .object: Int(tokens[index].link)
        default: index &+ 1
        }
    }
}
