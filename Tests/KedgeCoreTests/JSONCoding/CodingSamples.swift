import KedgeTestSupport

/// Types of all shapes that the compiler and the standard library encode.
struct Everything: Codable, Equatable {
    struct Inner: Codable, Equatable {
        var name: String
        var numbers: [Int]
        var next: [Inner]
    }

    enum Choice: Codable, Equatable {
        case plain
        case labelled(text: String, count: Int)
        case unlabelled(Double, Bool?)
    }

    enum Word: String, Codable { case red, green }

    var bool: Bool
    var int8: Int8, int16: Int16, int32: Int32, int64: Int64, int: Int
    var uint8: UInt8, uint16: UInt16, uint32: UInt32, uint64: UInt64, uint: UInt
    var double: Double
    var float: Float
    var text: String
    var absent: Int?
    var present: String?
    var list: [Int?]
    var matrix: [[Double]]
    var byName: [String: Inner]
    var byNumber: [Int: [String]]
    var pairs: [Bool: String]
    var choices: [Choice]
    var word: Word
    var inner: Inner

    init(_ random: inout SeededGenerator) {
        bool = .random(using: &random)
        int8 = .random(in: .min ... .max, using: &random)
        int16 = .random(in: .min ... .max, using: &random)
        int32 = .random(in: .min ... .max, using: &random)
        int64 = .random(in: .min ... .max, using: &random)
        int = .random(in: .min ... .max, using: &random)
        uint8 = .random(in: .min ... .max, using: &random)
        uint16 = .random(in: .min ... .max, using: &random)
        uint32 = .random(in: .min ... .max, using: &random)
        uint64 = .random(in: .min ... .max, using: &random)
        uint = .random(in: .min ... .max, using: &random)
        double = Self.double(&random)
        float = Float.random(in: -1e6...1e6, using: &random)
        text = Self.text(&random)
        absent = Bool.random(using: &random) ? nil : 7
        present = Bool.random(using: &random) ? nil : Self.text(&random)
        list = (0..<Int.random(in: 0...5, using: &random)).map { $0.isMultiple(of: 2) ? $0 : nil }
        matrix = (0..<Int.random(in: 0...3, using: &random)).map { count in
            (0..<count).map { _ in Self.double(&random) }
        }
        byName = [:]
        // Beyond 16 names another way is taken to find one.
        for number in 0..<Int.random(in: 0...40, using: &random) {
            byName["\(Self.text(&random))\(number)"] = Inner(name: "n", numbers: [number], next: [])
        }
        byNumber = [:]
        for number in -2..<Int.random(in: 0...4, using: &random) { byNumber[number] = [Self.text(&random)] }
        pairs = Bool.random(using: &random) ? [:] : [true: "yes"]
        choices = [.plain, .labelled(text: Self.text(&random), count: -1), .unlabelled(0.5, nil), .unlabelled(1, true)]
        word = Bool.random(using: &random) ? .red : .green
        inner = Inner(name: Self.text(&random), numbers: [1, 2], next: [Inner(name: "", numbers: [], next: [])])
    }

    private static func double(_ random: inout SeededGenerator) -> Double {
        let value = Double(bitPattern: random.next())
        return value.isNormal ? value : 0.1
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let pieces = ["a", "Z", "\"", "\\", "/", "\n", "\u{1}", "\u{7F}", "é", "e\u{301}", "€", "😀", " ", "\u{2028}"]
        return (0..<Int.random(in: 0...9, using: &random)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
    }
}

class Animal: Codable {
    var legs: Int

    init(legs: Int) {
        self.legs = legs
    }
}

/// Its superclass has a container of its own, under `super`.
final class Dog: Animal {
    var name: String

    private enum CodingKeys: CodingKey { case name }

    init(name: String) {
        self.name = name
        super.init(legs: 4)
    }

    required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        try super.init(from: container.superDecoder())
    }

    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try super.encode(to: container.superEncoder())
    }
}

/// An array in an array in an array.
struct Nest: Codable {
    var inner: [Nest]

    init(depth: Int) {
        inner = depth > 1 ? [Nest(depth: depth - 1)] : []
    }

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        inner = []
        while !container.isAtEnd { inner.append(try container.decode(Nest.self)) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for nest in inner { try container.encode(nest) }
    }
}
