import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// The published transactions, read from their JSON and written again.
struct TransactionJSONVectorTests {
    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `every published transaction is read from its JSON`() throws {
        let cases = try PublishedTransaction.all()
        #expect(cases.count == 124)
        for published in cases {
            let signed = try SignedParts(json: json(published.object))
            #expect(signed.hash == published.hash, "\(published.name)")
            #expect(signed.encoded == published.raw, "\(published.name)")
            #expect(signed.sender == published.sender, "\(published.name)")
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `every published transaction is read for signing`() throws {
        for var published in try PublishedTransaction.all() {
            let text = try json(published.unsignedObject)
            let read = try transaction(text)
            #expect(read.signingBytes == published.unsigned, "\(published.name)")
            #expect(try Transaction(fields(text)) == read)
            // The members tell the type as well.
            published.object["type"] = nil
            #expect(try transaction(json(published.unsignedObject)) == read)
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `what is written for signing is what was read`() throws {
        for published in try PublishedTransaction.all() {
            let read = try transaction(json(published.unsignedObject))
            let text = try read.json
            #expect(try transaction([UInt8](text.utf8)) == read, "\(published.name)")
            #expect(try object(text) as NSDictionary == published.unsignedObject as NSDictionary)
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `a signed transaction is written as nodes write it`() throws {
        for published in try PublishedTransaction.all() {
            let signed = try SignedParts(decoding: published.raw)
            #expect(try SignedParts(json: [UInt8](signed.json.utf8)) == signed, "\(published.name)")

            var expected = published.object
            expected["hash"] = published.hash.description
            expected["from"] = "0x" + Hex.encode(published.sender.bytes)
            if expected["type"] as? String == "0x0" {
                expected["yParity"] = nil
                if expected["chainId"] is NSNull { expected["chainId"] = nil }
            } else {
                expected["v"] = expected["yParity"]
            }
            #expect(try object(signed.json) as NSDictionary == expected as NSDictionary, "\(published.name)")
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `a hash and a sender have to be the transaction's`() throws {
        for var published in try PublishedTransaction.all() {
            let other = published.hash == .zero ? "11" : "00"
            published.object["hash"] = "0x" + String(repeating: other, count: 32)
            #expect(
                throws: TransactionError.field("hash", rule: "is not the hash of the transaction")
            ) {
                _ = try SignedParts(json: json(published.object))
            }
            published.object["hash"] = published.hash.description
            published.object["from"] = "0x" + Hex.encode(published.sender.bytes)
            _ = try SignedParts(json: json(published.object))
            published.object["from"] = "0x" + String(repeating: "11", count: 20)
            #expect(throws: TransactionError.field("from", rule: "is not who signed the transaction")) {
                _ = try SignedParts(json: json(published.object))
            }
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `a transaction for another chain is refused`() throws {
        for published in try PublishedTransaction.all() {
            let text = try json(published.object)
            let chainID = try SignedParts(json: text).chainID
            if let chainID { _ = try SignedParts(json: text, chainID: chainID) }
            #expect(throws: TransactionError.wrongChain(chainID), "\(published.name)") {
                _ = try SignedParts(json: text, chainID: 5)
            }
        }
    }
}
