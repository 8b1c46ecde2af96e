import KedgeCore

/// Parts of a token, from text to bytes.
internal enum TokenText {
    /// Reads a part as base64url.
    ///
    /// - Parameter output: Room for the bytes.
    /// - Returns: The bytes, in `output`.
    @inline(__always)
    internal static func decode(
        _ part: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer, _ name: JWTPart
    ) throws(JWTError) -> UnsafeRawBufferPointer {
        var bytes = output.mutableBytes
        let count: Int
        do throws(Base64Error) {
            count = try Base64URL.decode(part.bytes, into: &bytes)
        } catch {
            throw .malformed(name, .base64)
        }
        return UnsafeRawBufferPointer(start: output.baseAddress, count: count)
    }

    /// What is wrong with the JSON of a part.
    internal static func error(_ error: JSONError, _ name: JWTPart) -> JWTError {
        switch error.reason {
        case .outOfMemory: .outOfMemory
        case .tooDeep, .tooLarge: .tooLarge(name)
        default: .malformed(name, .json)
        }
    }
}
