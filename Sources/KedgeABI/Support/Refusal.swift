import CKedge

/// Arguments that no call takes, or what a call came to, with the status that says so; the last error is noted already.
internal struct Refusal: Error {
    internal let status: kedge_status

    internal init(_ status: kedge_status) {
        self.status = status
    }
}

/// What a call answers whose steps may refuse.
internal func answer(_ body: () throws(Refusal) -> kedge_status) -> kedge_status {
    do throws(Refusal) {
        return try body()
    } catch {
        return error.status
    }
}

/// Text of an argument or an option, copied; nil for NULL.
internal func text(_ pointer: UnsafePointer<CChar>?, _ count: Int, _ name: StaticString) throws(Refusal) -> String? {
    guard let bytes = bytes(pointer, count) else { throw Refusal(failInput(name, count)) }
    guard pointer != nil else { return nil }
    if let status = failArrays(of: count) { throw Refusal(status) }
    guard let text = String(validating: bytes.bindMemory(to: UInt8.self), as: UTF8.self) else {
        throw Refusal(fail(KEDGE_INVALID_UTF8, "{text} is not UTF-8", text: name))
    }
    return text
}

/// A flag that is 0 or 1.
internal func flag(_ value: Int32, _ name: StaticString) throws(Refusal) -> Bool {
    guard let value = Bool(flag: value) else { throw Refusal(failFlag(name, value)) }
    return value
}

/// A field that has no meaning yet.
internal func checkReserved(_ value: some BinaryInteger) throws(Refusal) {
    guard value == 0 else { throw Refusal(fail(KEDGE_INVALID_ARGUMENT, "reserved has to be 0")) }
}

extension Bool {
    /// A flag that is 0 or 1; nil for any other number, which `failFlag` refuses.
    @inline(__always)
    internal init?(flag: Int32) {
        guard flag == 0 || flag == 1 else { return nil }
        self = flag == 1
    }
}
