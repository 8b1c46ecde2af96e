package import KedgeCrypto

extension HDPublicKey {
    /// Derives the normal child with a number.
    ///
    /// - Parameter number: below 2^31.
    /// - Throws: `HDKeyError.isPublic` for a hardened number; `.tooDeep`, `.unavailable`, `.memory`, `.outOfMemory`;
    ///   `.invalidChild` if the child is no point or what is added is not below the order of the curve (once in 2^127).
    /// - Cost: about 20 µs.
    /// - Source: BIP-32, "Public parent key -> public child key"
    public func child(_ number: UInt32) throws(HDKeyError) -> HDPublicKey {
        try withUnsafePointer(to: number) { number throws(HDKeyError) in
            try derived(UnsafeBufferPointer(start: number, count: 1))
        }
    }

    /// Derives the descendant at the end of a path.
    ///
    /// - Parameter path: of at most 255 - `depth` levels, none hardened; one without levels gives the key itself.
    /// - Throws: as `child(_:)`; `HDKeyError.notMaster` for a path that begins at the master key where this is none.
    /// - Cost: about 20 µs for each level.
    public func derived(_ path: DerivationPath) throws(HDKeyError) -> HDPublicKey {
        try position.check(path)
        return try path.numbers.span.withUnsafeBufferPointer { numbers throws(HDKeyError) in try derived(numbers) }
    }

    /// Derives the descendant that so many numbers lead to.
    package func derived(_ numbers: UnsafeBufferPointer<UInt32>) throws(HDKeyError) -> HDPublicKey {
        let depth = try position.depth(below: numbers.count)
        guard numbers.allSatisfy({ $0 < DerivationPath.hardened }) else { throw .isPublic }
        var key = self
        for number in numbers { key = try key.step(number, depth: depth) }
        return key
    }

    /// The HMAC whose key is the chain code.
    internal func chain() throws(HDKeyError) -> HMAC {
        try chainCode.withUnsafeBytes { code throws(HDKeyError) in try ChildInput.chain(code) }
    }

    private func step(_ number: UInt32, depth: UInt8) throws(HDKeyError) -> HDPublicKey {
        let chain = try chain()
        let position = HDKeyPosition(
            depth: depth, childNumber: number, parentFingerprint: try point.fingerprint())
        var child = self
        try withScratchBytes(64) { result throws(HDKeyError) in
            withScratchBytes(ChildInput.byteCount) { memory in
                let input = ChildInput(memory: memory)
                input.setKey(point)
                input.derive(number, with: chain, to: result)
            }
            child = HDPublicKey(
                try Self.step(number, point, result),
                chainCode: UnsafeRawBufferPointer(start: result + 32, count: 32), position)
        }
        return child
    }

    /// The point of the child that 64 bytes lead to.
    package static func step(
        _ number: UInt32, _ point: Secp256k1.Point, _ result: UnsafeMutableRawPointer
    ) throws(HDKeyError) -> Secp256k1.Point {
        do throws(Secp256k1Error) {
            return try point.adding(result.assumingMemoryBound(to: UInt8.self))
        } catch {
            throw HDKeyError(error, child: number)
        }
    }
}
