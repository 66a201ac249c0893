import Foundation

/// Decodes the files of a dataset line by line into values and keeps them, on one thread: `JSONDecoderPeer FOLDER`.
///
/// Says `ready`, then how many records it holds of each type, as JSON; then waits until standard input ends.
@main
struct JSONDecoderPeer {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: JSONDecoderPeer FOLDER")
            return
        }
        let folder = URL(filePath: CommandLine.arguments[1])
        say("ready")
        let sources = try records(of: Source.self, in: folder, named: "sources")
        let places = try records(of: Place.self, in: folder, named: "places")
        let actors = try records(of: Actor.self, in: folder, named: "actors")
        let events = try records(of: Event.self, in: folder, named: "events")
        let articles = try records(of: Article.self, in: folder, named: "articles")
        let interviews = try records(of: Interview.self, in: folder, named: "interviews")
        let tallies = try records(of: Tally.self, in: folder, named: "tallies")
        let numbers = [
            "sources": sources.count, "places": places.count, "actors": actors.count, "events": events.count,
            "articles": articles.count, "interviews": interviews.count, "tallies": tallies.count,
        ]
        say(String(decoding: try JSONEncoder().encode(numbers), as: UTF8.self))
        _ = readLine()
        // What was decoded lives until here, so that its memory can be measured.
        withExtendedLifetime((sources, places, actors, events, articles, interviews, tallies)) {}
        exit(0)
    }

    /// The records of one file, whose bytes are given back when they are read.
    static func records<Record: Decodable>(of type: Record.Type, in folder: URL, named name: String) throws
        -> [Record]
    {
        let file = try Data(contentsOf: folder.appending(path: "\(name).ndjson"))
        let decoder = JSONDecoder()
        var records: [Record] = []
        var start = file.startIndex
        while start < file.endIndex {
            let end = file[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.endIndex
            records.append(try decoder.decode(type, from: file[start..<end]))
            start = end + 1
        }
        return records
    }

    static func say(_ text: String) {
        print(text)
        fflush(nil)
    }
}
