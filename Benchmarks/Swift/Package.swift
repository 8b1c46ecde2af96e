// swift-tools-version: 6.2
// Times the Swift interface beside C libraries, in one process.
import PackageDescription

let package = Package(
    name: "KedgeBenchmarks",
    dependencies: [.package(name: "Kedge", path: "../..")],
    targets: [
        .executableTarget(
            name: "SwiftRows",
            dependencies: ["CRows", "CLibCrypto", "CJansson", .product(name: "Kedge", package: "Kedge")]),
        // What runs the rows, the same as for the C interface.
        .systemLibrary(name: "CRows"),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
    ]
)
