import COpenSSL

/// Whether both hold the same bytes, in a time that depends on their counts alone.
package func isEqualInConstantTime(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Bool {
    guard first.count == second.count else { return false }
    guard let first = first.baseAddress, let start = second.baseAddress else { return true }
    return CRYPTO_memcmp(first, start, second.count) == 0
}

/// Zeros memory, also where the compiler sees that nobody reads it any more.
package func wipe(_ memory: UnsafeMutableRawBufferPointer) {
    if let start = memory.baseAddress { OPENSSL_cleanse(start, memory.count) }
}
