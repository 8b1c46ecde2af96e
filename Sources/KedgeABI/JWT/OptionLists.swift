import CKedge

/// The texts of a list; nil for NULL, which is no list.
internal func texts(
    _ values: UnsafePointer<kedge_text>?, _ count: Int, _ name: StaticString, _ countName: StaticString
) throws(Refusal) -> [String]? {
    guard let values = try list(values, count, name, countName) else { return nil }
    if let status = failArrays(ofCounts: values.lazy.map(\.text_len)) { throw Refusal(status) }
    var texts: [String] = []
    for value in values { texts.append(try text(value.text, value.text_len, name) ?? "") }
    return texts
}

internal func list<Element>(
    _ start: UnsafePointer<Element>?, _ count: Int, _ name: StaticString, _ countName: StaticString
) throws(Refusal) -> UnsafeBufferPointer<Element>? {
    guard let start else {
        guard count == 0 else {
            throw Refusal(
                fail(KEDGE_INVALID_ARGUMENT, "{text} is {u0}, and there is no list", count, text: countName))
        }
        return nil
    }
    guard (1...1_024).contains(count) else {
        throw Refusal(
            fail(
                KEDGE_INVALID_ARGUMENT, "{text} is {u0}: a list has 1 to 1,024 entries; NULL and 0 are none", count,
                text: countName))
    }
    return UnsafeBufferPointer(start: start, count: count)
}
