@_exported public import KedgeCore
@_exported public import KedgeCrypto
@_exported public import KedgeEncryption
@_exported public import KedgeWallet
