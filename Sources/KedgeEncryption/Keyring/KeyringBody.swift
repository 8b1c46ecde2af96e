import KedgeCore
import KedgeCrypto

/// The keys of a ring as bytes, which lie in secret memory only.
///
/// - Source: docs/formats.md, "Keyring"
internal enum KeyringBody {
    private static let frameByteCount = 16
    private static let recordByteCount = 72
    private static let keyOffset = 40
    /// Nonces of 96 bits that one key makes at most.
    private static let nonceLimit: UInt64 = 1 << 32

    internal static func byteCount(keys: Int) -> Int { frameByteCount + keys * recordByteCount }

    /// Whether a body can have that many bytes.
    internal static func isByteCount(_ count: Int) -> Bool {
        count >= frameByteCount && (count - frameByteCount).isMultiple(of: recordByteCount)
            && (count - frameByteCount) / recordByteCount <= RingContents.maximumKeyCount
    }

    /// Writes a ring's keys, whose counts are settled.
    ///
    /// - Parameter isCopy: whether the bytes go elsewhere than to the ring's own file, so that AES-256-GCM keys only open
    ///   there.
    internal static func encode(
        _ contents: RingContents, isCopy: Bool, requireLocked: Bool
    ) throws(EncryptionError) -> SecretBytes {
        var body = try SecretBytes.forKeyring(byteCount(keys: contents.records.count), requireLocked)
        body.withUnsafeMutableBytes { body in
            body.storeBigEndian(contents.primary, at: 0)
            body.storeBigEndian(UInt32(contents.records.count), at: 8)
            for (index, record) in contents.records.enumerated() {
                write(record, isCopy: isCopy, to: body.part(byteCount(keys: index), recordByteCount))
            }
        }
        return body
    }

    /// Reads a ring's keys.
    ///
    /// - Parameter contents: what this handle has of the ring already: its keys are used again, with their counts.
    /// - Throws: `.keyringDamaged` for a rule that is broken, or for keys that are not those of `contents`; `.memory`,
    ///   `.unavailable`.
    internal static func decode(
        _ body: UnsafeRawBufferPointer, into contents: inout RingContents, requireLocked: Bool
    ) throws(EncryptionError) {
        let known = contents.records
        let count = (body.count - frameByteCount) / recordByteCount
        guard body.bigEndian(UInt32.self, at: 8) == UInt32(count), body.bigEndian(UInt32.self, at: 12) == 0 else {
            throw .keyringDamaged
        }
        var byID: [UInt64: KeyRecord] = [:]
        for record in known { byID[record.id] = record }
        var records: [KeyRecord] = []
        var ids: Set<UInt64> = []
        for index in 0..<count {
            let part = body.part(byteCount(keys: index), recordByteCount)
            let id = part.bigEndian(UInt64.self, at: 0)
            guard id != 0, ids.insert(id).inserted else { throw .keyringDamaged }
            records.append(try read(part, id, known: byID[id], requireLocked))
        }
        // A ring forgets no key: this is an older file, or another one.
        guard known.allSatisfy({ ids.contains($0.id) }) else { throw .keyringDamaged }
        let primary = body.bigEndian(UInt64.self, at: 0)
        guard primary == 0 || records.contains(where: { $0.id == primary && $0.state == .enabled }) else {
            throw .keyringDamaged
        }
        contents.records = records
        contents.primary = primary
    }

    private static func write(_ record: KeyRecord, isCopy: Bool, to out: UnsafeMutableRawBufferPointer) {
        let isOpenOnly = record.isOpenOnly || (isCopy && record.algorithm == .aes256GCM)
        out.storeBigEndian(record.id, at: 0)
        out[8] = record.algorithm.rawValue
        out[9] = record.state.rawValue
        out[10] = isOpenOnly ? 1 : 0
        out.storeBigEndian(record.createdAt, at: 16)
        out.storeBigEndian(record.savedCount, at: 24)
        out.storeBigEndian(record.reservedCount, at: 32)
        record.key?.read { work in
            work.secrets.withKey { out.part(keyOffset, RingKeySecrets.keyLength).copyMemory(from: $0) }
        }
    }

    private static func read(
        _ part: UnsafeRawBufferPointer, _ id: UInt64, known: KeyRecord?, _ requireLocked: Bool
    ) throws(EncryptionError) -> KeyRecord {
        guard let algorithm = KeyAlgorithm(rawValue: part[8]), let state = KeyState(rawValue: part[9]),
            part[10] <= 1, part.part(11, 5).allSatisfy({ $0 == 0 })
        else { throw .keyringDamaged }
        var record = KeyRecord(
            id: id, algorithm: algorithm, state: state, createdAt: part.bigEndian(Int64.self, at: 16),
            isOpenOnly: part[10] == 1, savedCount: part.bigEndian(UInt64.self, at: 24),
            reservedCount: part.bigEndian(UInt64.self, at: 32))
        switch algorithm {
        case .xaes256GCM:
            guard !record.isOpenOnly, record.reservedCount == 0 else { throw .keyringDamaged }
        case .aes256GCM:
            guard record.reservedCount <= nonceLimit else { throw .keyringDamaged }
        }
        if let known {
            // Counts that go back and keys that come back are those of an older file.
            guard known.algorithm == algorithm, known.reservedCount <= record.reservedCount,
                known.state != .destroyed || state == .destroyed
            else { throw .keyringDamaged }
        }
        let key = part.part(keyOffset, RingKeySecrets.keyLength)
        guard state != .destroyed else {
            guard key.allSatisfy({ $0 == 0 }) else { throw .keyringDamaged }
            return record
        }
        guard let known, let sameKey = known.key else {
            record.key = try RingKey(key, id: id, algorithm: algorithm, requireLocked: requireLocked)
            return record
        }
        let isSame = sameKey.read { work in work.secrets.withKey { isEqualInConstantTime($0, key) } }
        guard isSame else { throw .keyringDamaged }
        record.key = sameKey
        record.savedOwnCount = known.savedOwnCount
        return record
    }
}
