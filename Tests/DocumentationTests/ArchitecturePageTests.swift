import Testing

/// `Docs/Architecture.md` shows the house as it is.
struct ArchitecturePageTests {
    private let page: String

    init() throws { page = try Repository.text(of: "Docs/Architecture.md") }

    /// The arrows of the page: what each target may import of ours.
    private func arrowsOfPage() throws -> [String: Set<String>] {
        let block = try #require(page.firstMatch(of: #/```\n([^`]*→[^`]*)```/#)).output.1
        return Dictionary(
            uniqueKeysWithValues: block.split(separator: "\n").map { line in
                let sides = line.split(separator: "→").map { $0.filter { $0 != " " } }
                return (sides[0], sides[1] == "nothing" ? [] : Set(sides[1].split(separator: ",").map(String.init)))
            }
        )
    }

    /// The dependencies of each target of ours in `Package.swift`, without packages from outside.
    private func arrowsOfPackage() throws -> [String: Set<String>] {
        let package = try Repository.text(of: "Package.swift")
        let libraries = package.matches(of: #/systemLibrary\(name: "(\w+)"/#).map { String($0.output.1) }
        var targets = package.matches(of: #/\starget\("(\w+)", \[([^\]]*)\]/#).map {
            (String($0.output.1), $0.output.2)
        }
        let program = try #require(
            package.firstMatch(of: #/executableTarget\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/#))
        targets.append((String(program.output.1), program.output.2))
        let ours = Set(libraries + targets.map(\.0))
        return Dictionary(
            uniqueKeysWithValues: targets.map { name, list in
                (name, Set(list.matches(of: #/"(\w+)"/#).map { String($0.output.1) }).intersection(ours))
            }
        )
    }

    @Test func `draws the arrows of the package`() throws {
        let (page, package) = (try arrowsOfPage(), try arrowsOfPackage())
        #expect(package.count >= 9)
        #expect(page == package)
    }

    @Test func `describes every target`() throws {
        let lines = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let package = try arrowsOfPackage()
        for target in Set(package.keys).union(package.values.joined()) {
            #expect(lines.contains { $0.prefix { $0 != "—" }.contains("`\(target)`") }, "\(target)")
        }
    }

    /// Names in code that look like types or files are there in the sources.
    @Test func `speaks of nothing that is gone`() throws {
        let names = Set(
            page.matches(of: #/`([A-Z][A-Za-z]+)(?:\.[a-z][A-Za-z]*(?:\([^`]*\))?)?`/#).map { String($0.output.1) })
        let sources = try Repository.sources()
        #expect(names.count > 20)
        for name in names {
            #expect(sources.contains { $0.contains(name) }, "\(name)")
        }
        for path in page.matches(of: #/`((?:Tests|Docs|Schema|Settings|Checks|ConflictData|API)/[A-Za-z\/.]+)`/#).map({
            String($0.output.1)
        }) {
            let places = [path, "Sources/" + path, "Sources/ConflictData/" + path, "Sources/Sitrep/" + path]
            #expect(places.contains { Repository.holds($0) }, "\(path)")
        }
    }
}
