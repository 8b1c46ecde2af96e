extension JSONView {
    /// A member of an object: where an iteration over members stands.
    @usableFromInline
    package struct Member: ~Escapable {
        /// The name, a string.
        @usableFromInline package let name: JSONView

        @inlinable
        @_lifetime(copy name)
        internal init(name: JSONView) {
            self.name = name
        }

        /// The value.
        @inlinable package var value: JSONView {
            @_lifetime(copy self)
            get { name.view(at: name.index &+ 1) }
        }

        /// The member after this one, in the order of the text; `nil` after the last.
        @inlinable package var next: Member? {
            @_lifetime(copy self)
            get {
                let link = Int(name.token.link)
                return link == 0 ? nil : Member(name: name.view(at: link))
            }
        }
    }

    /// An element of an array: where an iteration over elements stands.
    @usableFromInline
    package struct Element: ~Escapable {
        /// The value.
        @usableFromInline package let value: JSONView

        @usableFromInline internal let end: Int

        @inlinable
        @_lifetime(copy value)
        internal init(value: JSONView, end: Int) {
            self.value = value
            self.end = end
        }

        /// The element after this one; `nil` after the last.
        @inlinable package var next: Element? {
            @_lifetime(copy self)
            get {
                let following = JSONView.following(value.index, in: value.tokens)
                return following == end ? nil : Element(value: value.view(at: following), end: end)
            }
        }
    }

    /// The first member of an object; `nil` if it is empty or this is no object.
    @inlinable package var firstMember: Member? {
        @_lifetime(copy self)
        get {
            token.kind == .object && token.detail != 0 ? Member(name: view(at: index &+ 1)) : nil
        }
    }

    /// The first element of an array; `nil` if it is empty or this is no array.
    @inlinable package var firstElement: Element? {
        @_lifetime(copy self)
        get {
            token.kind == .array && token.detail != 0
                ? Element(value: view(at: index &+ 1), end: Int(token.link)) : nil
        }
    }

    /// The value of the member `name`; `nil` if there is none or this is no object.
    ///
    /// - Complexity: O(members), a few nanoseconds for each eight.
    @_lifetime(copy self)
    package func member(_ name: StaticString) -> JSONView? {
        guard name.hasPointerRepresentation else { return nil }
        return member(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// The value of the member `name`, which is UTF-8 without escapes; `nil` if there is none or this is no object.
    ///
    /// - Complexity: O(members), a few nanoseconds for each eight.
    @_lifetime(copy self)
    package func member(_ name: RawSpan) -> JSONView? {
        let found = name.withUnsafeBytes { indexOfMember($0) }
        return found == 0 ? nil : view(at: found)
    }

    @_lifetime(copy self)
    private func member(_ name: UnsafeRawBufferPointer) -> JSONView? {
        let found = indexOfMember(name)
        return found == 0 ? nil : view(at: found)
    }

    /// The token of the value of member `name`, 0 if there is none.
    internal func indexOfMember(_ name: UnsafeRawBufferPointer) -> Int {
        guard token.kind == .object, token.detail != 0 else { return 0 }
        let bytes = name.baseAddress ?? text
        let fingerprint = JSONNames.fingerprint(bytes, count: name.count, readable: name.count)
        var child = index &+ 1
        while child != 0 {
            if tokens[child].detail == fingerprint, JSONNames.isEqual(tokens[child], in: text, to: name) {
                return child &+ 1
            }
            child = Int(tokens[child].link)
        }
        return 0
    }

    /// The element at `position`, counted from 0; `nil` if there are fewer or this is no array.
    ///
    /// - Complexity: O(position); go through `firstElement` and `next` to see them all.
    @_lifetime(copy self)
    package func element(_ position: Int) -> JSONView? {
        guard token.kind == .array, token.detail != 0, position >= 0 else { return nil }
        let end = Int(token.link)
        var child = index &+ 1
        for _ in 0..<position {
            child = JSONView.following(child, in: tokens)
            if child == end { return nil }
        }
        return view(at: child)
    }
}
