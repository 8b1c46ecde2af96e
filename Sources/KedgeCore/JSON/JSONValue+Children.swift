extension JSONValue {
    /// How many elements an array or members an object has; 0 for any other value.
    public var count: Int { view.count }

    /// The value of the member `name`; `nil` if there is none or this is no object.
    ///
    /// - Complexity: O(members); go through `members` to see them all.
    public subscript(_ name: String) -> JSONValue? {
        let found = name.utf8Span.span.bytes.withUnsafeBytes { view.indexOfMember($0) }
        return found == 0 ? nil : JSONValue(storage: storage, index: found)
    }

    /// The element at `position`, counted from 0; `nil` if there are fewer or this is no array.
    ///
    /// - Complexity: O(position); go through `elements` to see them all.
    public subscript(_ position: Int) -> JSONValue? {
        guard let found = view.element(position)?.index else { return nil }
        return JSONValue(storage: storage, index: found)
    }

    /// The members of an object in the order of the text; none for any other value.
    public var members: Members {
        Members(storage: storage, next: view.firstMember?.name.index ?? 0)
    }

    /// The elements of an array in the order of the text; none for any other value.
    public var elements: Elements {
        guard let first = view.firstElement else { return Elements(storage: storage, next: 0, end: 0) }
        return Elements(storage: storage, next: first.value.index, end: first.end)
    }

    /// The members of an object, one after another.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let storage: JSONStorage
        private var nextIndex: Int

        fileprivate init(storage: JSONStorage, next: Int) {
            self.storage = storage
            self.nextIndex = next
        }

        /// The next member; `nil` after the last.
        public mutating func next() -> (name: String, value: JSONValue)? {
            guard nextIndex != 0 else { return nil }
            let name = JSONValue(storage: storage, index: nextIndex)
            nextIndex = Int(storage.tokens[nextIndex].link)
            return (name.string ?? "", JSONValue(storage: storage, index: name.index &+ 1))
        }
    }

    /// The elements of an array, one after another.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let storage: JSONStorage
        private var nextIndex: Int
        private let end: Int

        fileprivate init(storage: JSONStorage, next: Int, end: Int) {
            self.storage = storage
            self.nextIndex = next
            self.end = end
        }

        /// The next element; `nil` after the last.
        public mutating func next() -> JSONValue? {
            guard nextIndex != end else { return nil }
            let element = JSONValue(storage: storage, index: nextIndex)
            nextIndex = JSONView.following(nextIndex, in: storage.tokens)
            return element
        }
    }
}
