/// What is wrong with a text that should be of a certain format.
public enum JSONFormatError: Error, Equatable, Sendable {
    /// It is no JSON, or repeats a name.
    case notJSON
    /// It is no object, or not of the format's version.
    case unknownFormat
    /// An object has a member that the format does not know.
    case unknownMember
    /// Something is missing, of another type or out of its range.
    ///
    /// - Parameter member: The name of the member.
    case invalidMember(String)
    /// There is no memory for it.
    case outOfMemory
}

extension JSONDocument {
    /// A text of a format.
    package init(formatted text: RawSpan, options: JSONOptions) throws(JSONFormatError) {
        do throws(JSONError) {
            try self.init(text, options: options)
        } catch {
            throw error.reason == .outOfMemory ? .outOfMemory : .notJSON
        }
    }
}
