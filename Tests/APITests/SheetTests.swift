import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

/// Lists as sheets, lines and maps.
struct SheetTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    @Test(arguments: RecordType.allCases)
    func `answers a sheet of every type, its columns named after the fields`(_ type: RecordType) throws {
        let response = api.answer("/v1/\(type.plural).csv")
        #expect(response.status == .ok)
        #expect(response.fields[.contentType] == "text/csv; charset=utf-8")
        let lines = response.text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.first.map(String.init) == FieldTable.of(type).fields.map(\.name).joined(separator: ","))
        #expect(lines.count == (try SampleAPI.dataset().count(of: type)) + 2)
        #expect(response.link("self") == "/v1/\(type.plural).csv")
    }

    @Test(arguments: [
        ("/v1/articles.csv?fields=id,headline", "id,headline\r\nthird.json,Third\r\nsecond,Second\r\nfirst,First\r\n"),
        ("/v1/articles.csv?fields=headline,id&limit=1", "headline,id\r\nThird,third.json\r\n"),
        ("/v1/articles?format=csv&fields=id&sort=id", "id\r\nfirst\r\nsecond\r\nthird.json\r\n"),
        ("/v1/articles.csv?fields=id&envelope=false&limit=1", "id\r\nthird.json\r\n"),
        ("/v1/articles.csv?fields=id,byline&byline=Nobody", "id,byline\r\n"),
        (
            "/v1/counts.csv?fields=n,value&hxl=true&tally_id=early",
            "n,value\r\n#meta+num,#indicator+num+value\r\n1,2\r\n2,3\r\n"
        ),
        (
            "/v1/counts.csv?fields=n,value,min&hxl=true&tally_id=early&measure=killed",
            "n,value,min\r\n#meta+num,#affected+killed,#affected+killed+min\r\n1,2,2\r\n2,3,3\r\n"
        ),
        (
            "/v1/places.csv?fields=id,location&bom=true&sep=;",
            "\u{FEFF}id;location.lat;location.lon\r\naleppo;36.2;37.16\r\n"
        ),
        ("/v1/places.csv?fields=id,country&sep=tab", "id\tcountry\r\naleppo\tSYR\r\n"),
        ("/v1/articles.ndjson?fields=id&limit=2", "{\"id\":\"third.json\"}\n{\"id\":\"second\"}\n"),
        ("/v1/articles.ndjson?byline=Nobody", ""),
    ])
    func `writes the rows that are asked for`(_ target: String, _ text: String) {
        #expect(api.answer(target).text == text)
    }

    @Test func `takes the format from Accept as well`() {
        #expect(api.answer("/v1/articles?fields=id", [.accept: "text/csv"]).text.hasPrefix("id\r\n"))
        #expect(api.answer("/v1/articles?fields=id", [.accept: "application/x-ndjson"]).text.hasPrefix("{\"id\":"))
        #expect(
            api.answer("/v1/events?fields=id", [.accept: "application/geo+json"]).text.contains("FeatureCollection"))
    }

    @Test(arguments: ["csv", "ndjson", "geojson"])
    func `gives everything without a limit, and pages with one`(_ format: String) throws {
        let articles = (1...120).map { number in
            #"{"id":"a\#(number)","headline":"A","publisher_id":"agency","published_at":"2024-11-27"}"#
        }
        let dataset = try SampleAPI.dataset(articles: "[\(articles.joined(separator: ","))]", tallies: "[]")
        let api = API(store: DatasetStore(dataset), release: "test")
        func count(_ response: Response) -> Int {
            // One, or for maps the first of two, of each row.
            response.text.matches(of: #/\ba[0-9]+(,A|"[,}])/#).count
        }
        let whole = api.answer("/v1/articles.\(format)?fields=id,headline")
        #expect(count(whole) >= 120)
        #expect(whole.link("next") == nil)
        let page = api.answer("/v1/articles.\(format)?fields=id,headline&limit=50")
        #expect(count(page) == count(whole) * 50 / 120)
        let next = try #require(page.link("next"))
        #expect(count(api.answer(next)) == count(page))
        let rest = api.answer(next.replacing("limit=50&", with: ""))
        #expect(count(rest) == count(whole) * 70 / 120)
    }

    @Test func `streams what does not fit one piece, the same bytes each time`() throws {
        let articles = (1...2_000).map { number in
            #"{"id":"a\#(number)","headline":"A headline of some length","publisher_id":"agency","#
                + #""published_at":"2024-11-27"}"#
        }
        let dataset = try SampleAPI.dataset(articles: "[\(articles.joined(separator: ","))]", tallies: "[]")
        let api = API(store: DatasetStore(dataset), release: "test")
        func pieces() throws -> (tag: EntityTag?, pieces: [[UInt8]]) {
            let response = api.answer("/v1/articles.csv")
            guard case .chunks(let source) = response.body else { throw NotStreamed() }
            if case .untilGenerationChanges = response.storage { Issue.record("a stream must not be stored") }
            var pieces: [[UInt8]] = []
            var piece: [UInt8] = []
            while source.appendNext(to: &piece) {
                pieces.append(piece)
                piece = []
            }
            return (response.entityTag, pieces)
        }
        let (first, second) = (try pieces(), try pieces())
        #expect(first.pieces.count > 2)
        #expect(first.pieces == second.pieces)
        #expect(first.tag == second.tag)
        let text = String(decoding: first.pieces.joined(), as: UTF8.self)
        #expect(text.split(separator: "\r\n").count == 2_001)
        #expect(text.hasPrefix("id,headline,"))
    }

    private struct NotStreamed: Error {}

    @Test(arguments: [
        ("/v1/articles?hxl=true", "parameter-not-applicable"),
        ("/v1/articles.ndjson?sep=;", "parameter-not-applicable"),
        ("/v1/articles.csv?envelope=true", "parameter-not-applicable"),
        ("/v1/articles.csv?hxl=yes", "invalid-parameter"),
        ("/v1/articles.csv?sep=|", "invalid-parameter"), ("/v1/articles.csv?fields=headlin", "unknown-value"),
        ("/v1/actors.geojson", "not-acceptable"), ("/v1/articles.csv?limit=1001", "invalid-parameter"),
    ])
    func `refuses what means nothing`(_ target: String, _ problem: String) {
        #expect(api.answer(target).problem == problem)
    }

    /// Clients made from the contract send defaults, too.
    @Test func `takes a parameter with its own default for none`() {
        let answer = api.answer("/v1/articles?hxl=false&bom=false&safe=false&highlight=false&facet_limit=20")
        #expect(answer.problem == nil)
        #expect(answer.entityTag == api.answer("/v1/articles").entityTag)
    }

    @Test(arguments: [
        (
            "/v1/counts/aggregate.csv?group_by=attributed_to,month&measure=killed&tally_id=early&hxl=true",
            "group.attributed_to,group.month,measure,unit,value,min,max,counts,tallies\r\n"
                + "#group+name+claimant,#date+start+month,#indicator+name,#indicator+unit,#affected+killed,"
                + "#affected+killed+min,#affected+killed+max,#meta+counts,#meta+tallies\r\n"
                + "monitor,2024-11,killed,persons,2,2,2,1,1\r\n"
        ),
        (
            "/v1/timeseries.csv?tally_id=early&sep=;",
            "time;series;attributed_to;measure;population_status;value;min;max;qualifier;delta;derived;tally_id\r\n"
                + "2024-11-01;monitor/killed;monitor;killed;;2;2;2;exact;;false;early\r\n"
        ),
    ])
    func `writes sums and series as sheets`(_ target: String, _ text: String) {
        #expect(api.answer(target).text == text)
    }

    @Test func `puts records on the map with what their location is worth`() {
        let ending = #""attribution":"Sample \"desk\"","license":"CC-BY-4.0"}"#
        #expect(
            api.answer("/v1/counts.geojson?fields=id,value,relayed_by&tally_id=early&n=1").text
                == #"{"type":"FeatureCollection","features":[{"type":"Feature","id":"early.1","geometry":"#
                + #"{"type":"Point","coordinates":[37.16,36.2]},"properties":{"location_name":"Aleppo","#
                + #""location_precision":null,"location_is_coarse":false,"id":"early.1","value":2,"relayed_by":null}}],"#
                + #""bbox":[37.16,36.2,37.16,36.2],"# + ending)
        #expect(
            api.answer("/v1/interviews.geojson?fields=title").text
                == #"{"type":"FeatureCollection","features":[{"type":"Feature","id":"talk","geometry":null,"properties":"#
                + #"{"location_name":null,"location_precision":null,"location_is_coarse":null,"title":"Talk"}}],"#
                + ending)
    }
}
