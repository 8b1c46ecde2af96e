// A signed transaction is used up by what gives its bytes: it cannot be sent twice.
// expect: 'signed' consumed more than once
import KedgeCore
import KedgeWallet

func sendTwice(_ signed: consuming SignedTransaction) -> [UInt8] {
    let first = signed.serialized()
    let second = signed.serialized()
    return first + second
}
