import KedgeCrypto

/// Which children's addresses are asked for, and how many threads derive them.
internal struct AddressRange {
    internal let first: UInt32
    internal let count: Int
    internal let threadCount: Int

    internal init(first: UInt32, count: Int, threads: Int) throws(HDKeyError) {
        guard first < DerivationPath.hardened, count >= 0, count <= Int(DerivationPath.hardened &- first) else {
            throw .countTooLarge(first: first, count: count)
        }
        guard HDPublicKey.threadCounts.contains(threads) else { throw .threadCount(threads) }
        self.first = first
        self.count = count
        threadCount = threads
    }

    /// The addresses below a key with this chain code.
    internal func addresses(_ point: Secp256k1.Point, _ chain: consuming HMAC) throws(HDKeyError) -> [Address] {
        guard count <= HDPublicKey.maximumAddressCount else { throw .countTooLarge(first: first, count: count) }
        guard count > 0 else { return [] }
        var addresses = [Address](repeating: .zero, count: count)
        let work = AddressWork(self, point, chain)
        var failure: HDKeyError?
        addresses.withUnsafeMutableBytes { room in
            do throws(HDKeyError) {
                try work.run(to: room, stride: MemoryLayout<Address>.stride)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return addresses
    }

    /// Writes 20 bytes for each address, one after another; zeros for all where it throws.
    internal func write(
        _ point: Secp256k1.Point, _ chain: consuming HMAC, to room: UnsafeMutableRawPointer?
    ) throws(HDKeyError) {
        guard count > 0 else { return }
        let room = UnsafeMutableRawBufferPointer(start: room, count: count &* Address.byteCount)
        do throws(HDKeyError) {
            try AddressWork(self, point, chain).run(to: room, stride: Address.byteCount)
        } catch {
            room.initializeMemory(as: UInt8.self, repeating: 0)
            throw error
        }
    }
}
