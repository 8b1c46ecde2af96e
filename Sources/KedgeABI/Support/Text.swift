import CKedge

/// Input text as C gives it, or nil: NULL is allowed only with length 0, and no length is over `PTRDIFF_MAX`.
@inline(__always)
internal func bytes(_ text: UnsafePointer<CChar>?, _ count: Int) -> UnsafeRawBufferPointer? {
    bytes(text.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }, count)
}

/// Writes text and a NUL into a caller's buffer, and the length without the NUL to `length`.
///
/// A buffer that is too small is a question for the size, which counts the NUL.
internal func write(
    _ text: UnsafeRawBufferPointer, to out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?
) -> kedge_status {
    switch Output(out, capacity, length, needed: text.count &+ 1) {
    case .refused(let status): return status
    case .ready(let room, let length):
        room.copyMemory(from: text)
        room[text.count] = 0
        length.pointee = text.count
        return KEDGE_OK
    }
}

/// Writes text and a NUL into a caller's buffer, as above.
internal func write(
    _ text: String, to out: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?
) -> kedge_status {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: out, capacity, length) }
}

/// Writes bytes into a caller's buffer, and their number to `length`.
internal func write(
    _ result: UnsafeRawBufferPointer, to out: UnsafeMutablePointer<UInt8>?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?
) -> kedge_status {
    switch Output(out, capacity, length, needed: result.count) {
    case .refused(let status): return status
    case .ready(let room, let length):
        room.copyMemory(from: result)
        length.pointee = result.count
        return KEDGE_OK
    }
}

/// Writes bytes into a caller's buffer, as above.
internal func write(
    _ result: [UInt8], to out: UnsafeMutablePointer<UInt8>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?
) -> kedge_status {
    result.withUnsafeBytes { write($0, to: out, capacity, length) }
}

/// Fixed text as C reads it.
internal func cString(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
