// swift-tools-version: 6.2
// A package outside Kedge that uses it, as a user's would.
import PackageDescription

let package = Package(
    name: "SwiftConsumer",
    dependencies: [
        // The name is given because without it SwiftPM would go by the folder, which may be called anything.
        .package(name: "Kedge", path: "../..")
    ],
    targets: [
        .executableTarget(name: "Consumer", dependencies: [.product(name: "Kedge", package: "Kedge")]),
        // Knows nothing of Kedge: loads libkedge.so into a process that has a Swift runtime of its own.
        .executableTarget(name: "Host"),
    ]
)
