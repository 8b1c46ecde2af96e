@_exported public import KedgeBalancing
@_exported public import KedgeCore
@_exported public import KedgeCrypto
@_exported public import KedgeEncryption
@_exported public import KedgeJWT
@_exported public import KedgeResilience
@_exported public import KedgeWallet
