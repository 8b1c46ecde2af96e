#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs `body` with `count` bytes that are not initialised, from malloc: a failure is an error and not the end of the
/// process, as it would be with an array or a string of that size.
///
/// - Throws: `ContractError.outOfMemory`, or what `body` threw.
internal func withHeapBytes<Result>(
    _ count: Int, _ body: (UnsafeMutableRawBufferPointer) throws(ContractError) -> Result
) throws(ContractError) -> Result {
    guard let start = malloc(max(count, 1)) else { throw .outOfMemory }
    defer { free(start) }
    return try body(UnsafeMutableRawBufferPointer(start: start, count: count))
}
