import ConflictData
import HTTP
import HTTPTypes
import Representations
import Testing

@testable import API

/// Rows that are worked out, as sheets and as lines: tolls, changes, findings, search.
struct AnswerFormatTests {
    private static let targets = [
        "/v1/checks", "/v1/changes", "/v1/events/offensive/toll", "/v1/counts/aggregate?group_by=event_id",
        "/v1/timeseries", "/v1/search?q=offensive", "/v1/tallies/toll/revisions",
    ]
    let api: API

    init() throws { api = try SampleAPI.make() }

    private func target(_ target: String, _ format: String, _ query: String = "") -> String {
        let parts = target.split(separator: "?").map(String.init)
        let queries = parts.dropFirst() + (query.isEmpty ? [] : [query])
        return parts[0] + "." + format + (queries.isEmpty ? "" : "?" + queries.joined(separator: "&"))
    }

    @Test(arguments: targets)
    func `has as many lines as rows, and a sheet as many with its heading`(_ address: String) {
        let lines = api.answer(target(address, "ndjson"))
        #expect(lines.fields[.contentType] == "application/x-ndjson")
        let count = lines.text.split(separator: "\n").count
        #expect(count > 0)
        let sheet = api.answer(target(address, "csv"))
        #expect(sheet.fields[.contentType] == "text/csv; charset=utf-8")
        #expect(sheet.text.split(separator: "\r\n").count == count + 1)
        let tagged = api.answer(target(address, "csv", "hxl=true"))
        #expect(tagged.text.split(separator: "\r\n").count == count + 2)
        #expect(tagged.text.split(separator: "\r\n")[1].contains("#"))
    }

    @Test(arguments: targets)
    func `keeps a page in JSON and refuses the options of sheets there`(_ address: String) {
        let parts = address.split(separator: "?")
        let query = parts.dropFirst().map { $0 + "&" }.joined() + "hxl=true"
        #expect(api.answer("\(parts[0])?\(query)").problem == "parameter-not-applicable")
    }

    @Test func `gives findings whole without a limit, a page with one`() throws {
        let whole = api.answer("/v1/checks.csv")
        #expect(whole.link("next") == nil)
        #expect(whole.text.hasPrefix("severity,rule,type,id,file,line,column,pointer,message\r\n"))
        let page = api.answer("/v1/checks.csv?limit=1")
        #expect(page.text.split(separator: "\r\n").count == 2)
        let next = try #require(page.link("next"))
        #expect(next.hasPrefix("/v1/checks.csv?limit=1&cursor="))
        let second = api.answer(next).text.split(separator: "\r\n")
        #expect(second.count == 2)
        #expect(whole.text.split(separator: "\r\n")[2] == second[1])
    }

    @Test func `a toll's sheet has a row for each figure, parts behind their whole`() {
        let sheet = api.answer("/v1/events/offensive/toll.csv").text.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let names = sheet[0].map(String.init)
        let column = { (name: String) in names.firstIndex(of: name) ?? 0 }
        let rows = sheet.dropFirst().filter { $0[column("tally_id")] == "toll" }
        #expect(rows.map { $0[column("count_id")] } == ["toll.1", "toll.2", "toll.3"])
        #expect(rows.map { $0[column("part_of")] } == ["", "toll.1", "toll.1"])
        #expect(rows.map { $0[column("value")] } == ["10", "4", "5"])
        let tagged = api.answer("/v1/events/offensive/toll.csv?hxl=true").text.split(separator: "\r\n")[1]
        #expect(tagged.contains("#affected+killed"))
    }

    @Test func `joins the fields of a change by a bar and the highlights of a hit`() {
        let lines = api.answer("/v1/search.ndjson?q=offensive&limit=3").text
        #expect(lines.contains(#""highlights":[{"field":"#))
        let sheet = api.answer("/v1/search.csv?q=offensive").text
        #expect(sheet.hasPrefix("type,id,score,title,url\r\nevent,offensive,"))
    }

    @Test func `the columns of rows have what their JSON has`() {
        let line = api.answer("/v1/checks.ndjson?limit=1").text
        for column in AnswerColumn.ofFindings { #expect(line.contains("\"\(column.name)\":")) }
    }
}
