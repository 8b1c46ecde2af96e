// A signed transaction has one owner: it is not copied into two places.
// expect: 'signed' consumed more than once
import KedgeCore
import KedgeWallet

func copy(_ signed: consuming SignedTransaction) -> [UInt8] {
    let first = signed
    let second = signed
    let bytes = first.serialized()
    return bytes + second.serialized()
}
