public import CKedge
import KedgeWallet

/// The addresses whose keys made many signatures. A signature that is refused stops no other.
///
/// - Parameters:
///   - hashes: 32 bytes for each signature: what was signed
///   - signatures: 65 bytes for each: r, s and v, which is 27 or 28, or 0 or 1
///   - count: how many signatures there are; where it is 0 every pointer may be NULL
///   - threads: how many threads work on it, the calling one included: 1 to 64; they end before the call returns
///   - addresses: out; 20 bytes for each, zeros where the status is not KEDGE_OK; must not overlap the inputs or
///     statuses
///   - statuses: out; for each KEDGE_OK, KEDGE_INVALID_SIGNATURE or KEDGE_HIGH_S; must not overlap the inputs
/// - Returns: KEDGE_OK when the work was done, whatever the statuses are, KEDGE_INVALID_ARGUMENT (outputs untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 33 µs for each signature, shared by the threads; a few small allocations
/// - Since: 0.1
@_cdecl("kedge_signatures_recover")
public func kedge_signatures_recover(
    _ hashes: UnsafePointer<UInt8>?, _ signatures: UnsafePointer<UInt8>?, _ count: Int, _ threads: UInt32,
    _ addresses: UnsafeMutablePointer<UInt8>?, _ statuses: UnsafeMutablePointer<kedge_status>?
) -> kedge_status {
    answer { () throws(Refusal) in
        let items = try SignatureItems(hashes, signatures, count)
        guard count == 0 || addresses != nil else { return failNull("addresses") }
        guard count == 0 || statuses != nil else { return failNull("statuses") }
        let addressRoom = UnsafeMutableRawBufferPointer(start: addresses, count: count &* Address.byteCount)
        let statusRoom = UnsafeMutableRawBufferPointer(start: statuses, count: count &* MemoryLayout<kedge_status>.size)
        guard !items.overlap(addressRoom) else { return failOverlap("addresses") }
        guard !items.overlap(statusRoom), !overlaps(UnsafeRawBufferPointer(addressRoom), statusRoom) else {
            return failOverlap("statuses")
        }
        nonisolated(unsafe) let addresses = addresses
        nonisolated(unsafe) let statuses = statuses
        return items.work(threads) { index in
            guard let addresses, let statuses else { return }
            var signer = Address.zero
            var result = KEDGE_OK
            do throws(KeyError) {
                signer = try items.signature(index).signer(of: items.hash(index))
            } catch {
                result = status(error)
            }
            write(signer, to: addresses + index &* Address.byteCount)
            statuses[index] = result
        }
    }
}

/// Verifies many signatures by the addresses of their signers. A signature that is refused stops no other.
///
/// - Parameters:
///   - hashes: 32 bytes for each signature: what was signed
///   - signatures: 65 bytes for each: r, s and v, which is 27 or 28, or 0 or 1
///   - addresses: 20 bytes for each: whose it has to be
///   - count: how many signatures there are; where it is 0 every pointer may be NULL
///   - threads: how many threads work on it, the calling one included: 1 to 64; they end before the call returns
///   - statuses: out; for each KEDGE_OK, KEDGE_WRONG_SIGNER, KEDGE_INVALID_SIGNATURE or KEDGE_HIGH_S; must not overlap
///     the inputs
/// - Returns: KEDGE_OK when the work was done, whatever the statuses are, KEDGE_INVALID_ARGUMENT (statuses untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 33 µs for each signature, shared by the threads; a few small allocations
/// - Since: 0.1
@_cdecl("kedge_signatures_verify")
public func kedge_signatures_verify(
    _ hashes: UnsafePointer<UInt8>?, _ signatures: UnsafePointer<UInt8>?, _ addresses: UnsafePointer<UInt8>?,
    _ count: Int, _ threads: UInt32, _ statuses: UnsafeMutablePointer<kedge_status>?
) -> kedge_status {
    answer { () throws(Refusal) in
        let items = try SignatureItems(hashes, signatures, count)
        guard count == 0 || addresses != nil else { return failNull("addresses") }
        guard count == 0 || statuses != nil else { return failNull("statuses") }
        let statusRoom = UnsafeMutableRawBufferPointer(start: statuses, count: count &* MemoryLayout<kedge_status>.size)
        let signers = UnsafeRawBufferPointer(start: addresses, count: count &* Address.byteCount)
        guard !items.overlap(statusRoom), !overlaps(signers, statusRoom) else { return failOverlap("statuses") }
        nonisolated(unsafe) let addresses = addresses
        nonisolated(unsafe) let statuses = statuses
        return items.work(threads) { index in
            guard let addresses, let statuses else { return }
            var result = KEDGE_OK
            do throws(KeyError) {
                let signer = Address(addresses + index &* Address.byteCount)
                try items.signature(index).verify(of: items.hash(index), by: signer)
            } catch {
                result = status(error)
            }
            statuses[index] = result
        }
    }
}

/// Hashes and signatures of them, as C gives them.
private struct SignatureItems: @unchecked Sendable {
    // Unchecked: what it points to is only read, and the caller keeps it until the call returns.
    private let hashes: UnsafeRawBufferPointer
    private let signatures: UnsafeRawBufferPointer
    private let count: Int

    internal init(_ hashes: UnsafePointer<UInt8>?, _ signatures: UnsafePointer<UInt8>?, _ count: Int) throws(Refusal) {
        // No item of the call is longer than a signature.
        let (byteCount, overflow) = count.multipliedReportingOverflow(by: Signature.byteCount)
        guard count >= 0, !overflow else {
            throw Refusal(
                fail(KEDGE_INVALID_ARGUMENT, "count is {u0}: the signatures would be longer than PTRDIFF_MAX", count))
        }
        guard let hashBytes = bytes(hashes, count &* 32) else { throw Refusal(failNull("hashes")) }
        guard let signatureBytes = bytes(signatures, byteCount) else { throw Refusal(failNull("signatures")) }
        (self.hashes, self.signatures, self.count) = (hashBytes, signatureBytes, count)
    }

    internal func overlap(_ room: UnsafeMutableRawBufferPointer) -> Bool {
        overlaps(hashes, room) || overlaps(signatures, room)
    }

    internal func hash(_ index: Int) -> Hash32 {
        Hash32(UnsafeRawBufferPointer(rebasing: hashes[(index &* 32)..<(index &* 32 &+ 32)]).bytes) ?? .zero
    }

    internal func signature(_ index: Int) throws(KeyError) -> Signature {
        let start = index &* Signature.byteCount
        return try Signature(
            UnsafeRawBufferPointer(rebasing: signatures[start..<(start &+ Signature.byteCount)]).bytes)
    }

    internal func work(_ threads: UInt32, _ body: @Sendable (Int) -> Void) -> kedge_status {
        do throws(KeyError) {
            try SignatureBatch.run(count: count, threadCount: Int(threads), body)
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}
