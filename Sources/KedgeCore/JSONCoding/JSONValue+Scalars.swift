extension JSONValue {
    /// How deep values may be nested where each level is a call of some type's own code.
    internal static let maximumCodingDepth: Int = 256

    internal func decoded(
        _ type: Bool.Type, at path: @autoclosure () -> [any CodingKey]
    ) throws -> Bool {
        guard let bool else { throw mismatch(type, "true or false", path()) }
        return bool
    }

    internal func decoded(
        _ type: String.Type, at path: @autoclosure () -> [any CodingKey]
    ) throws -> String {
        guard let string else { throw mismatch(type, "a string", path()) }
        return string
    }

    internal func decoded(
        _ type: Double.Type, at path: @autoclosure () -> [any CodingKey]
    ) throws -> Double {
        guard kind == .number else { throw mismatch(type, "a number", path()) }
        guard let double else { throw doesNotFit(type, path()) }
        return double
    }

    internal func decoded(
        _ type: Float.Type, at path: @autoclosure () -> [any CodingKey]
    ) throws -> Float {
        guard let text = numberText else { throw mismatch(type, "a number", path()) }
        // From the text, since rounding to a Double first may round the wrong way.
        guard let float = Float(text), float.isFinite, float != 0 || double == 0 else {
            throw doesNotFit(type, path())
        }
        return float
    }

    internal func decoded<T: FixedWidthInteger>(
        _ type: T.Type, at path: @autoclosure () -> [any CodingKey]
    ) throws -> T {
        guard kind == .number else { throw mismatch(type, "a number", path()) }
        if let value = int64 {
            if let exact = T(exactly: value) { return exact }
        } else if let value = uint64 {
            if let exact = T(exactly: value) { return exact }
        } else if isInteger {
            if let text = numberText, let exact = T(text) { return exact }
        } else if let (value, isExact) = view.roundedDown, isExact, let exact = T(exactly: value) {
            return exact
        }
        throw doesNotFit(type, path())
    }

    internal func mismatch(_ type: Any.Type, _ wanted: String, _ path: [any CodingKey]) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: path, debugDescription: "\(wanted) must stand here, not \(kind.indefinite)")
        return isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    private func doesNotFit(_ type: Any.Type, _ path: [any CodingKey]) -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(codingPath: path, debugDescription: "the number does not fit \(type)"))
    }
}

extension JSONKind {
    internal var indefinite: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
