/// The sample dataset that the binary carries: `serve` without a folder serves it, `init` writes it out.
///
/// The JSON files in the folder of the same name are the source, and that folder is itself a dataset. The build turns
/// each into a `[UInt8]` of `PackageResources` (`.embedInCode` in the manifest), so nothing is looked up at run time and
/// an edited file is in the next build. 50 KB of such literals take about two seconds to compile, in a file of their own
/// that is compiled again only when the dataset changes.
enum StarterDataset {
    /// The files of the folder, in the order in which a reader would open them.
    static let files: [(name: String, bytes: [UInt8])] = [
        ("dataset.json", PackageResources.dataset_json),
        ("sources.json", PackageResources.sources_json),
        ("places.json", PackageResources.places_json),
        ("actors.json", PackageResources.actors_json),
        ("events.json", PackageResources.events_json),
        ("articles.json", PackageResources.articles_json),
        ("tallies.json", PackageResources.tallies_json),
        ("interviews.json", PackageResources.interviews_json),
    ]
}
