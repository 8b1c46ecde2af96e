import CKedge
import KedgeWallet

internal func fail(_ error: AddressError) -> kedge_status {
    switch error {
    case .invalidText: fail(KEDGE_INVALID_ADDRESS, "the address is not 0x and 40 hex digits")
    case .checksum:
        fail(
            KEDGE_ADDRESS_CHECKSUM,
            "the case of the address's letters is not as its checksum wants it: mistyped, or of another chain")
    }
}
