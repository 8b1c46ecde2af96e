import CKedge
import KedgeWallet

internal func fail(_ error: RLPError) -> kedge_status {
    switch error {
    case .truncated(let offset):
        fail(KEDGE_MALFORMED_RLP, "RLP ends inside the item at byte {u0}, or has a list that ends inside it", offset)
    case .trailingBytes(let offset):
        fail(KEDGE_MALFORMED_RLP, "bytes are left over behind the RLP, from {u0} on", offset)
    case .notCanonical(let offset):
        fail(KEDGE_MALFORMED_RLP, "the RLP item at byte {u0} is not written in the shortest way", offset)
    case .leadingZero(let offset):
        fail(KEDGE_MALFORMED_RLP, "the number at byte {u0} of the RLP begins with a zero byte", offset)
    case .numberTooLarge(let offset):
        fail(KEDGE_RLP_STRUCTURE, "the number at byte {u0} of the RLP has more bytes than asked for", offset)
    case .wrongKind(let offset):
        fail(
            KEDGE_RLP_STRUCTURE, "the RLP item at byte {u0} is a list where bytes are due, or bytes for a list", offset)
    case .tooDeep(let maximum):
        fail(KEDGE_RLP_TOO_DEEP, "lists lie in each other deeper than {u0}, the most that is allowed here", maximum)
    case .unbalancedList: fail(KEDGE_RLP_STRUCTURE, "a list is ended that was not begun, or is still open")
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for RLP")
    }
}
