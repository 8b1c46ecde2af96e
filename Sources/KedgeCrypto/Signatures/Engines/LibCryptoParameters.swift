import COpenSSL
import KedgeCore

/// The numbers of a key in the form that libcrypto takes them in, in secret memory that goes with this.
internal struct LibCryptoParameters: ~Copyable {
    // Where each number lies in the memory, which does not move.
    private var entries: [OSSL_PARAM] = []
    private var memory: SecretBytes
    private var used = 0

    /// - Parameter byteCount: Room for all numbers together.
    internal init(byteCount: Int) throws(SignatureKeyError) {
        memory = try .forKey(count: byteCount)
    }

    /// Adds a name, which has to stay where it is.
    internal mutating func add(_ key: UnsafePointer<CChar>, text: StaticString) {
        let start = UnsafeMutablePointer(mutating: UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self))
        entries.append(OSSL_PARAM_construct_utf8_string(key, start, text.utf8CodeUnitCount))
    }

    /// Adds bytes.
    internal mutating func add(_ key: UnsafePointer<CChar>, bytes: UnsafeRawBufferPointer) {
        guard let room = copy(bytes, isReversed: false) else { return }
        entries.append(OSSL_PARAM_construct_octet_string(key, room.baseAddress, room.count))
    }

    /// Adds a number, big-endian.
    internal mutating func add(_ key: UnsafePointer<CChar>, number: UnsafeRawBufferPointer) {
        // The machine's own order, which is little-endian wherever Kedge runs.
        guard let room = copy(number, isReversed: true) else { return }
        entries.append(
            OSSL_PARAM_construct_BN(key, room.assumingMemoryBound(to: UInt8.self).baseAddress, room.count))
    }

    internal mutating func add(_ key: UnsafePointer<CChar>, number: [UInt8]) {
        number.withUnsafeBytes { add(key, number: $0) }
    }

    internal mutating func add(_ key: UnsafePointer<CChar>, number: borrowing SecretBytes) {
        number.withUnsafeBytes { add(key, number: $0) }
    }

    /// Makes a key of it all, which the caller frees.
    ///
    /// - Throws: `.unavailable`
    internal consuming func makeKey(
        _ type: StaticString, selection: Int32
    ) throws(SignatureKeyError) -> OpaquePointer {
        entries.append(OSSL_PARAM_construct_end())
        // The entries point into the memory.
        let key = memory.withUnsafeBytes { _ in
            entries.withUnsafeMutableBufferPointer { entries in Self.makeKey(type, selection, entries.baseAddress) }
        }
        guard let key else { throw .unavailable }
        return key
    }

    private static func makeKey(
        _ type: StaticString, _ selection: Int32, _ entries: UnsafeMutablePointer<OSSL_PARAM>?
    ) -> OpaquePointer? {
        LibCrypto.whileForksWait {
            let name = UnsafeRawPointer(type.utf8Start).assumingMemoryBound(to: CChar.self)
            guard let context = EVP_PKEY_CTX_new_from_name(nil, name, nil) else { return nil }
            defer { EVP_PKEY_CTX_free(context) }
            var key: OpaquePointer?
            let isMade =
                EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, &key, selection, entries) == 1
            if isMade { return key }
            EVP_PKEY_free(key)
            return nil
        }
    }

    private mutating func copy(
        _ bytes: UnsafeRawBufferPointer, isReversed: Bool
    ) -> UnsafeMutableRawBufferPointer? {
        let start = used
        guard bytes.count <= memory.count &- start else { return nil }
        used &+= bytes.count
        return memory.withUnsafeMutableBytes { memory in
            let room = UnsafeMutableRawBufferPointer(rebasing: memory[start..<(start &+ bytes.count)])
            for index in 0..<bytes.count { room[index] = bytes[isReversed ? bytes.count &- 1 &- index : index] }
            return room
        }
    }
}
