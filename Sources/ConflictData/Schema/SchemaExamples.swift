/// One record of each type, which together are a sound dataset: what an editor offers to begin with.
enum SchemaExamples {
    static let dataset: SchemaValue = [
        "title": "Aleppo, November 2024",
        "license": "CC-BY-4.0",
        "attribution": "Example desk",
        "languages": ["en"],
        "caveats": ["Figures are statements by parties; nobody has confirmed them independently."],
        "coverage": ["from": "2024-11-27", "to": "2024-11-29", "places": ["aleppo"]],
    ]

    static func record(of type: RecordType) -> SchemaValue {
        switch type {
        case .source:
            ["id": "sohr", "name": "Syrian Observatory for Human Rights", "source_type": "monitor", "country": "GBR"]
        case .place:
            [
                "id": "aleppo", "name": "Aleppo", "names": [["name": "حلب", "lang": "ar", "kind": "official"]],
                "place_type": "city", "country": "SYR", "location": ["lat": 36.2, "lon": 37.16], "geo_precision": 2,
            ]
        case .actor:
            [
                "id": "syrian-army", "name": "Syrian Arab Army",
                "names": [["name": "SAA", "lang": "en", "kind": "acronym"]], "actor_type": "state_forces",
                "country": "SYR",
            ]
        case .event:
            [
                "id": "aleppo-2024", "name": "Offensive on Aleppo", "event_type": "battles",
                "sub_event_type": "armed_clash", "date_start": "2024-11-27", "date_end": "2024-11-29",
                "date_precision": 1, "place_id": "aleppo",
                "actors": [["actor_id": "syrian-army", "role": "side_b"]],
            ]
        case .article:
            [
                "id": "aleppo-clashes", "headline": "Fighting reaches Aleppo", "publisher_id": "sohr",
                "published_at": "2024-11-29T18:00:00Z", "genre": "report", "event_ids": ["aleppo-2024"],
            ]
        case .tally:
            [
                "id": "sohr-2024-11-29", "attributed_to": "sohr", "article_id": "aleppo-clashes",
                "event_id": "aleppo-2024", "report_date": "2024-11-29",
                "reference_period": ["start": "2024-11-27", "end": "2024-11-29"], "accumulation": "cumulative",
                "kind": "documented", "wording": "At least 255 dead, 24 of them civilians",
                "counts": [
                    ["n": 1, "measure": "killed", "value": ["qualifier": "at_least", "value": 255]],
                    [
                        "n": 2, "measure": "killed", "population": ["status": "civilian"],
                        "value": ["qualifier": "exact", "value": 24], "part_of": 1,
                    ],
                    [
                        "n": 3, "measure": "materiel", "unit": "items",
                        "item": ["category": "uav", "outcome": "shot_down"],
                        "value": ["qualifier": "order_of", "text": "dozens"],
                    ],
                ],
            ]
        case .interview:
            [
                "id": "expert-on-aleppo", "title": "What the offensive means", "article_id": "aleppo-clashes",
                "interviewee": ["name": "A. Expert", "role": "researcher"], "date": "2024-11-29", "verbatim": false,
                "exchanges": [
                    [
                        "n": 1, "question": "What does it mean for civilians?", "answer": "Many will leave.",
                        "topics": ["civilians"],
                    ]
                ],
            ]
        case .excerpt, .count: preconditionFailure("\(type) has no files of its own")
        }
    }
}
