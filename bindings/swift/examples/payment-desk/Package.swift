// swift-tools-version: 6.2
// A program outside Kedge that uses it, as a user's would.
import PackageDescription

let package = Package(
    name: "payment-desk",
    dependencies: [
        // The name is given because without it SwiftPM would go by the folder, which may be called anything.
        .package(name: "Kedge", path: "../../../..")
    ],
    targets: [
        .executableTarget(
            name: "payment-desk", dependencies: [.product(name: "Kedge", package: "Kedge")], path: "Sources")
    ]
)
