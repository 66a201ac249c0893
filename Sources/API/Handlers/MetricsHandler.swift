import ConflictData
import HTTP
import HTTPTypes
import Telemetry

/// Answers what the service counts, as Prometheus reads it: the engine's families, then those of the data.
enum MetricsHandler {
    static func answer(_ call: RouteCall) -> Outcome {
        var text = PrometheusText()
        call.service.metrics.write(to: &text)
        write(call.dataset, release: call.service.release, to: &text)
        if let load = call.service.lastLoad { write(load, to: &text) }
        return .direct(
            Response(
                status: .ok,
                fields: [.contentType: PrometheusText.mediaType, .cacheControl: "no-store"],
                body: .bytes(text.bytes),
                isCompressible: true
            ))
    }

    private static func write(_ dataset: Dataset, release: String, to text: inout PrometheusText) {
        text.family("sitrep_build_info", .gauge, "Always 1; the release is a label.")
        text.sample(1, ["version": release])
        text.family("sitrep_dataset_info", .gauge, "Always 1; the version of the data is a label.")
        text.sample(1, ["data_version": dataset.version])
        text.family("sitrep_dataset_records", .gauge, "Records that are served, by type.")
        for type in RecordType.allCases { text.sample(UInt64(dataset.count(of: type)), ["type": type.rawValue]) }
        text.single(
            "sitrep_dataset_warnings", .gauge, "What the checks of the dataset found.", UInt64(dataset.findings.count))
    }

    private static func write(_ load: DatasetLoad, to text: inout PrometheusText) {
        text.family("sitrep_dataset_load_duration_seconds", .gauge, "How long loading the dataset that is served took.")
        text.sample(nanoseconds: load.durationNanoseconds)
        text.single(
            "sitrep_dataset_loaded_timestamp_seconds", .gauge, "When it was loaded, in seconds since 1970.",
            load.finishedSeconds)
    }
}
