import KedgeCore

extension TransactionFields {
    /// The fields that are signed, in RLP and in their order, without the list's header.
    ///
    /// The order of legacy transactions lacks the chain, which is signed behind them.
    internal func encodedBody() throws(TransactionError) -> [UInt8] {
        let count = bodyByteCount
        guard count <= Self.maximumByteCount else { throw .field("transaction", rule: "at most 16 MiB in RLP") }
        return [UInt8](unsafeUninitializedCapacity: count) { room, used in
            var output = RLPOutput(UnsafeMutableRawBufferPointer(room))
            writeBody(to: &output)
            used = output.count
        }
    }

    private var bodyByteCount: Int {
        var count = RLP.byteCount(nonce) &+ RLP.byteCount(gasLimit) &+ RLP.byteCount(value)
        count &+= to == nil ? 1 : Address.encodedByteCount
        count &+= data.withUnsafeBytes { RLP.byteCount($0) }
        switch kind {
        case .legacy: return count &+ RLP.byteCount(gasPrice)
        case .accessList: count &+= RLP.byteCount(gasPrice)
        case .dynamicFee, .setCode, .blob:
            count &+= RLP.byteCount(maxPriorityFeePerGas) &+ RLP.byteCount(maxFeePerGas)
        }
        count &+= RLP.byteCount(chainID ?? 0) &+ RLP.byteCount(ofList: accessListContentCount)
        if kind == .blob {
            count &+= RLP.byteCount(maxFeePerBlobGas)
            count &+= RLP.byteCount(ofList: blobVersionedHashes.count &* Hash32.encodedByteCount)
        }
        if kind == .setCode { count &+= RLP.byteCount(ofList: authorizationsContentCount) }
        return count
    }

    private func writeBody(to output: inout RLPOutput) {
        if kind != .legacy { output.write(chainID ?? 0) }
        output.write(nonce)
        switch kind {
        case .legacy, .accessList: output.write(gasPrice)
        case .dynamicFee, .blob, .setCode:
            output.write(maxPriorityFeePerGas)
            output.write(maxFeePerGas)
        }
        output.write(gasLimit)
        if let to { to.write(to: &output) } else { output.write(UInt64(0)) }
        output.write(value)
        data.withUnsafeBytes { output.write($0) }
        guard kind != .legacy else { return }
        output.writeListHeader(accessListContentCount)
        for entry in accessList { entry.write(to: &output) }
        if kind == .blob {
            output.write(maxFeePerBlobGas)
            output.writeListHeader(blobVersionedHashes.count &* Hash32.encodedByteCount)
            for hash in blobVersionedHashes { hash.write(to: &output) }
        }
        if kind == .setCode {
            output.writeListHeader(authorizationsContentCount)
            for authorization in authorizations { authorization.write(to: &output) }
        }
    }

    private var accessListContentCount: Int {
        accessList.reduce(0) { $0 &+ RLP.byteCount(ofList: $1.contentByteCount) }
    }

    private var authorizationsContentCount: Int {
        authorizations.reduce(0) { $0 &+ RLP.byteCount(ofList: $1.contentByteCount) }
    }
}

extension AccessListEntry {
    fileprivate var contentByteCount: Int {
        Address.encodedByteCount &+ RLP.byteCount(ofList: storageKeys.count &* Hash32.encodedByteCount)
    }

    fileprivate func write(to output: inout RLPOutput) {
        output.writeListHeader(contentByteCount)
        address.write(to: &output)
        output.writeListHeader(storageKeys.count &* Hash32.encodedByteCount)
        for key in storageKeys { key.write(to: &output) }
    }
}

extension Authorization {
    fileprivate var contentByteCount: Int {
        consentByteCount &+ RLP.byteCount(UInt64(yParity)) &+ RLP.byteCount(r) &+ RLP.byteCount(s)
    }

    fileprivate func write(to output: inout RLPOutput) {
        output.writeListHeader(contentByteCount)
        writeConsent(to: &output)
        output.write(UInt64(yParity))
        output.write(r)
        output.write(s)
    }
}

extension Address {
    internal static var encodedByteCount: Int { 1 + byteCount }

    internal func write(to output: inout RLPOutput) {
        withUnsafeBytes { output.write($0) }
    }
}

extension Hash32 {
    internal static var encodedByteCount: Int { 33 }

    internal func write(to output: inout RLPOutput) {
        withUnsafeBytes { output.write($0) }
    }
}
