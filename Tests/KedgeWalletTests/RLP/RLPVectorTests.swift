import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Published cases, and random ones that the PyPI package rlp encoded.
struct RLPVectorTests {
    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the published cases are encoded and decoded`() throws {
        let cases: [String: Case] = try Vectors.json("rlp/rlptest.json")
        #expect(cases.count == 28)
        for (name, published) in cases {
            let expected = try #require(bytes(hex: String(published.out.dropFirst(2))), "\(name)")
            let item = published.in.item
            #expect(try item.encoded() == expected, "\(name)")
            #expect(try RLPItem(decoding: expected) == item, "\(name)")
            try RLP.check(expected)
        }
    }

    @Test(.enabled(if: Referee.isAvailable, Referee.absence))
    func `random trees agree with rlp`() throws {
        let cases = try Referee.cases("rlp", as: RefereeCase.self)
        #expect(cases.count >= 1000)
        for entry in cases {
            let item = entry.tree.item
            #expect(try item.encoded() == entry.encoded.bytes)
            #expect(try RLPItem(decoding: entry.encoded.bytes) == item)
            try RLP.check(entry.encoded.bytes)
        }
    }

    private struct Case: Decodable {
        let `in`: Value
        let out: String
    }

    /// A string, a big number behind `#`, a number or a list.
    private struct Value: Decodable {
        let item: RLPItem

        init(from decoder: any Decoder) throws {
            if var list = try? decoder.unkeyedContainer() {
                var items: [RLPItem] = []
                while !list.isAtEnd { items.append(try list.decode(Value.self).item) }
                item = .list(items)
                return
            }
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(UInt64.self) {
                item = RLPItem(number)
                return
            }
            let text = try value.decode(String.self)
            guard text.hasPrefix("#") else {
                item = .bytes([UInt8](text.utf8))
                return
            }
            // The largest has more than 256 bits, so it is worked out here.
            var digits: [UInt8] = []
            for character in text.utf8.dropFirst() {
                var carry = Int(character - UInt8(ascii: "0"))
                for place in digits.indices.reversed() {
                    carry += Int(digits[place]) * 10
                    digits[place] = UInt8(carry & 0xFF)
                    carry >>= 8
                }
                if carry > 0 { digits.insert(UInt8(carry), at: 0) }
            }
            item = .bytes(digits)
        }
    }

    private struct RefereeCase: Decodable {
        let tree: Tree
        let encoded: HexBytes
    }

    private struct Tree: Decodable {
        let item: RLPItem

        init(from decoder: any Decoder) throws {
            if var list = try? decoder.unkeyedContainer() {
                var items: [RLPItem] = []
                while !list.isAtEnd { items.append(try list.decode(Tree.self).item) }
                item = .list(items)
            } else {
                item = .bytes(try HexBytes(from: decoder).bytes)
            }
        }
    }
}
