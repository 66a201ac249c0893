extension CountCategories.Category {
    /// The same without who is held responsible: parties disagree about that, and it is no other thing that is counted.
    var withoutPerpetrator: CountCategories.Category {
        var category = self
        category[.perpetrator] = 0
        category[.attribution] = 0
        return category
    }

    /// How much it says; the less, the wider it is.
    var attributeCount: Int { CountCategories.Attribute.allCases.count { self[$0] != 0 } }

    /// Whether it says nothing that the other does not say too, so that it holds all that the other counts.
    func holds(_ other: CountCategories.Category) -> Bool {
        all(codes .== 0 .| codes .== other.codes)
    }
}
