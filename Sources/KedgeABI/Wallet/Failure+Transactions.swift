import CKedge
import KedgeCore
import KedgeWallet

internal func fail(_ error: TransactionError) -> kedge_status {
    switch error {
    case .unknownType(let number):
        fail(
            KEDGE_TRANSACTION_TYPE, "the type is {0}: this library knows transactions of the types 0 to 4", Int(number))
    case .rlp(let error): fail(error)
    case .json(let error):
        error.reason == .malformedUTF8
            ? fail(KEDGE_INVALID_UTF8, "byte {u0} of the JSON is not UTF-8", error.offset)
            : fail(error, KEDGE_MALFORMED_JSON, "byte {u0} of the JSON: {text}")
    case .malformed(let field, let rule):
        fail(KEDGE_MALFORMED_TRANSACTION, "{text}: {rule}", text: field.text, rule: rule.text)
    case .unknownMember(let name):
        fail(KEDGE_MALFORMED_TRANSACTION, "no transaction has a member named {text}", text: name)
    case .field(let field, let rule):
        fail(KEDGE_TRANSACTION_FIELD, "{text}: {rule}", text: field.text, rule: rule.text)
    case .wrongChain(nil):
        fail(KEDGE_WRONG_CHAIN, "the transaction is for any chain, and one was asked for")
    case .wrongChain(let chainID?):
        fail(
            KEDGE_WRONG_CHAIN, "the transaction is for chain {u0}, and another one was asked for",
            Int(truncatingIfNeeded: chainID))
    case .sidecar(let rule): fail(KEDGE_INVALID_SIDECAR, "{text}: {rule}", text: "the sidecar", rule: rule.text)
    case .withoutSidecar:
        fail(KEDGE_WITHOUT_SIDECAR, "the transaction carries no blobs; attach their sidecar to it first")
    case .signature(let error): fail(error)
    }
}
