/// What loading a dataset took.
package struct DatasetLoad: Equatable, Sendable {
    package let durationNanoseconds: UInt64
    /// In seconds since 1970.
    package let finishedSeconds: UInt64

    package init(durationNanoseconds: UInt64, finishedSeconds: UInt64) {
        self.durationNanoseconds = durationNanoseconds
        self.finishedSeconds = finishedSeconds
    }
}
