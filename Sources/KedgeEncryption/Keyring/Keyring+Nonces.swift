import KedgeCore
import KedgeCrypto
import Synchronization

/// AES-256-GCM keys: nonces of 96 bits, so few that they are counted.
///
/// A count in memory survives neither a crash nor a second process. So the ring's file is asked, under its lock and durably,
/// for a block of nonces before the first of them is used; what a process does not use of a block is lost.
extension Keyring {
    /// Seals with a key whose nonces are counted.
    ///
    /// - Parameter out: the whole message, whose prefix is not written here.
    @inline(__always)
    internal borrowing func sealCounted(
        _ plaintext: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        _ key: UnsafeMutablePointer<RingKeyWork>, _ cipher: UnsafeMutablePointer<AESGCMKey>,
        into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        let rest = out.part(MessagePrefix.byteCount, out.count &- MessagePrefix.byteCount)
        while true {
            let reservations = key.pointee.reservations.load(ordering: .acquiring)
            do throws(AESGCMError) {
                return try cipher.pointee.seal(plaintext, key.pointee.prefix.bytes, associatedData, into: rest)
            } catch {
                guard error == .keyExhausted else { throw Self.failedSeal(error, out) }
            }
            try reserveNonces(key, cipher, after: reservations)
        }
    }

    /// Reserves a block, unless another thread did so since the key had made `reservations`.
    @inline(never)
    private borrowing func reserveNonces(
        _ key: UnsafeMutablePointer<RingKeyWork>, _ cipher: UnsafeMutablePointer<AESGCMKey>, after reservations: Int
    ) throws(EncryptionError) {
        let id = key.pointee.id
        let (block, limit) = (options.nonceBlock, options.nonceLimit)
        var added: UInt64 = 0
        try change { contents throws(EncryptionError) in
            guard key.pointee.reservations.load(ordering: .acquiring) == reservations else { return false }
            let index = try contents.indexOfLiving(id)
            let record = contents.records[index]
            guard record.state == .enabled else { throw .keyDisabled(id) }
            guard !record.isOpenOnly else { throw .keyNeedsFile(id) }
            guard record.reservedCount < limit else { throw .keyExhausted(id) }
            added = min(block, limit - record.reservedCount)
            contents.records[index].reservedCount += added
            return true
        } then: {
            guard added > 0 else { return }
            cipher.pointee.addNonces(added)
            key.pointee.reservations.wrappingAdd(1, ordering: .releasing)
        }
    }
}
