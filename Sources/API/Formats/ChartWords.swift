import ConflictData
import Representations

/// The words of a picture that depend on the question: its title, what was filtered, names in place of ids.
struct ChartWords: Sendable {
    let dataset: Dataset

    /// - Parameters:
    ///   - subject: what is shown, after the measure: “ over time, by month”.
    ///   - filters: those of the question.
    func caption(_ subject: String, filters: [(name: String, value: String)]) -> ChartCaption {
        let measure = filters.first { $0.name == "measure" && !$0.value.contains(",") }
        let title = measure.map { Vocabulary.label(of: $0.value) + subject } ?? "Counts" + subject
        let rest = filters.filter { $0.name != measure?.name }.map { name, value in
            "\(Vocabulary.label(of: String(name.map { $0 == "." ? "_" : $0 })).lowercased()): \(self.value(value, of: name))"
        }
        let moment = dataset.asOf.map { "as known at \($0.text)" }
        let subtitle = ([dataset.card.title] + rest + [moment].compactMap(\.self)).joined(separator: " · ")
        return ChartCaption(title: title, subtitle: subtitle)
    }

    /// The values of a filter, records by their names.
    private func value(_ values: String, of name: String) -> String {
        values.split(separator: ",").map { self.name($0.description, of: name) }.joined(separator: ", ")
    }

    /// What the value of a key or filter is called.
    func name(_ value: String, of key: String) -> String {
        switch key {
        case "attributed_to": party(value)
        case "actor", "population_affiliation_actor_id", "population.affiliation_actor_id", "perpetrator_actor_id":
            name(ofRecord: value, in: .actor)
        case "event_id": name(ofRecord: value, in: .event)
        case "place_id", "within": name(ofRecord: value, in: .place)
        case _ where key.hasPrefix("place."): name(ofRecord: value, in: .place)
        case "population_status": TollSubject.words(ofStatus: value)
        case "week": "Week of \(date(value))"
        case "day", "month", "year": date(value)
        case "measure", "cause", "kind", "verification", "event_type": Vocabulary.label(of: value)
        case _ where key.hasPrefix("item_") || key.hasPrefix("population_"): Vocabulary.label(of: value)
        default: value
        }
    }

    private func date(_ text: String) -> String {
        PackedDate(text).map { PeriodPhrase.text(from: $0, to: nil) } ?? text
    }

    /// The name of a source or an actor.
    func party(_ id: String) -> String {
        dataset.knows(id, in: .source) ? name(ofRecord: id, in: .source) : name(ofRecord: id, in: .actor)
    }

    /// The name of a record that is served; of any other its id.
    func name(ofRecord id: String, in type: RecordType) -> String {
        guard dataset.knows(id, in: type), case .row(let row) = dataset.lookUp(id, in: type) else { return id }
        return dataset.title(ofRow: row, in: type) ?? id
    }
}
