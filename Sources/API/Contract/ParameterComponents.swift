import ConflictData

/// The parameters of the contract, each described once: what is alike on several routes is one component of one name.
struct ParameterComponents {
    private(set) var all: [SchemaValue.Member] = []
    /// Of each name, the places of what is described under it.
    private var places: [String: [Int]] = [:]

    /// The reference to a parameter. One of the same name that is described otherwise is named after its operation too.
    mutating func reference(_ name: String, _ parameter: SchemaValue, of operation: String) -> SchemaValue {
        let plain = Self.key(name)
        let known = places[plain] ?? []
        if let place = known.first(where: { all[$0].value == parameter }) { return Self.reference(all[place].key) }
        let key = known.isEmpty ? plain : operation + "." + plain
        places[plain, default: []].append(all.count)
        all.append(SchemaValue.Member(key, parameter))
        return Self.reference(key)
    }

    private static func reference(_ key: String) -> SchemaValue { ["$ref": "#/components/parameters/\(key)"] }

    /// Keys of components hold letters, digits, `.`, `-` and `_` (OpenAPI 3.1 §4.8.7): `date[gte]` is `date-gte`.
    private static func key(_ name: String) -> String {
        String(name.filter { $0 != "]" }.map { $0 == "[" ? "-" : $0 })
    }
}

/// One parameter object of OpenAPI.
enum ParameterObject {
    /// A parameter with one value.
    static func one(
        _ name: String, in place: RouteParameter.Place = .query, required: Bool = false, _ summary: String,
        _ schema: SchemaValue, example: SchemaValue? = nil
    ) -> SchemaValue {
        var members: [SchemaValue.Member] = [
            .init("name", .string(name)), .init("in", place == .path ? "path" : "query"),
            .init("description", .string(summary)),
        ]
        if required { members.append(.init("required", true)) }
        members.append(.init("schema", schema))
        if let example { members.append(.init("example", example)) }
        return .object(members)
    }

    /// A parameter with several values separated by commas: `a,b`.
    static func several(
        _ name: String, required: Bool = false, _ summary: String, of item: SchemaValue, count: ClosedRange<Int>,
        areDifferent: Bool = false, example: SchemaValue? = nil
    ) -> SchemaValue {
        var schema: SchemaValue = [
            "type": "array", "items": item, "minItems": .integer(Int64(count.lowerBound)),
            "maxItems": .integer(Int64(count.upperBound)),
        ]
        if areDifferent { schema = schema.adding("uniqueItems", true) }
        let list = example.map { SchemaValue.list([$0]) }
        return one(name, required: required, summary, schema, example: list)
            .adding(["style": "form", "explode": false])
    }

    /// Text that holds no comma, or is quoted.
    static let value: SchemaValue = ["type": "string", "pattern": "^([^\",][^,]*|\"([^\"]|\"\")+\")$"]
    static let id: SchemaValue = ["type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,127}$"]

    /// A year, month, day or moment.
    static let date: SchemaValue = [
        "type": "string", "pattern": .string("^\(year)(-(0[1-9]|1[0-2])|-\(day)(\(time))?)?$"),
    ]
    /// From 0001 on.
    private static let year = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
    /// As many days as the month has, in a leap year.
    private static let day =
        "(02-(0[1-9]|[12][0-9])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))"
    private static let time =
        "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"

    static func oneOf(_ words: [String]) -> SchemaValue { ["type": "string", "enum": .strings(words)] }
}
