import CKedge
import KedgeCore
import KedgeWallet

internal func fail(_ error: TypedDataError) -> kedge_status {
    switch error {
    case .json(let error):
        switch error.reason {
        case .tooLarge:
            fail(
                KEDGE_TYPED_DATA_TOO_LARGE, "json_len is more than {0}, the longest document that is taken",
                TypedDataOptions.maximumByteCount)
        case .tooDeep:
            fail(
                KEDGE_TYPED_DATA_TOO_LARGE,
                "json, byte {u0}: arrays and objects lie in each other deeper than any limit allows", error.offset)
        default: fail(error, KEDGE_MALFORMED_JSON, "json, byte {u0}: {text}")
        }
    case .malformed(let part): fail(part)
    case .unknownType(let name):
        fail(
            KEDGE_TYPED_DATA_TYPE, "{text} is no type of EIP-712, and the data defines or uses none of that name",
            text: name)
    case .invalidType(let name, let rule): fail(rule, name)
    case .value(let path, let rule): fail(rule, path)
    case .missing(let path):
        fail(KEDGE_TYPED_DATA_MISSING, "{text} is null or absent, and only a struct may go without", text: path)
    case .unknownMember(let path):
        fail(KEDGE_TYPED_DATA_UNKNOWN_MEMBER, "{text} is there, and its type has no such member", text: path)
    case .tooDeep(let maximum):
        fail(KEDGE_TYPED_DATA_TOO_LARGE, "structs and arrays lie in each other deeper than max_depth {0}", maximum)
    case .tooManyValues(let maximum):
        fail(KEDGE_TYPED_DATA_TOO_LARGE, "there are more members and elements than max_values {u0}", maximum)
    case .typesTooLarge(let maximum):
        fail(KEDGE_TYPED_DATA_TOO_LARGE, "the texts of the types have more than {0} bytes in all", maximum)
    case .depthLimit(let maximum):
        fail(
            KEDGE_INVALID_ARGUMENT, "max_depth is {u0}: 1 to {1} are taken", maximum, TypedDataOptions.greatestDepth)
    case .valueLimit(let maximum): fail(KEDGE_INVALID_ARGUMENT, "max_values is {0}, which is negative", maximum)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the typed data")
    }
}

private func fail(_ part: TypedDataError.Part) -> kedge_status {
    switch part {
    case .document:
        fail(KEDGE_MALFORMED_TYPED_DATA, "the JSON is no object: it has types, primaryType, domain and message")
    case .types:
        fail(KEDGE_MALFORMED_TYPED_DATA, "types is absent or no object: it has an array of members for each type")
    case .primaryType:
        fail(KEDGE_MALFORMED_TYPED_DATA, "primaryType is absent or no string: it names the message's type")
    case .domain: fail(KEDGE_MALFORMED_TYPED_DATA, "domain is absent or no object")
    case .message: fail(KEDGE_MALFORMED_TYPED_DATA, "message is absent or no object")
    }
}

private func fail(_ rule: TypedDataError.TypeRule, _ name: String) -> kedge_status {
    switch rule {
    case .name:
        fail(
            KEDGE_TYPED_DATA_TYPE, "types.{text}: a name has letters, digits, _, $ and :, and begins with no digit",
            text: name)
    case .reserved: fail(KEDGE_TYPED_DATA_TYPE, "types.{text}: EIP-712 has a type of that name", text: name)
    case .shape:
        fail(
            KEDGE_TYPED_DATA_TYPE, "types.{text}: it has to be an array of objects with the strings name and type",
            text: name)
    case .memberName:
        fail(
            KEDGE_TYPED_DATA_TYPE,
            "types.{text}: a member's name has letters, digits, _ and $, and begins with no digit", text: name)
    case .duplicateMember: fail(KEDGE_TYPED_DATA_TYPE, "types.{text}: two members have the same name", text: name)
    case .memberType:
        fail(
            KEDGE_TYPED_DATA_TYPE, "types.{text}: a member's type is a name, then [] or [n] any number of times",
            text: name)
    case .structInDomain: fail(KEDGE_TYPED_DATA_TYPE, "types.{text}: a domain has no structs", text: name)
    }
}

private func fail(_ rule: TypedDataError.ValueRule, _ path: String) -> kedge_status {
    let status = KEDGE_TYPED_DATA_VALUE
    return switch rule {
    case .integer:
        fail(status, "{text}: an integer is a number without fraction, or text, decimal or behind 0x", text: path)
    case .range(let bitCount, true): fail(status, "{text} is no integer that an int{0} holds", bitCount, text: path)
    case .range(let bitCount, false): fail(status, "{text} is no integer that a uint{0} holds", bitCount, text: path)
    case .bool: fail(status, "{text}: a bool is true or false", text: path)
    case .address: fail(status, "{text}: an address is 0x and 40 hex digits", text: path)
    case .string: fail(status, "{text} has to be a string", text: path)
    case .bytes: fail(status, "{text}: bytes are 0x and an even number of hex digits", text: path)
    case .fixedBytes(let count):
        fail(status, "{text}: bytes{0} is 0x and {1} hex digits", count, 2 &* count, text: path)
    case .array: fail(status, "{text} has to be an array", text: path)
    case .elementCount(let count): fail(status, "{text} has to be an array of {0} elements", count, text: path)
    case .object: fail(status, "{text} has to be an object, or null", text: path)
    }
}
