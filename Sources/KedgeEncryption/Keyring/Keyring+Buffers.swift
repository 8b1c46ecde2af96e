import KedgeCore
import KedgeCrypto

/// Sealing and opening in the caller's own memory: no allocation, no copy, no lock.
extension Keyring {
    /// Where a result goes: gets its size, and answers with exactly that much memory, or nil if there is not enough.
    package typealias Place = (Int) -> UnsafeMutableRawBufferPointer?

    /// Bytes of a message that takes longer than other threads should be kept from tidying up.
    private static var longMessage: Int { 1 << 20 }

    /// Seals a message with the primary key.
    ///
    /// - Parameters:
    ///   - plaintext: may lie where its ciphertext goes, 16 bytes before the end of the result; otherwise apart from it.
    ///   - associatedData: apart from the result.
    /// - Returns: false if there was no place; nothing was spent then.
    /// - Throws: `EncryptionError.noPrimaryKey`, `.tooLong`, `.keyNeedsFile`, `.keyExhausted`, `.forked`, `.randomness`,
    ///   `.unavailable`, and what a change of the ring's file may throw. The place holds zeros then, or what it held before.
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer, into place: Place
    ) throws(EncryptionError) -> Bool {
        try withTable(for: plaintext.count) { table throws(EncryptionError) in
            let slot = try table.primarySlot()
            let key = try sealingKey(slot)
            guard plaintext.count <= MessagePrefix.maximumPlaintextByteCount else { throw .tooLong(plaintext.count) }
            guard let out = place(plaintext.count &+ MessagePrefix.overhead(key.pointee.algorithm)) else {
                return false
            }
            try seal(plaintext, associatedData, key, into: out)
            return true
        }
    }

    /// Opens a sealed message.
    ///
    /// - Parameters:
    ///   - sealed: may hold the result in place of its ciphertext; otherwise apart from it.
    ///   - associatedData: apart from the result.
    /// - Returns: false if there was no place.
    /// - Throws: `EncryptionError.tooShort`, `.tooLong`, `.malformedHeader`, `.unknownVersion`, `.unknownKey`,
    ///   `.keyDisabled`, `.keyDestroyed`; `.authenticationFailed`: the place holds zeros then; `.unavailable`.
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer, into place: Place
    ) throws(EncryptionError) -> Bool {
        let claim = try MessageClaim(sealed)
        return try withTable(for: sealed.count) { table throws(EncryptionError) in
            let key = try Self.key(for: claim, in: table)
            guard let out = place(claim.plaintextByteCount) else { return false }
            try Self.open(sealed, associatedData, key, into: out)
            return true
        }
    }

    /// Moves a sealed message to the primary key.
    ///
    /// - Parameters:
    ///   - sealed: apart from the result, as is `associatedData`.
    /// - Returns: false if there was no place.
    /// - Throws: as `open` and `seal`; the place holds zeros then, or what it held before.
    package borrowing func reseal(
        _ sealed: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer, into place: Place
    ) throws(EncryptionError) -> Bool {
        let claim = try MessageClaim(sealed)
        return try withTable(for: sealed.count) { table throws(EncryptionError) in
            let oldKey = try Self.key(for: claim, in: table)
            let newKey = try sealingKey(try table.primarySlot())
            let algorithm = newKey.pointee.algorithm
            let count = claim.plaintextByteCount
            guard let out = place(count &+ MessagePrefix.overhead(algorithm)) else { return false }
            // Where the new ciphertext goes, which replaces it at once.
            let text = out.part(MessagePrefix.textOffset(algorithm), count)
            do throws(EncryptionError) {
                try Self.open(sealed, associatedData, oldKey, into: text)
                try seal(UnsafeRawBufferPointer(text), associatedData, newKey, into: out)
            } catch {
                wipe(out)
                throw error
            }
            return true
        }
    }

    /// Lends the keys for as long as a message of `byteCount` bytes takes.
    @inline(__always)
    private borrowing func withTable(
        for byteCount: Int, _ body: (borrowing KeyTable) throws(EncryptionError) -> Bool
    ) throws(EncryptionError) -> Bool {
        if byteCount < Self.longMessage { return try table.read(body) }
        // A table of the call's own: while somebody reads a published one, everybody looks after what was replaced.
        let table = KeyTable(snapshot())
        return try body(table)
    }

    @inline(__always)
    private static func key(
        for claim: MessageClaim, in table: borrowing KeyTable
    ) throws(EncryptionError) -> UnsafeMutablePointer<RingKeyWork> {
        let key = try table.key(claim.keyID)
        guard key.pointee.algorithm == claim.algorithm else { throw .malformedHeader }
        return key
    }

    @inline(__always)
    private borrowing func sealingKey(
        _ slot: KeyTable.Slot
    ) throws(EncryptionError) -> UnsafeMutablePointer<RingKeyWork> {
        let key = try slot.usableKey()
        if key.pointee.algorithm == .aes256GCM {
            guard let file, !slot.isOpenOnly else { throw .keyNeedsFile(slot.id) }
            try file.checkProcess()
        }
        return key
    }

    @inline(__always)
    private borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        _ key: UnsafeMutablePointer<RingKeyWork>, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        let prefix = key.pointee.prefix.bytes
        switch key.pointee.cipher.kind {
        case .xaes(let cipher):
            let rest = out.part(MessagePrefix.byteCount, out.count &- MessagePrefix.byteCount)
            do throws(AESGCMError) {
                try cipher.pointee.seal(plaintext, prefix, associatedData, into: rest)
            } catch {
                throw Self.failedSeal(error, out)
            }
        case .aes(let cipher):
            try sealCounted(plaintext, associatedData, key, cipher, into: out)
        }
        // Last, so that a failure leaves no half of a message behind.
        out.copyMemory(from: prefix)
        key.pointee.sealed.increment()
    }

    /// What a seal that the cipher did not finish throws, once nothing is left of it.
    @inline(never)
    internal static func failedSeal(_ error: AESGCMError, _ out: UnsafeMutableRawBufferPointer) -> EncryptionError {
        // Without randomness nothing was begun.
        if case .randomness = error {} else { wipe(out) }
        return EncryptionError(error)
    }

    @inline(__always)
    private static func open(
        _ sealed: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        _ key: UnsafeMutablePointer<RingKeyWork>, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        let prefix = key.pointee.prefix.bytes
        guard key.pointee.prefix.begins(sealed) else {
            wipe(out)
            throw .authenticationFailed
        }
        let rest = sealed.part(from: MessagePrefix.byteCount)
        do throws(AESGCMError) {
            switch key.pointee.cipher.kind {
            case .xaes(let cipher): try cipher.pointee.open(rest, prefix, associatedData, into: out)
            case .aes(let cipher): try cipher.pointee.open(rest, prefix, associatedData, into: out)
            }
        } catch {
            throw EncryptionError(error)
        }
    }
}
