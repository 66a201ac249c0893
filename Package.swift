// swift-tools-version: 6.3

import PackageDescription

/// One set of rules for every target of ours: Swift 6, the upcoming features we already follow, every pointer use marked.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

func target(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "sitrep",
    products: [
        .executable(name: "sitrep", targets: ["Sitrep"]),
        // For AllocationTests, which load it into the program: no target may link it.
        .library(name: "AllocationCounter", type: .dynamic, targets: ["AllocationCounter"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CMalloc"),

        target("HTTP", [httpTypes]),
        target("HTTP1", ["HTTP", httpTypes]),
        target("Telemetry", []),
        target("Transport", ["COpenSSL", "CLinux"]),
        target("HTTPServer", ["HTTP1", "HTTP", "Transport", "Telemetry", "CZlib", httpTypes]),
        target("ConflictData", ["CZlib", "COpenSSL", "CMalloc"]),
        target("Representations", ["ConflictData"]),
        target("API", ["Representations", "ConflictData", "HTTP", "Telemetry", httpTypes]),
        .executableTarget(
            name: "Sitrep",
            dependencies: [
                "API", "HTTPServer", "Transport", "ConflictData", "Telemetry", "HTTP",
                logging, argumentParser,
            ],
            resources: [.embedInCode("StarterDataset")],
            swiftSettings: settings
        ),

        .target(
            name: "TestSupport",
            dependencies: ["COpenSSL"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("HTTPTests", ["HTTP", httpTypes]),
        tests("HTTP1Tests", ["HTTP1", "HTTP", httpTypes], exclude: ["Corpus"]),
        tests("TelemetryTests", ["Telemetry"]),
        tests("TransportTests", ["Transport", "CLinux"]),
        tests("HTTPServerTests", ["HTTPServer", "HTTP1", "HTTP", "Transport", "Telemetry", httpTypes]),
        tests("ConflictDataTests", ["ConflictData"], exclude: ["Fixtures"]),
        tests("RepresentationsTests", ["Representations", "ConflictData"]),
        tests("APITests", ["API", "Representations", "ConflictData", "HTTP", httpTypes]),
        tests("SitrepTests", ["Sitrep", "HTTPServer", "Transport", "ConflictData", argumentParser]),
        tests("ServerTests", []),
        .target(name: "AllocationCounter", path: "Tests/AllocationTests/AllocationCounter"),
        tests("AllocationTests", [], exclude: ["AllocationCounter"]),
        tests("DocumentationTests", ["API", "ConflictData", "HTTP", httpTypes]),
        tests("ArchitectureTests", []),
    ]
)

// The fuzz targets: their program has libFuzzer's runtime, which only `--sanitize fuzzer` links.
if Context.environment["SITREP_FUZZ"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["API", "HTTPServer", "HTTP1", "HTTP", "ConflictData", "Telemetry", httpTypes],
            path: "Tests/Fuzzing/Targets",
            swiftSettings: settings
        )
    )
}
