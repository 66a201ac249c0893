import Testing

@testable import ConflictData

struct MentionFinderTests {
    /// A text and what is found in it, each written `row:text`.
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var found: [String]
        var testDescription: String { text }

        init(_ text: String, _ found: [String]) {
            self.text = text
            self.found = found
        }
    }

    private static let actors: [(String, NameKind)] = [
        ("Free Syrian Army", .main), ("Syrian Army", .main), ("HTS", .acronym), ("Hayat Tahrir al-Sham", .official),
        ("Assad", .main), ("Hope", .main), ("the rebels", .weak), ("US", .acronym), ("Yekîtiya Demokrat", .main),
        ("هيئة تحرير الشام", .ownName), ("الجيش", .short), ("U.S.A.", .short), ("Brigade 313", .main), ("M23", .short),
        ("saa", .id), ("TALIBAN", .official), ("313", .short), ("IŞİD", .acronym), ("Da'esh", .exonym),
        ("MoD", .acronym),
    ]
    private static let places = ["Aleppo", "حلب", "الباب", "al-Bab", "Suriye", "Ḩamāh", "Sana", "Deir ez-Zor", "北朝鮮"]
    private static let finder = MentionFinder(
        actors.enumerated().map { row, actor in
            MentionName(type: .actor, entry: NameEntry(name: actor.0, row: row, kind: actor.1))
        }
            + places.enumerated().map { row, name in
                MentionName(type: .place, entry: NameEntry(name: name, row: 100 + row, kind: .main))
            })

    @Test(arguments: [
        Row("", []), Row("Nobody is named here.", []),
        Row("The Free Syrian Army and the Syrian Army.", ["0:Free Syrian Army", "1:Syrian Army"]),
        Row("Free Syrian Army Free Syrian", ["0:Free Syrian Army"]),
        Row("the free SYRIAN   army,", ["0:free SYRIAN   army"]), Row("Syrian\nArmy", ["1:Syrian\nArmy"]),
        Row("Syrian. Army", []), Row("Syrian, Army", []), Row("Syrian — Army", []),
        Row("Syrian-Army", ["1:Syrian-Army"]),
        Row("Syrian Armyx xSyrian Army", []), Row("anti-Assad", ["4:Assad"]), Row("(Assad)", ["4:Assad"]),
        Row("Hayat Tahrir Al‑Sham; hayat tahrir al Sham", ["3:Hayat Tahrir Al‑Sham", "3:hayat tahrir al Sham"]),
        Row("Free Hayat Tahrir Syrian Army", ["1:Syrian Army"]),
        Row("yeki\u{0302}tiya demokrat", ["8:yeki\u{0302}tiya demokrat"]),
        Row("🇸🇾👩‍👩‍👧 cafe\u{0301} in Aleppo", ["100:Aleppo"]), Row("Hamah, ḤAMĀH, hamah", ["105:Hamah", "105:ḤAMĀH"]),
        Row("Da’esh, Daesh and DAESH", ["18:Da’esh", "18:Daesh", "18:DAESH"]),
        Row("in 北朝鮮 or 北朝鮮人", ["108:北朝鮮"]),
    ])
    func `finds whole names, leftmost and longest`(_ row: Row) { check(row) }

    @Test(arguments: [
        Row("the rebels, a saa, US, 313", []),  // weak, an id, two letters, no letter
        Row("HTS hts Hts", ["2:HTS"]), Row("HTS-led, HTS's and 'HTS'", ["2:HTS", "2:HTS", "2:HTS"]),
        Row("no hope. Hope", ["5:Hope"]), Row("taliban Taliban TALIBAN", ["15:Taliban", "15:TALIBAN"]),
        Row("U.S.A. and u.s.a. and U S A", ["11:U.S.A", "11:U S A"]), Row("m23 M23", ["13:M23"]),
        Row("Brigade 313 and brigade ٣١٣", ["12:Brigade 313", "12:brigade ٣١٣"]),
        Row("MoD MOD Mod mod", ["19:MoD", "19:MOD"]),
    ])
    func `guards names that are words, short, or weak`(_ row: Row) { check(row) }

    @Test(arguments: [
        Row("Assad's men, ASSAD’S, Assads", ["4:Assad", "4:ASSAD"]),
        Row("the Free Syrian Army's", ["0:Free Syrian Army"]),
        Row("'Assad's'", ["4:Assad"]), Row("Suriye'nin, Suriye'de, Suriye'x", ["104:Suriye", "104:Suriye"]),
        Row("IŞİD'in, IŞİD", ["17:IŞİD", "17:IŞİD"]), Row("Sana'a, Sana's", ["106:Sana"]),
        Row("Deir ez-Zor's", ["107:Deir ez-Zor"]),
    ])
    func `leaves endings after an apostrophe out of the mention`(_ row: Row) { check(row) }

    @Test(arguments: [
        Row("دخلت هيئة تحرير الشام حلب", ["9:هيئة تحرير الشام", "101:حلب"]),
        Row("وهيئه تحرير شام", ["9:هيئه تحرير شام"]),
        Row("بحلب وحلب وبحلب لحلب", ["101:حلب", "101:حلب", "101:حلب", "101:حلب"]),
        Row("الجيش والجيش بالجيش", ["10:الجيش", "10:الجيش", "10:الجيش"]), Row("للجيش وللجيش", ["10:لجيش", "10:لجيش"]),
        Row("جيش وجيش", []), Row("باب الدار", []), Row("في الباب", ["102:الباب"]), Row("وَالجَيْشُ", ["10:الجَيْشُ"]),
        Row("حَلَبَ، حـلب.", ["101:حَلَبَ", "101:حـلب"]), Row("حلبي", []),
    ])
    func `takes particles off Arabic words and asks for the article of one-word names`(_ row: Row) { check(row) }

    @Test func `gives a mention for each record of the name, and by date those that bore it then`() {
        let finder = MentionFinder([
            mention("Nusra Front", 1, to: 99), mention("Nusra Front", 2, from: 100),
            mention("nusra front", 2, from: 200),
            mention("Aleppo", 3), MentionName(type: .place, entry: NameEntry(name: "Aleppo", row: 3, kind: .main)),
            MentionName(type: .place, entry: NameEntry(name: "Aleppo", row: 1, kind: .main)),
        ])
        let text = "Nusra Front"
        #expect(finder.find(in: text).map(\.row) == [1, 2])
        #expect(finder.find(in: text, at: 99).map(\.row) == [1])
        #expect(finder.find(in: text, at: 100).map(\.row) == [2])
        let aleppo = finder.find(in: "Aleppo", at: 5)
        #expect(aleppo.map(\.type) == [.actor, .place, .place])
        #expect(aleppo.map(\.row) == [3, 1, 3])
    }

    @Test func `speaks of all that ever bore a name when none does at the date`() {
        let finder = MentionFinder([mention("Nusra Front", 1, to: 99), mention("Nusra Front", 2, from: 50, to: 120)])
        #expect(finder.find(in: "the former Nusra Front", at: 500).map(\.row) == [1, 2])
    }

    @Test func `lets a name with looser demands match beside one with stricter`() {
        let finder = MentionFinder([
            MentionName(type: .actor, entry: NameEntry(name: "Amal", row: 1, kind: .main)),
            MentionName(type: .actor, entry: NameEntry(name: "amal", row: 2, kind: .transliteration)),
            MentionName(type: .actor, entry: NameEntry(name: "AMAL", row: 3, kind: .acronym)),
        ])
        #expect(finder.find(in: "amal").map(\.row) == [2])
        #expect(finder.find(in: "Amal").map(\.row) == [1, 2])
        #expect(finder.find(in: "AMAL").map(\.row) == [1, 2, 3])
    }

    @Test func `ignores names of more words than it has bits for`() {
        for (wordCount, isFound) in [(64, true), (65, false)] {
            let long = (0..<wordCount).map { "word\($0)" }.joined(separator: ", ")
            let finder = MentionFinder([mention(long, 1)])
            #expect(finder.find(in: "x " + long + " y").isEmpty != isFound)
        }
    }

    private func mention(_ name: String, _ row: Int, from: Int64? = nil, to: Int64? = nil) -> MentionName {
        MentionName(type: .actor, entry: NameEntry(name: name, row: row, kind: .main, from: from, to: to))
    }

    private func check(_ row: Row, _ location: SourceLocation = #_sourceLocation) {
        let scalars = Array(row.text.unicodeScalars)
        let found = Self.finder.find(in: row.text).map { mention in
            "\(mention.row):" + String(String.UnicodeScalarView(scalars[mention.start..<mention.end]))
        }
        #expect(found.map(Self.scalars) == row.found.map(Self.scalars), "\(found)", sourceLocation: location)
    }

    /// Strings that are equal may still differ in their scalars, which offsets must not.
    private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
