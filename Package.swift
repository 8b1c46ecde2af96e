// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
    name: "Kedge",
    products: [
        .library(name: "Kedge", targets: ["Kedge"]),
        .library(name: "KedgeCore", targets: ["KedgeCore"]),
        .library(name: "KedgeCrypto", targets: ["KedgeCrypto"]),
        .library(name: "KedgeEncryption", targets: ["KedgeEncryption"]),
        .library(name: "KedgeWallet", targets: ["KedgeWallet"]),
        .library(name: "KedgeJWT", targets: ["KedgeJWT"]),
        .library(name: "KedgeBalancing", targets: ["KedgeBalancing"]),
        .library(name: "KedgeResilience", targets: ["KedgeResilience"]),
        // libkedge.so, the C door. CMake builds this product and adds what makes it shippable.
        .library(name: "kedge", type: .dynamic, targets: ["KedgeABI"]),
    ],
    targets: [
        // Floor 5: the doors.
        .target(
            name: "Kedge",
            dependencies: [
                "KedgeCore", "KedgeCrypto", "KedgeEncryption", "KedgeWallet", "KedgeJWT", "KedgeBalancing",
                "KedgeResilience",
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "KedgeABI",
            dependencies: [
                "CKedge", "CPlatform", "KedgeCore", "KedgeCrypto", "KedgeEncryption", "KedgeWallet", "KedgeJWT",
                "KedgeBalancing", "KedgeResilienceCore",
            ],
            swiftSettings: swiftSettings),
        // Floor 4: the areas.
        .target(
            name: "KedgeEncryption", dependencies: ["KedgeCore", "KedgeCrypto", "CPlatform"],
            swiftSettings: swiftSettings),
        .target(
            name: "KedgeWallet", dependencies: ["KedgeCore", "KedgeCrypto", "CPlatform", "CWordLists"],
            swiftSettings: swiftSettings),
        .target(
            name: "KedgeJWT", dependencies: ["KedgeCore", "KedgeCrypto", "CPlatform"], swiftSettings: swiftSettings),
        .target(
            name: "KedgeBalancing", dependencies: ["KedgeCore", "KedgeCrypto", "CPlatform", "CXXHash"],
            swiftSettings: swiftSettings),
        .target(
            name: "KedgeResilience", dependencies: ["KedgeCore", "KedgeResilienceCore", "CPlatform"],
            swiftSettings: swiftSettings),
        // Its half without tasks, so that the C door does not carry their runtime.
        .target(
            name: "KedgeResilienceCore", dependencies: ["KedgeCore", "KedgeCrypto", "CPlatform"],
            swiftSettings: swiftSettings),
        // Floor 2: primitives.
        .target(
            name: "KedgeCrypto", dependencies: ["KedgeCore", "CPlatform", "COpenSSL", "CSodium", "CSecp256k1"],
            swiftSettings: swiftSettings),
        // Floor 1: ground.
        .target(name: "KedgeCore", dependencies: ["CPlatform", "CSodium", "CUtf8proc"], swiftSettings: swiftSettings),
        .target(name: "CKedge", dependencies: ["CPlatform"]),
        .target(name: "CPlatform"),
        .target(name: "CWordLists"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CSecp256k1", pkgConfig: "libsecp256k1", providers: [.apt(["libsecp256k1-dev"])]),
        // Without pkg-config, which would link a library of which only the header is used.
        .systemLibrary(name: "CXXHash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CUtf8proc", pkgConfig: "libutf8proc", providers: [.apt(["libutf8proc-dev"])]),
        // The tool that writes headers, bindings, version script and reference from KedgeABI and CKedge.
        .executableTarget(name: "abigen", swiftSettings: swiftSettings),

        .target(name: "KedgeTestSupport", path: "Tests/KedgeTestSupport", swiftSettings: swiftSettings),
        .testTarget(
            name: "KedgeCoreTests", dependencies: ["KedgeCore", "KedgeTestSupport"], swiftSettings: swiftSettings),
        .testTarget(
            name: "KedgeCryptoTests", dependencies: ["KedgeCore", "KedgeCrypto", "KedgeTestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "KedgeEncryptionTests",
            dependencies: ["KedgeCore", "KedgeCrypto", "KedgeEncryption", "KedgeTestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "KedgeWalletTests", dependencies: ["KedgeCore", "KedgeCrypto", "KedgeWallet", "KedgeTestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "KedgeJWTTests", dependencies: ["KedgeCore", "KedgeCrypto", "KedgeJWT", "KedgeTestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "KedgeBalancingTests",
            dependencies: ["CPlatform", "KedgeBalancing", "KedgeCore", "KedgeCrypto", "KedgeTestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "KedgeResilienceTests",
            dependencies: ["CPlatform", "KedgeCore", "KedgeResilience", "KedgeResilienceCore", "KedgeTestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(name: "KedgeTests", dependencies: ["Kedge", "KedgeTestSupport"], swiftSettings: swiftSettings),
    ]
)
