import CJansson
import CRows
import Kedge

/// Claims as an access token carries them, 300 bytes.
private let claims = Array(
    """
    {"iss":"https://login.example.org/","sub":"did:pkh:eip155:1:0x8ba1f109551bd432803012645ac136ddd64dba72",\
    "aud":["https://api.example.org","https://rpc.example.org"],"iat":1767225600,"nbf":1767225600,"exp":1767229200,\
    "jti":"5f0c2a61-8a34-4c52-9d7e-2b1f1f6f3c90","scope":"read:txs","chain_id":1}
    """.utf8)

/// Both sides check the text, duplicate names included, and make a document that can be kept; then they free it.
var jsonRows: [row] {
    [
        row(
            "Strict JSON, 300 bytes of claims", "ns",
            kedge: { times in
                let claims = claims
                return measure(times) { try JSONDocument(claims).root.kind == .object }
            },
            peer: { times in
                claims.withUnsafeBufferPointer { claims in
                    claims.withMemoryRebound(to: CChar.self) { claims in
                        measure(times) {
                            let document = jansson_parse(claims.baseAddress, claims.count)
                            defer { jansson_free(document) }
                            return document != nil
                        }
                    }
                }
            },
            "jansson json_loadb", target: 0.15)
    ]
}
