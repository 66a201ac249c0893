/// The keys of `dataset.json`: the card of the whole.
enum DatasetFields {
    static let fields: [Field] = [
        Field("title", .string, required: true, "What the dataset is called."),
        Field("description", .text, "What it holds and how it was made."),
        Field("publisher", .string, "Who publishes it."),
        Field("license", .string, required: true, "Terms of use: an SPDX id or a sentence."),
        Field("attribution", .string, required: true, "How to credit it."),
        Field("languages", .code(.language), list: true, "Languages of the text (BCP 47)."),
        Field("caveats", .text, list: true, "What to keep in mind when using any of it."),
        Field("coverage", .object(coverage), "The time and places it covers."),
    ]

    static let coverage: [Field] = [
        Field("from", .date, "First day covered."),
        Field("to", .date, "Last day covered."),
        Field("places", .reference([.place]), list: true, "Places covered."),
    ]
}
