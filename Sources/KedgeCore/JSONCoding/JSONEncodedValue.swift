/// A value that an `Encodable` is still writing: containers may be filled in any order, a text cannot.
internal final class JSONEncodedValue {
    internal enum Content {
        case nothing
        case null
        case bool(Bool)
        case string(String)
        /// As JSON writes it.
        case number(String)
        case array([JSONEncodedValue])
        case object([(name: String, value: JSONEncodedValue)])
    }

    internal var content: Content = .nothing

    internal init() {}

    internal init(_ content: Content) {
        self.content = content
    }

    /// Makes this an object, unless it is one; `false` if it is something else.
    internal func becomeObject() -> Bool {
        switch content {
        case .object: return true
        case .nothing: content = .object([])
        default: return false
        }
        return true
    }

    /// Makes this an array, unless it is one; `false` if it is something else.
    internal func becomeArray() -> Bool {
        switch content {
        case .array: return true
        case .nothing: content = .array([])
        default: return false
        }
        return true
    }

    internal func append(_ element: JSONEncodedValue) {
        guard case .array(var elements) = content else { return }
        // Taken out meanwhile, or each element would cost a copy of the array.
        content = .nothing
        elements.append(element)
        content = .array(elements)
    }

    internal func append(_ member: JSONEncodedValue, named name: String) {
        guard case .object(var members) = content else { return }
        content = .nothing
        members.append((name, member))
        content = .object(members)
    }

    internal var elementCount: Int {
        if case .array(let elements) = content { elements.count } else { 0 }
    }
}

extension JSONEncodedValue.Content {
    internal init<T: FixedWidthInteger>(_ value: T) {
        self = .number(String(value))
    }

    /// `nil` for infinity and NaN, which JSON cannot express.
    internal init?<T: BinaryFloatingPoint & CustomStringConvertible>(_ value: T) {
        guard value.isFinite else { return nil }
        self = .number(value.description)
    }
}
