/// What finds rows fast: made once when a dataset is loaded, over all its records.
///
/// An index knows nothing of what is served at which moment: its results are intersected with `Dataset.served(_:)`, so
/// that views of one dataset at different moments share it.
final class RecordIndexes: Sendable {
    init(of records: Records) {}
}
