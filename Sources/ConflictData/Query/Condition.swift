/// What the rows of a table must be like: what the parameters of a query come to, and what `ConditionEvaluator` finds.
indirect enum Condition: Sendable {
    case all([Condition])
    case any([Condition])
    /// The complement: rows that have no value are in it.
    case not(Condition)
    /// The row is one of these.
    case rows([Int])
    /// The value in a column passes.
    case value(column: Int, ValueTest)
    /// Any of the rows inside the record meets it.
    case inside(table: Int, Condition)
    /// The record around the row meets it.
    case record(Condition)
    /// A reference of the row leads to a record that meets it and is not hidden.
    case reference(column: Int, Condition)
    /// A place of the row meets it: its own, or, where it has none, that of its event.
    case placed(PlaceCondition)
    /// The texts of the row, which is of this type, hold what a search asks for.
    case text(SearchQuery, in: RecordType)

    /// The same as a condition of the record around the row; nil when it looks at the row itself.
    var ofRecord: Condition? {
        func lifted(_ conditions: [Condition]) -> [Condition]? {
            let records = conditions.compactMap(\.ofRecord)
            return records.count == conditions.count ? records : nil
        }
        switch self {
        case .record(let condition): return condition
        case .all(let conditions): return lifted(conditions).map(Condition.all)
        case .any(let conditions): return lifted(conditions).map(Condition.any)
        case .not(let condition): return condition.ofRecord.map(Condition.not)
        default: return nil
        }
    }
}

/// What a place must be like.
enum PlaceCondition: Sendable {
    /// One of these places, or below one of them in the gazetteer.
    case within([Int])
    case box(GeoBox)
    case circle(GeoCircle)
    /// Its record meets a condition, as `country=` of counts asks.
    case record(Condition)
}
