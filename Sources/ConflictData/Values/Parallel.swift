import Dispatch
import Synchronization

/// Work over many rows, split into pieces that all cores take in turn.
enum Parallel {
    /// Enough for the cores of any machine to end at about the same time.
    private static let pieces = 32
    /// Below this a piece costs more to hand out than to do.
    private static let leastRowsPerPiece = 2048

    /// Gives each piece of `0..<count` to `body`; the results are in order of the pieces.
    static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Range<Int>) -> Result) -> [Result] {
        map(pieces(of: count), body)
    }

    /// The same with one thing more beside it, for one core.
    static func map<Result: Sendable, Other: Sendable>(
        _ count: Int, _ body: @Sendable (Range<Int>) -> Result, beside other: @Sendable () -> Other
    ) -> ([Result], Other) {
        map(pieces(of: count), with: {}, { _, range in body(range) }, beside: other)
    }

    private static func pieces(of count: Int) -> [Range<Int>] {
        let rows = max(leastRowsPerPiece, (count + pieces - 1) / pieces)
        return stride(from: 0, to: count, by: rows).map { $0..<min($0 + rows, count) }
    }

    /// Gives each element to `body`; the results are in order of the elements.
    static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element],
        _ body: @Sendable (Element) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: elements.count))
        DispatchQueue.concurrentPerform(iterations: elements.count) { index in
            let result = body(elements[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// More workers than any machine has cores that would help; those that come too late have nothing to do.
    private static let mostWorkers = 64

    /// Maps with memory that a worker has for itself and uses for one element after the other, so that its pages are
    /// had once.
    static func map<Element: Sendable, Memory: ~Copyable, Result: Sendable>(
        _ elements: [Element],
        with memory: @Sendable () -> Memory,
        _ body: @Sendable (inout Memory, Element) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: elements.count))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(elements.count, mostWorkers)) { _ in
            var index = next.add(1, ordering: .relaxed).oldValue
            guard index < elements.count else { return }
            var memory = memory()
            while index < elements.count {
                let result = body(&memory, elements[index])
                results.withLock { $0[index] = result }
                index = next.add(1, ordering: .relaxed).oldValue
            }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// The same with one thing more beside it, for one core: the first that comes takes it, so that none waits for it.
    static func map<Element: Sendable, Memory: ~Copyable, Result: Sendable, Other: Sendable>(
        _ elements: [Element],
        with memory: @Sendable () -> Memory,
        _ body: @Sendable (inout Memory, Element) -> Result,
        beside other: @Sendable () -> Other
    ) -> ([Result], Other) {
        let results = Mutex([Result?](repeating: nil, count: elements.count))
        let otherResult = Mutex<Other?>(nil)
        let work: [Int?] = [nil] + elements.indices.map(Optional.some)
        _ = map(work, with: memory) { (memory: inout Memory, index: Int?) in
            if let index {
                let result = body(&memory, elements[index])
                results.withLock { $0[index] = result }
            } else {
                let result = other()
                otherResult.withLock { $0 = result }
            }
        }
        guard let otherResult = otherResult.withLock({ $0 }) else { preconditionFailure("it is among the work") }
        return (results.withLock { $0.compactMap(\.self) }, otherResult)
    }

    /// Does two things at once, on two cores.
    static func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        let results = Mutex<(First?, Second?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            if index == 0 {
                let result = first()
                results.withLock { $0.0 = result }
            } else {
                let result = second()
                results.withLock { $0.1 = result }
            }
        }
        guard case (let first?, let second?) = results.withLock({ $0 }) else { preconditionFailure("both were done") }
        return (first, second)
    }
}
