#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes from malloc, not initialised: a failure is an error and not the end of the process, as it would be with an array
/// of that size.
internal struct JWSMemory: ~Copyable, @unchecked Sendable {
    // Unchecked: whoever shares it has finished writing.
    internal let bytes: UnsafeMutableRawBufferPointer

    /// - Parameter count: 0 or more.
    internal init(count: Int) throws(JWSError) {
        guard let start = malloc(max(count, 1)) else { throw .outOfMemory }
        bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    deinit {
        free(bytes.baseAddress)
    }
}
