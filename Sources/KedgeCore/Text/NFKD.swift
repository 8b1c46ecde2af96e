import CSodium
import CUtf8proc

/// Why text has no normal form.
package enum NFKDError: Error, Equatable, Sendable {
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// More than `NFKD.maximumByteCount` bytes.
    case tooLong(Int)
    /// There is no memory for a secret.
    case memory(SecretMemoryError)
}

/// Text in normalization form KD, in which what looks the same to whoever types it has the same bytes.
///
/// The text is taken for a secret: whatever is made of it lies in secret memory.
///
/// Why not all of utf8proc: its ordering of combining marks takes quadratic time, which 64 KiB of them turn into
/// seconds. So it maps the characters, and they are ordered here.
///
/// - Source: Unicode Standard Annex #15; the Unicode Standard, section 3.11
package enum NFKD {
    /// The longest text that is taken, in bytes of UTF-8: 64 KiB.
    package static var maximumByteCount: Int { 1 << 16 }

    // The longest decomposition of one character, that of U+FDFA, has 18.
    private static let longestDecomposition = 32

    /// Normalizes text.
    ///
    /// - Parameters:
    ///   - text: UTF-8, in which NUL is a character like any other.
    ///   - prefix: ASCII to put before the result.
    /// - Returns: The prefix and the normal form, up to 11 times as long as the text.
    /// - Throws: `NFKDError`.
    /// - Cost: that of a copy for ASCII; else about 50 ns a character.
    package static func normalize(
        _ text: UnsafeRawBufferPointer, after prefix: StaticString = ""
    ) throws(NFKDError) -> SecretBytes {
        guard text.count <= maximumByteCount else { throw .tooLong(text.count) }
        let prefix = UnsafeRawBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
        if isASCII(text) {
            var result = try secret(prefix.count &+ text.count)
            result.withUnsafeMutableBytes { room in
                room.copyMemory(from: prefix)
                UnsafeMutableRawBufferPointer(rebasing: room[prefix.count...]).copyMemory(from: text)
            }
            return result
        }
        var scalarCount = 0
        var byteCount = prefix.count
        try decompose(text) { scalar in
            scalarCount &+= 1
            byteCount &+= UTF8Scalar.byteCount(of: scalar)
        }
        var scalars = try secret(scalarCount &* MemoryLayout<UInt32>.size)
        var result = try secret(byteCount)
        try scalars.withUnsafeMutableBytes { memory throws(NFKDError) in
            let scalars = memory.bindMemory(to: UInt32.self)
            var used = 0
            try decompose(text) { scalar in
                scalars[used] = scalar
                used &+= 1
            }
            try CombiningMarks.order(scalars)
            result.withUnsafeMutableBytes { room in
                room.copyMemory(from: prefix)
                var position = prefix.count
                for scalar in scalars { position &+= UTF8Scalar.write(scalar, to: room, at: position) }
            }
        }
        return result
    }

    private static func secret(_ count: Int) throws(NFKDError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(count: count)
        } catch {
            throw .memory(error)
        }
    }

    private static func isASCII(_ text: UnsafeRawBufferPointer) -> Bool {
        var union: UInt64 = 0
        var position = 0
        while position &+ 8 <= text.count {
            union |= text.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            position &+= 8
        }
        while position < text.count {
            union |= UInt64(text[position])
            position &+= 1
        }
        return union & 0x8080_8080_8080_8080 == 0
    }

    /// Gives the characters of the compatibility decomposition to `body`, before they are ordered.
    private static func decompose(
        _ text: UnsafeRawBufferPointer, _ body: (UInt32) -> Void
    ) throws(NFKDError) {
        let options = utf8proc_option_t(rawValue: UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue)
        try withUnsafeTemporaryAllocation(of: Int32.self, capacity: longestDecomposition) { parts throws(NFKDError) in
            guard let start = parts.baseAddress else { return }
            defer { sodium_memzero(start, longestDecomposition &* MemoryLayout<Int32>.size) }
            var position = 0
            while position < text.count {
                guard let (scalar, length) = UTF8Scalar.read(text, at: position) else { throw .invalidUTF8 }
                position &+= length
                if scalar < 0x80 {
                    body(scalar)
                    continue
                }
                let count = utf8proc_decompose_char(
                    Int32(bitPattern: scalar), start, longestDecomposition, options, nil)
                // Every scalar value has a decomposition, itself for most.
                guard count >= 1, count <= longestDecomposition else { throw .invalidUTF8 }
                for part in parts.prefix(count) { body(UInt32(bitPattern: part)) }
            }
        }
    }
}
