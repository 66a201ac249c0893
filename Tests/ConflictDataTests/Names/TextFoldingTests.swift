import Testing

@testable import ConflictData

struct TextFoldingTests {
    @Test(arguments: [
        ("Nusra Front", "nusra front"), ("  NUSRA\u{00A0}\u{2003} front\n", "nusra front"), ("", ""), (" -— ", ""),
        ("Yekîtiya", "yekitiya"), ("Yeki\u{0302}tiya", "yekitiya"), ("Umm Qaşr", "umm qasr"), ("Zāwītah", "zawitah"),
        ("İstanbul", "istanbul"), ("IĞDIR", "igdir"), ("ığdır", "igdir"), ("IŞİD", "isid"),
        ("Straße", "strasse"), ("STRASSE", "strasse"), ("GROẞ", "gross"), ("Øresund", "oresund"), ("Łódź", "lodz"),
        ("Đorđe", "dorde"), ("Ægir", "aegir"), ("Ǽ", "ae"), ("cœur", "coeur"), ("Þór", "thor"), ("Nguyễn", "nguyen"),
        ("Ǆ", "dz"), ("ǅ", "dz"), ("Ĳ", "ij"),
        ("al-Sham", "al sham"), ("al Sham", "al sham"), ("Al‑Sham", "al sham"), ("al–Sham", "al sham"),
        ("al_Sham", "al sham"), ("al--Sham!", "al sham"),
        ("Da'esh", "daesh"), ("Da’esh", "daesh"), ("Daʿesh", "daesh"), ("Daʾesh", "daesh"), ("Da`esh", "daesh"),
        ("‘Ayn al-ʿArab", "ayn al arab"), ("People's Defense", "peoples defense"), ("‘’", ""),
        ("Ελλάς", "ελλασ"), ("Άρης", "αρησ"), ("Захо́", "захо"), ("Ёлка", "елка"), ("Їжак", "іжак"), ("Ў", "у"),
        ("M-23", "m 23"), ("١٢٣", "123"), ("۴۵", "45"), ("x²", "x²"), ("東京", "東京"), ("a\u{200D}b\u{00AD}c", "abc"),
        ("𝒜x", "𝒜x"),
    ])
    func `folds case, diacritics, hyphens, spaces and apostrophes`(_ text: String, _ folded: String) {
        #expect(TextFolding.fold(text) == folded)
    }

    @Test(arguments: [
        ("أحرار", "احرار"), ("إدلب", "ادلب"), ("آمد", "امد"), ("ٱدلب", "ادلب"), ("مصطفى", "مصطفي"), ("الرقة", "رقه"),
        ("حـــلب", "حلب"), ("حَلَب", "حلب"), ("مؤتة", "موته"), ("رئيس", "رييس"), ("صنعاء", "صنعا"),
        ("زاوێتە", "زاويته"), ("زاويتة", "زاويته"), ("زاخۆ", "زاخو"), ("کركوک", "كركوك"), ("قامیشلی", "قاميشلي"),
    ])
    func `unifies Arabic letters and drops what is written above them`(_ text: String, _ folded: String) {
        #expect(TextFolding.fold(text) == folded)
    }

    @Test(arguments: [
        ("جبهة النصرة", "جبهه نصره"), ("الشام", "شام"), ("الله", "الله"), ("إلى", "الي"), ("البو كمال", "البو كمال"),
        ("والنصرة", "والنصره"), ("ألمانيا", "مانيا"), ("المانيا", "مانيا"), ("آل سعود", "ال سعود"),
    ])
    func `drops the Arabic article where three letters remain`(_ text: String, _ folded: String) {
        #expect(TextFolding.fold(text) == folded)
    }

    @Test func `folds every composed letter to what its decomposed form folds to`() {
        // Swift strings are equal when they are canonically equivalent, so a dictionary finds the composed twin.
        let bases = (0x61...0x7A).chain(0x3B1...0x3C9).chain(0x430...0x44F).chain(0x622...0x64A)
        let marks = (0x300...0x345).chain(0x653...0x655).compactMap(Unicode.Scalar.init)
        var decomposed: [String: Unicode.Scalar] = [:]
        for base in bases.compactMap(Unicode.Scalar.init) {
            for first in marks {
                decomposed[String(base) + String(first)] = base
                for second in marks { decomposed[String(base) + String(first) + String(second)] = base }
            }
        }
        var composedCount = 0
        for scalar in (0xC0...0x1FFF).compactMap(Unicode.Scalar.init) {
            guard let base = decomposed[String(scalar)] else { continue }
            composedCount += 1
            #expect(TextFolding.fold(String(scalar)) == TextFolding.fold(String(base)), "U+\(scalar.value)")
        }
        #expect(composedCount > 380)
    }

    @Test func `folds capitals to what small letters fold to`() {
        for scalar in (0x41...0x2BFF).compactMap(Unicode.Scalar.init) where scalar.properties.isUppercase {
            let lower = scalar.properties.lowercaseMapping
            #expect(TextFolding.fold(String(scalar)) == TextFolding.fold(lower), "U+\(scalar.value)")
        }
    }

    @Test func `folds plain ASCII as it folds any other text`() {
        let ascii = (0..<128).compactMap(Unicode.Scalar.init)
        for first in ascii {
            for second in ascii {
                let text = "\(first)B\(second)\(first)c\(second)"
                let folded = FoldedText(text)
                #expect(TextFolding.fold(text) == folded.words.map(folded.string).joined(separator: " "), "\(text)")
            }
        }
    }

    @Test func `changes nothing the second time`() {
        for scalar in (0...0x2FFFF).compactMap(Unicode.Scalar.init) {
            let folded = TextFolding.fold(String(scalar))
            #expect(TextFolding.fold(folded) == folded, "U+\(scalar.value)")
        }
    }
}

extension Sequence where Element == Int {
    fileprivate func chain(_ other: some Sequence<Int>) -> [Int] { Array(self) + Array(other) }
}
