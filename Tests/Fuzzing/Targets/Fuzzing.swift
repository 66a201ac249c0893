import Glibc

/// The program has all targets, each of which takes any bytes and ends the process where something that always holds does
/// not hold; which one runs is told by the environment, since libFuzzer owns the arguments.
enum Fuzzing {
    static let targets: [String: @Sendable ([UInt8]) -> Void] = [
        "head": HeadTarget.test,
        "chunks": ChunksTarget.test,
        "query": QueryTarget.test,
        "json": JSONTarget.test,
        "dataset": DatasetTarget.test,
        "connection": ConnectionTarget.test,
        "broken": BrokenTarget.test,
    ]

    static let chosen: @Sendable ([UInt8]) -> Void = {
        let name = unsafe getenv("SITREP_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
        guard let target = targets[name] else {
            fatalError("SITREP_FUZZ_TARGET must be one of \(targets.keys.sorted().joined(separator: ", "))")
        }
        return target
    }()
}

/// What libFuzzer calls with each input. It has a `main` of its own.
@c(LLVMFuzzerTestOneInput)
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    Fuzzing.chosen(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Ends the process, which libFuzzer takes for a crash, unless the statement is true.
func require(_ isTrue: Bool, _ statement: @autoclosure () -> String) {
    if !isTrue { fatalError("not so: " + statement()) }
}

/// Breaks on an input that libFuzzer finds within seconds: shows that a crash is noticed.
enum BrokenTarget {
    static func test(_ bytes: [UInt8]) {
        require(!bytes.starts(with: "bug".utf8), "no input begins with \"bug\"")
    }
}
