import KedgeCore

extension TransactionJSONObject {
    /// The access list; empty if there is none.
    internal var accessList: [AccessListEntry] {
        get throws(TransactionError) {
            guard let array = try array("accessList") else { return [] }
            var entries: [AccessListEntry] = []
            entries.reserveCapacity(array.count)
            var element = array.firstElement
            while let current = element {
                let entry = try TransactionJSONObject(
                    current.value, field: "accessList", acceptsIntegers: acceptsIntegers)
                try entry.refuseMembers { $0.isString("address") || $0.isString("storageKeys") }
                entries.append(
                    AccessListEntry(
                        address: try required(entry.address("address"), "accessList's address"),
                        storageKeys: try required(entry.hashes("storageKeys"), "accessList's storageKeys")))
                element = current.next
            }
            return entries
        }
    }

    /// The authorizations, which are signed.
    internal var authorizations: [Authorization] {
        get throws(TransactionError) {
            guard let array = try array("authorizationList") else {
                throw .malformed(field: "authorizationList", rule: "is missing")
            }
            var authorizations: [Authorization] = []
            var element = array.firstElement
            while let current = element {
                let entry = try TransactionJSONObject(
                    current.value, field: "authorizationList", acceptsIntegers: acceptsIntegers)
                authorizations.append(try entry.authorization)
                element = current.next
            }
            return authorizations
        }
    }

    private var authorization: Authorization {
        get throws(TransactionError) {
            try refuseMembers { name in
                name.isString("chainId") || name.isString("address") || name.isString("nonce")
                    || TransactionJSON.isOfSignature(name)
            }
            var authorization = Authorization(
                chainID: try required(quantity("chainId"), "authorizationList's chainId"),
                address: try required(address("address"), "authorizationList's address"),
                nonce: try required(number("nonce"), "authorizationList's nonce"))
            authorization.yParity = try authorizationParity
            authorization.r = try scalar("r")
            authorization.s = try scalar("s")
            return authorization
        }
    }

    // A transaction may carry an authorization of any parity, which then has no effect.
    private var authorizationParity: UInt8 {
        get throws(TransactionError) {
            let v = try number("v").map { $0 == 27 || $0 == 28 ? $0 &- 27 : $0 }
            let parity = try number("yParity")
            guard let number = parity ?? v else {
                throw .malformed(field: "authorizationList's yParity", rule: "is missing")
            }
            guard v == nil || v == number else {
                throw .malformed(field: "authorizationList's yParity", rule: "does not agree with v")
            }
            guard let parity = UInt8(exactly: number) else {
                throw .field("authorizationList's yParity", rule: "has to be 0 to 255")
            }
            return parity
        }
    }
}
