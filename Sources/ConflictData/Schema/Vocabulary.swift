/// A closed list of terms that a field takes, with where the list comes from. Any vocabulary also takes `x_…` terms.
package struct Vocabulary: Sendable {
    package let name: String
    /// The codebook or standard that defines the terms.
    package let source: String
    package let terms: [String]

    init(_ name: String, source: String, _ terms: String) {
        self.name = name
        self.source = source
        self.terms = terms.split(separator: " ").map(String.init)
    }

    /// Whether it is one of these terms, or may be one of the dataset's own.
    func takes(_ term: String) -> Bool { terms.contains(term) || term.hasPrefix("x_") }
}

extension Vocabulary {
    static let sourceType = Vocabulary(
        "source_type",
        source: "sitrep",
        "monitor news_agency newspaper broadcaster state_media ministry military un ngo local_network social_media expert court"
    )
    static let placeType = Vocabulary(
        "place_type",
        source: "sitrep, after OCHA's administrative levels",
        "country governorate district city town village neighbourhood site"
    )
    static let nameKind = Vocabulary(
        "name_kind",
        source: "sitrep",
        "official short acronym former self exonym transliteration weak"
    )
    static let actorType = Vocabulary(
        "actor_type",
        source: "ACLED actor types, extended",
        """
        state_forces rebel_group political_militia identity_militia civilians external_forces police \
        international_org ngo media government coalition other
        """
    )
    static let relationType = Vocabulary(
        "relation_type",
        source: "sitrep",
        "renamed_to merged_into split_from member_of component_of allied_with backed_by opposed_to"
    )
    static let eventType = Vocabulary(
        "event_type",
        source: "ACLED codebook, event types",
        """
        battles explosions_remote_violence violence_against_civilians protests riots strategic_developments
        """
    )
    static let subEventType = Vocabulary(
        "sub_event_type",
        source: "ACLED codebook, sub-event types in lower case with underscores",
        """
        government_regains_territory non_state_actor_overtakes_territory armed_clash \
        excessive_force_against_protesters protest_with_intervention peaceful_protest \
        violent_demonstration mob_violence \
        chemical_weapon air_drone_strike suicide_bomb shelling_artillery_missile_attack remote_explosive_landmine_ied grenade \
        sexual_violence attack abduction_forced_disappearance \
        agreement arrests change_to_group_activity disrupted_weapons_use headquarters_or_base_established \
        looting_property_destruction non_violent_transfer_of_territory other
        """
    )
    static let eventRole = Vocabulary(
        "event_role",
        source: "ACLED actor columns",
        "side_a side_b associated_a associated_b target mediator"
    )
    static let genre = Vocabulary("genre", source: "IPTC genres", "report analysis interview statement sitrep")
    static let accumulation = Vocabulary("accumulation", source: "sitrep", "incremental cumulative point_in_time")
    static let tallyKind = Vocabulary("tally_kind", source: "SDG 16.1.2 metadata", "documented estimate claim")
    static let verification = Vocabulary(
        "verification",
        source: "sitrep",
        "claimed reported corroborated confirmed contested discounted"
    )
    static let revisionKind = Vocabulary(
        "revision_kind",
        source: "sitrep",
        "update correction reclassification retraction"
    )
    static let measure = Vocabulary(
        "measure",
        source: "sitrep, after SDG 16.1.2 and HXL #affected",
        """
        killed injured casualties missing displaced abducted captured detained surrendered materiel \
        localities_captured attacks
        """
    )
    static let unit = Vocabulary("unit", source: "sitrep", "persons households items incidents places")
    static let populationStatus = Vocabulary(
        "population_status",
        source: "OHCHR, SDG 16.1.2 status of victims",
        "civilian other_protected armed_forces direct_participant unknown"
    )
    static let sex = Vocabulary("sex", source: "SDG 16.1.2", "female male unknown")
    static let ageGroup = Vocabulary("age_group", source: "SDG 16.1.2", "child adult elderly unknown")
    static let itemCategory = Vocabulary(
        "item_category",
        source: "sitrep",
        "main_battle_tank armoured_vehicle artillery air_defence aircraft helicopter uav vehicle naval other"
    )
    static let itemOutcome = Vocabulary("item_outcome", source: "sitrep", "destroyed damaged captured shot_down")
    static let cause = Vocabulary(
        "cause",
        source: "SDG 16.1.2 cause of death",
        """
        heavy_weapons_and_explosives planted_explosives_and_uxo small_arms incendiary cbrn electromagnetic less_lethal \
        denial_of_indispensable_objects conflict_related_accident other unknown
        """
    )
    static let attribution = Vocabulary("attribution", source: "sitrep", "alleged claimed_by_self assessed conceded")
    static let qualifier = Vocabulary(
        "qualifier",
        source: "sitrep",
        "exact at_least more_than at_most fewer_than approximately between order_of none unknown"
    )
}

extension Vocabulary {
    package static let all: [Vocabulary] = [
        .sourceType, .placeType, .nameKind, .actorType, .relationType, .eventType, .subEventType, .eventRole, .genre,
        .accumulation, .tallyKind, .verification, .revisionKind, .measure, .unit, .populationStatus, .sex, .ageGroup,
        .itemCategory, .itemOutcome, .cause, .attribution, .qualifier,
    ]
}
