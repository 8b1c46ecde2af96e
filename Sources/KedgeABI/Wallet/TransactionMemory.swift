import CKedge
import KedgeCore
import KedgeWallet

/// What the handle of a transaction stands for.
internal struct TransactionObject: ~Copyable {
    internal let transaction: Transaction
    private let memory = HandleMemory()

    internal init(_ transaction: Transaction) {
        self.transaction = transaction
    }

    /// The fields with pointers into this object's memory; nil if there is no memory to be had.
    internal func fields() -> kedge_transaction_fields? {
        let layout = TransactionLayout(transaction.fields)
        guard let start = memory.bytes(layout.byteCount, fill: { layout.write(transaction.fields, to: $0) }) else {
            return nil
        }
        return layout.fields(transaction.fields, at: start)
    }
}

/// Refuses a transaction so large that there is no memory for the arrays which encoding it makes.
internal func failArrays(of transaction: Transaction) -> kedge_status? {
    let fields = transaction.fields
    // The parts exist in memory already, so the sum of their sizes does not overflow.
    let count = fields.accessList.reduce(fields.data.count) { $0 &+ 64 &+ $1.storageKeys.count &* 32 }
    return failArrays(of: count &+ fields.authorizations.count &* 128)
}

/// Where the variable parts of a transaction's fields lie in one piece of memory: first those that have to be aligned.
private struct TransactionLayout {
    private let authorizations: Int
    private let storageKeys: Int
    private let blobVersionedHashes: Int
    private let recipient: Int
    private let data: Int
    internal let byteCount: Int

    // The parts exist in memory already, so no sum of their sizes overflows.
    internal init(_ fields: TransactionFields) {
        authorizations = fields.accessList.count &* MemoryLayout<kedge_access_entry>.stride
        storageKeys =
            authorizations &+ fields.authorizations.count &* MemoryLayout<kedge_authorization>.stride
        blobVersionedHashes = fields.accessList.reduce(storageKeys) { $0 &+ $1.storageKeys.count &* 32 }
        recipient = blobVersionedHashes &+ fields.blobVersionedHashes.count &* 32
        data = recipient &+ Address.byteCount
        byteCount = data &+ fields.data.count
    }

    internal func write(_ fields: TransactionFields, to start: UnsafeMutableRawPointer) {
        var key = start + storageKeys
        for (index, entry) in fields.accessList.enumerated() {
            var copy = kedge_access_entry()
            entry.address.withUnsafeBytes { address in
                withUnsafeMutableBytes(of: &copy.address) { $0.copyMemory(from: address) }
            }
            copy.storage_key_count = entry.storageKeys.count
            if !entry.storageKeys.isEmpty { copy.storage_keys = UnsafePointer(key.assumingMemoryBound(to: UInt8.self)) }
            key = Self.write(entry.storageKeys, to: key)
            (start + index &* MemoryLayout<kedge_access_entry>.stride)
                .initializeMemory(as: kedge_access_entry.self, to: copy)
        }
        for (index, authorization) in fields.authorizations.enumerated() {
            (start + (authorizations &+ index &* MemoryLayout<kedge_authorization>.stride))
                .initializeMemory(as: kedge_authorization.self, to: kedge_authorization(authorization))
        }
        _ = Self.write(fields.blobVersionedHashes, to: start + blobVersionedHashes)
        (fields.to ?? .zero).withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: start + recipient, count: $0.count).copyMemory(from: $0)
        }
        fields.data.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: start + data, count: $0.count).copyMemory(from: $0)
        }
    }

    private static func write(_ hashes: [Hash32], to start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        var next = start
        for hash in hashes {
            hash.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: next, count: 32).copyMemory(from: $0) }
            next += 32
        }
        return next
    }

    /// - Parameter start: Memory that `write(_:to:)` filled.
    internal func fields(_ known: TransactionFields, at start: UnsafeMutableRawPointer) -> kedge_transaction_fields {
        var fields = kedge_transaction_fields.defaults
        fields.type = UInt32(known.kind.rawValue)
        fields.has_chain_id = known.chainID == nil ? 0 : 1
        fields.chain_id = known.chainID ?? 0
        fields.nonce = known.nonce
        fields.gas_limit = known.gasLimit
        KedgeABI.write(known.gasPrice, to: &fields.gas_price)
        KedgeABI.write(known.maxPriorityFeePerGas, to: &fields.max_priority_fee_per_gas)
        KedgeABI.write(known.maxFeePerGas, to: &fields.max_fee_per_gas)
        KedgeABI.write(known.maxFeePerBlobGas, to: &fields.max_fee_per_blob_gas)
        KedgeABI.write(known.value, to: &fields.value)
        func place<Element>(_ offset: Int, _ isThere: Bool) -> UnsafePointer<Element>? {
            isThere ? UnsafePointer((start + offset).assumingMemoryBound(to: Element.self)) : nil
        }
        fields.to = place(recipient, known.to != nil)
        fields.data = place(data, !known.data.isEmpty)
        fields.data_len = known.data.count
        fields.access_list = place(0, !known.accessList.isEmpty)
        fields.access_list_count = known.accessList.count
        fields.blob_versioned_hashes = place(blobVersionedHashes, !known.blobVersionedHashes.isEmpty)
        fields.blob_count = known.blobVersionedHashes.count
        fields.authorizations = place(authorizations, !known.authorizations.isEmpty)
        fields.authorization_count = known.authorizations.count
        return fields
    }
}

extension kedge_authorization {
    internal init(_ known: Authorization) {
        self.init()
        write(known.chainID, to: &chain_id)
        known.address.withUnsafeBytes { account in
            withUnsafeMutableBytes(of: &address) { $0.copyMemory(from: account) }
        }
        y_parity = known.yParity
        nonce = known.nonce
        write(known.r, to: &r)
        write(known.s, to: &s)
    }
}
