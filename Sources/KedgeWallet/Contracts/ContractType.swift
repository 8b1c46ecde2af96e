/// A type of the contract ABI.
///
/// It is read from text: `uint256`, `int8`, `fixed128x18`, `bytes32`, `address`, `bool`, `function`, `bytes`, `string`,
/// arrays such as `address[]` and `uint8[2][]`, and tuples such as `(address,uint256)`. `uint`, `int`, `fixed` and
/// `ufixed` mean `uint256`, `int256`, `fixed128x18` and `ufixed128x18`. `()` and arrays of length 0 are types, as the
/// specification says, though Solidity has none.
///
/// - Source: Contract ABI Specification, "Types"
public struct ContractType: Hashable, Sendable {
    /// How many arrays and tuples may stand inside one another.
    public static let maximumDepth = 64
    /// How many types a text may have, those inside arrays and tuples counted.
    public static let maximumCount = 4_096

    internal indirect enum Form: Hashable, Sendable {
        case unsigned(bits: Int)
        case signed(bits: Int)
        case unsignedFixed(bits: Int, decimals: Int)
        case signedFixed(bits: Int, decimals: Int)
        case address
        case bool
        /// `function` is 24 bytes: an address and a selector.
        case fixedBytes(Int, isFunction: Bool)
        case bytes
        case string
        case array(ContractType, count: Int)
        case dynamicArray(ContractType)
        case tuple([ContractType])
    }

    internal let form: Form
    /// Whether the encoding stands apart from the head, which then holds its offset.
    public let isDynamic: Bool
    /// How many bytes the type takes in the head around it.
    internal let headByteCount: Int
    /// How many bytes the heads of the components of a tuple or an array of fixed length take; 0 for any other.
    internal let componentsByteCount: Int
    /// How many arrays and tuples stand inside one another; 0 for a type that is neither.
    internal let depth: Int

    internal static let maximumByteCount = 1 << 26

    /// A type without components.
    internal init(leaf form: Form) {
        self.form = form
        switch form {
        case .bytes, .string: isDynamic = true
        default: isDynamic = false
        }
        headByteCount = 32
        componentsByteCount = 0
        depth = 0
    }

    /// An array of `count` elements; nil for one whose length is part of the data.
    internal init(arrayOf element: ContractType, count: Int?) throws(ContractError) {
        depth = element.depth + 1
        guard depth <= Self.maximumDepth else { throw .tooLarge(.typeDepth) }
        guard let count else {
            (form, isDynamic) = (.dynamicArray(element), true)
            (headByteCount, componentsByteCount) = (32, 0)
            return
        }
        let (total, overflow) = element.headByteCount.multipliedReportingOverflow(by: count)
        guard !overflow, total <= Self.maximumByteCount else { throw .tooLarge(.typeSize) }
        (form, isDynamic) = (.array(element, count: count), element.isDynamic)
        (headByteCount, componentsByteCount) = (isDynamic ? 32 : total, total)
    }

    /// A tuple.
    internal init(tupleOf components: [ContractType]) throws(ContractError) {
        var total = 0
        var deepest = 0
        var isDynamic = false
        for component in components {
            // Neither overflows: there are at most 4,096, each of at most 2^26 bytes.
            total &+= component.headByteCount
            deepest = max(deepest, component.depth)
            isDynamic = isDynamic || component.isDynamic
        }
        guard deepest < Self.maximumDepth else { throw .tooLarge(.typeDepth) }
        guard total <= Self.maximumByteCount else { throw .tooLarge(.typeSize) }
        form = .tuple(components)
        depth = deepest + 1
        self.isDynamic = isDynamic
        (headByteCount, componentsByteCount) = (isDynamic ? 32 : total, total)
    }

    /// Reads one type.
    ///
    /// - Parameter text: At most 65,536 bytes; no white space, no names.
    /// - Throws: `ContractError.type` and `.tooLarge`
    public init(_ text: String) throws(ContractError) {
        self = try ContractTypeParser.parse(text) { (parser) throws(ContractError) in try parser.type(depth: 0) }
    }
}
