import Foundation

/// A C type, as it follows from the Swift type of a `@_cdecl` function or stands in a header of CKedge.
internal indirect enum CType: Equatable, Sendable {
    case named(String)
    case pointer(to: CType, isConst: Bool)
    case array(of: CType, count: Int)

    /// Reads a Swift type as the symbol graph spells it; nil if it has no counterpart here.
    internal init?(swift spelling: String) {
        let text = spelling.hasSuffix("?") ? String(spelling.dropLast()) : spelling
        for (prefix, isConst) in [("UnsafePointer<", true), ("UnsafeMutablePointer<", false)]
        where text.hasPrefix(prefix) {
            guard text.hasSuffix(">"), let target = CType(swift: String(text.dropFirst(prefix.count).dropLast())) else {
                return nil
            }
            self = .pointer(to: target, isConst: isConst)
            return
        }
        if text.hasPrefix("kedge_") {
            self = .named(text)
        } else if let name = Self.scalars[text] {
            self = name
        } else {
            return nil
        }
    }

    private static let scalars: [String: CType] = [
        "Int": .named("size_t"), "UInt": .named("size_t"), "CChar": .named("char"), "Int8": .named("char"),
        "UInt8": .named("uint8_t"), "Int32": .named("int32_t"), "UInt32": .named("uint32_t"),
        "Int64": .named("int64_t"), "UInt64": .named("uint64_t"), "Double": .named("double"), "Void": .named("void"),
        "UnsafeRawPointer": .pointer(to: .named("void"), isConst: true),
        "UnsafeMutableRawPointer": .pointer(to: .named("void"), isConst: false),
    ]

    /// Reads a type as the headers of CKedge and clang's record layouts spell it; nil if it has no counterpart here.
    internal init?(c spelling: String) {
        let text = spelling.trimmingCharacters(in: .whitespaces)
        if let array = text.wholeMatch(of: /(\w+)\[(\d+)\]/), let element = CType(c: String(array.1)) {
            self = .array(of: element, count: Int(array.2) ?? 0)
        } else if text.hasSuffix("*") {
            let target = text.dropLast().trimmingCharacters(in: .whitespaces)
            let isConst = target.hasPrefix("const ") && !target.hasSuffix("*")
            guard let type = CType(c: isConst ? String(target.dropFirst(6)) : target) else { return nil }
            self = .pointer(to: type, isConst: isConst)
        } else if text.wholeMatch(of: /kedge_\w+/) != nil || Self.scalars.values.contains(.named(text)) {
            self = .named(text)
        } else {
            return nil
        }
    }

    /// The type as C writes it, without a name.
    internal var spelling: String { declaring("") }

    /// The innermost type's name.
    internal var base: String {
        switch self {
        case .named(let name): name
        case .pointer(let target, _): target.base
        case .array(let element, _): element.base
        }
    }

    /// A declaration of `name` with this type.
    internal func declaring(_ name: String) -> String {
        switch self {
        case .named(let type): return name.isEmpty ? type : "\(type) \(name)"
        case .pointer(.named(let type), let isConst): return "\(isConst ? "const " : "")\(type) *\(name)"
        case .array(let element, let count): return "\(element.declaring(name))[\(count)]"
        case .pointer(let target, let isConst): return target.declaring(isConst ? "const *\(name)" : "*\(name)")
        }
    }

    private static let numbers: Set = ["size_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "double"]

    /// A scalar's name in Python's ctypes.
    private static func ctypes(scalar name: String) -> String {
        name == "size_t" ? "c_size_t" : "c_" + name.replacing("_t", with: "")
    }

    /// The type in Python's ctypes.
    ///
    /// Pointers to bytes and handles are plain addresses: a bytes object, an array and None all convert to one. Pointers to
    /// numbers, to statuses and to one of the structs in `structs` keep their type, so that ctypes refuses any other.
    internal func ctypes(structs: Set<String>) -> String {
        switch self {
        case .named("void"): return "None"
        case .named("kedge_status"): return "c_int32"
        case .named(let type) where type.hasPrefix("kedge_"): return type
        case .named(let type): return Self.ctypes(scalar: type)
        case .array(let element, let count): return "\(element.ctypes(structs: structs)) * \(count)"
        case .pointer(.named("char"), _): return "c_char_p"
        case .pointer(.named("kedge_status"), _): return "POINTER(c_int32)"
        case .pointer(.named(let type), _) where Self.numbers.contains(type):
            return "POINTER(\(Self.ctypes(scalar: type)))"
        case .pointer(.named(let type), _) where structs.contains(type): return "POINTER(\(type))"
        case .pointer(.pointer, _): return "POINTER(c_void_p)"
        case .pointer: return "c_void_p"
        }
    }
}
