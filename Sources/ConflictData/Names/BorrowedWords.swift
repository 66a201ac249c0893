/// What other tools and datasets call the things that have a name here: the first guess of who comes from there.
///
/// The words are those of ACLED, UCDP, ReliefWeb, HDX, json-server, PostgREST, Datasette and of plain English. They are
/// never taken for the name or term; they are what to suggest when none is near.
package enum BorrowedWords {
    /// Words in small letters and digits alone, and the names, or terms of closed lists, that may be meant by them, best
    /// first.
    private static let table: [(words: String, names: String)] = [
        // Pages
        ("page pagenumber offset skip next startafter", "cursor"),
        ("perpage pagesize size rows count max top take first", "limit"),
        ("order orderby sortby direction asc desc", "sort"),
        ("query search text keyword keywords term find", "q"),
        ("select columns column col attributes properties", "fields"),
        ("expand embed join related", "include"),
        ("bucket granularity resolution frequency", "interval"),
        ("output outputformat accept mimetype extension", "format"),
        // Time
        ("from start startdate datefrom fromdate after begin", "since period_start date_start start active_from"),
        ("to end enddate dateto todate before finish", "until period_end date_end end active_to"),
        ("date day time when eventdate", "on day month date_start report_date date published_at"),
        ("quarter", "month year"),
        ("at version snapshot knownat", "as_of"),
        ("published pubdate publishedon", "published_at report_date"),
        // People
        ("party source claimant claimedby by reportedby statedby who", "attributed_to publisher_id"),
        ("faction side armedgroup organization organisation dyad", "actor actors actor_id"),
        ("civilians", "population_status counts.population.status status"),
        (
            "fighters combatants militants rebels insurgents gunmen",
            "population_status counts.population.status status direct_participant rebel_group"
        ),
        (
            "soldiers troops army",
            "population_status counts.population.status status armed_forces state_forces military"
        ),
        ("medics", "other_protected"),
        ("women woman girls girl f", "female"),
        ("men man boys boy m", "male"),
        ("children kids minors infants", "child"),
        ("elders seniors old", "elderly"),
        ("gender", "population_sex counts.population.sex sex"),
        ("title", "headline name"),
        ("name", "headline title"),
        ("body content story fulltext", "body_text description"),
        ("summary lead teaser", "abstract description"),
        ("author writer reporter", "byline interviewer"),
        ("outlet newspaper", "publisher_id"),
        // Places
        ("location area region town city country iso", "within place_id place.country"),
        ("province state governorate admin1", "place.governorate within place_id"),
        ("district admin2", "place.district within place_id"),
        ("box bounds extent geography", "bbox"),
        ("radius distance around geo point", "near location"),
        // Figures
        ("killed casualties injured missing displaced abducted detained captured", "measure counts.measure"),
        ("deaths death fatalities dead", "measure counts.measure killed"),
        ("wounded hurt", "measure counts.measure injured"),
        ("kidnapped hostages", "abducted"),
        ("prisoners arrested", "detained captured"),
        ("refugees idps evacuated", "displaced"),
        ("weapon weapons equipment", "item_category counts.item.category materiel"),
        ("tank tanks", "main_battle_tank"),
        ("apc ifv", "armoured_vehicle"),
        ("drone drones", "uav"),
        ("plane planes jet jets", "aircraft"),
        ("ship ships boat", "naval"),
        ("airstrike airstrikes bombing shelling", "air_drone_strike explosions_remote_violence"),
        ("clashes fighting", "battles armed_clash"),
        ("demonstrations", "protests"),
        ("minimum", "at_least"),
        ("maximum", "at_most"),
        ("estimated roughly about", "approximately estimate"),
        ("range", "between"),
        ("verified", "confirmed corroborated"),
        ("disputed", "contested"),
        ("total running", "value counts.value.value cumulative"),
        ("new daily", "incremental"),
        ("number figure amount", "value counts.value.value"),
        ("confidence certainty", "verification counts.value.qualifier qualifier"),
        ("typeofviolence disordertype", "event_type"),
    ]

    /// Each word stands in one row.
    package static let namesByWord = [String: [String]](
        uniqueKeysWithValues: table.flatMap { row in
            let names = row.names.split(separator: " ").map(String.init)
            return row.words.split(separator: " ").map { (String($0), names) }
        })

    /// The names meant by a word, of those that are there, best first.
    static func names(for typed: String, among there: some Sequence<String>, limit: Int) -> [String] {
        guard typed.utf8.count <= longestWord else { return [] }
        let word = String(typed.lowercased().filter { $0.isLetter || $0.isNumber })
        guard let names = namesByWord[word] else { return [] }
        let there = Set(there)
        return Array(names.filter(there.contains).prefix(limit))
    }

    /// In bytes, with what stands between letters.
    private static let longestWord = 64
}
