import ConflictData
import Telemetry

/// What a handler may tell of the program itself, beside the data.
struct Service: Sendable {
    let release: String
    let metrics: EngineMetrics
    /// How the dataset that is served came in; nil when nobody measured it.
    let lastLoad: DatasetLoad?
    /// What reloads have changed since the start.
    let history: ChangeHistory
    let site: Site
    let documents: DocumentShelf
}
