import CKedge
import KedgeCore
import KedgeWallet

internal func fail(_ error: ContractError) -> kedge_status {
    switch error {
    case .type(let offset, let rule): failType(offset, rule)
    case .value(let path, let rule): failValue(path, rule)
    case .malformed(let offset, let rule): failData(offset, rule)
    case .wrongSelector:
        fail(KEDGE_WRONG_SELECTOR, "the data does not begin with the four bytes that the signature hashes to")
    case .tooLarge(let limit): failLimit(limit)
    case .json(let error): fail(error, KEDGE_MALFORMED_JSON, "values, byte {u0}: {text}")
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left")
    }
}

private func failType(_ offset: Int, _ rule: ContractTypeRule) -> kedge_status {
    func fail(_ template: StaticString) -> kedge_status { KedgeABI.fail(KEDGE_CONTRACT_TYPE, template, offset) }
    return switch rule {
    case .typeExpected:
        fail("types, byte {0}: a type has to begin here, without white space, and without a name behind it")
    case .integerWidth: fail("types, byte {0}: the bits of an integer are 8 to 256, a multiple of 8")
    case .fixedPointWidth:
        fail("types, byte {0}: a fixed-point number has 8 to 256 bits, a multiple of 8, x and 1 to 80 decimals")
    case .byteCount: fail("types, byte {0}: the bytes of bytes<M> are 1 to 32")
    case .arrayLength: fail("types, byte {0}: the length of an array is decimal digits without leading zeros")
    case .bracketExpected: fail("types, byte {0}: a ] has to stand here")
    case .commaOrEndExpected: fail("types, byte {0}: a comma or a ) has to stand here, and no white space or name")
    case .listExpected: fail("types, byte {0}: a list of types in parentheses has to begin here")
    case .nameExpected: fail("types, byte {0}: a name has to begin here, with a letter, _ or $")
    case .trailingText: fail("types, byte {0}: nothing may follow the closing parenthesis")
    }
}

private func failValue(_ path: String, _ rule: ContractValueRule) -> kedge_status {
    if path.isEmpty {
        return rule == .count
            ? KedgeABI.fail(KEDGE_CONTRACT_VALUE, "values: as many are needed as there are types")
            : KedgeABI.fail(KEDGE_CONTRACT_VALUE, "values: a JSON array is needed")
    }
    func fail(_ template: StaticString) -> kedge_status { KedgeABI.fail(KEDGE_CONTRACT_VALUE, template, text: path) }
    return switch rule {
    case .kind: fail("argument {text}: an array is needed, as the type is a tuple or an array")
    case .count: fail("argument {text}: it has to hold as many values as its type says")
    case .integer:
        fail("argument {text}: an integer is needed, as a JSON integer, decimal digits, or 0x and hex digits")
    case .range: fail("argument {text}: the number is out of the range of its type")
    case .fixedPoint:
        fail("argument {text}: a fixed-point number is needed, as text with no more decimals than its type has")
    case .bool: fail("argument {text}: true or false is needed")
    case .address: fail("argument {text}: an address is needed, 0x and 40 hex digits")
    case .addressChecksum: fail("argument {text}: the letters of the address are not as its checksum wants them")
    case .bytes: fail("argument {text}: bytes are needed, as 0x and two hex digits for each")
    case .byteCount: fail("argument {text}: as many bytes are needed as its type says")
    case .string: fail("argument {text}: a string is needed")
    case .packedElement: fail("argument {text}: the packed mode has no form for bytes and string inside an array")
    }
}

private func failData(_ offset: Int, _ rule: ContractDataRule) -> kedge_status {
    func fail(_ template: StaticString) -> kedge_status {
        KedgeABI.fail(KEDGE_MALFORMED_CONTRACT_DATA, template, offset)
    }
    return switch rule {
    case .cut: fail("encoded data, byte {0}: the data ends before the value does")
    case .offset: fail("encoded data, byte {0}: the offset leads outside the data, or into the head that holds it")
    case .length: fail("encoded data, byte {0}: the length is more than the data holds")
    case .padding: fail("encoded data, byte {0}: the bytes around the value are not as its type wants them")
    case .bool: fail("encoded data, byte {0}: a bool is 0 or 1")
    case .utf8: fail("encoded data, byte {0}: the string is not UTF-8")
    case .trailingBytes: fail("encoded data, byte {0}: from here on no byte belongs to a value")
    }
}

private func failLimit(_ limit: ContractLimit) -> kedge_status {
    func fail(_ template: StaticString) -> kedge_status { KedgeABI.fail(KEDGE_CONTRACT_TOO_LARGE, template) }
    return switch limit {
    case .typeText: fail("types: at most 65,536 bytes of text are taken")
    case .typeCount: fail("types: at most 4,096 types are taken, those inside arrays and tuples counted")
    case .typeDepth: fail("types: at most 64 arrays and tuples may stand inside one another")
    case .typeSize: fail("types: an array of a fixed length takes more than 67,108,864 bytes")
    case .values: fail("values: at most 16,777,216 bytes of JSON are taken")
    case .data: fail("data: at most 16,777,216 bytes are decoded")
    case .decodedValues:
        fail("data: offsets lead to the same bytes so often that the values are far larger than the data")
    case .emptyValues: fail("at most 4,096 values may be of types that take no bytes, such as () and bool[0]")
    case .output: fail("data: the JSON of the values is longer than 268,435,456 bytes")
    }
}
