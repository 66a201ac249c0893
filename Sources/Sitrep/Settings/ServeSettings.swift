import API
import HTTPServer
import Transport

/// What `serve` runs with, after every layer has been read and checked.
struct ServeSettings: Sendable {
    /// Nil: the sample dataset inside the program.
    let dataset: String?
    let host: String
    /// 0: any free port.
    let port: UInt16
    /// Nil: plain HTTP only.
    let tls: TLSSettings?
    /// 0: one for each core.
    let threads: Int
    let accessLog: AccessLogChoice
    let trustedProxies: [NetworkPrefix]
    let site: Site
    let limits: ServerLimits
    /// After TERM, whoever is not done by then is cut off.
    let drainDeadlineSeconds: Double

    enum AccessLogChoice: String, Sendable {
        case off, text, json
    }

    /// - Parameters:
    ///   - flags: text by setting key, for those given on the command line.
    ///   - configPath: the settings file, which must then be readable.
    init(flags: [String: String], environment: [String: String], configPath: String?) throws(SettingError) {
        var layers = [SettingsLayer(origin: .flags, values: flags), SettingsLayer(environment: environment)]
        if let configPath { layers.append(try SettingsFile.read(configPath)) }
        let reader = SettingsReader(layers)
        dataset = try reader.text(.dataset)
        host = try reader.text(.host) ?? ""
        port = UInt16(try reader.wholeNumber(.port))
        tls = try TLSSettings(reader, plainPort: port)
        threads = try reader.wholeNumber(.threads)
        accessLog = try reader.text(.accessLog).flatMap(AccessLogChoice.init) ?? .off
        trustedProxies = try reader.networks(.trustedProxies)
        site = try Site(reader)
        limits = try ServerLimits(reader)
        drainDeadlineSeconds = Double(try reader.wholeNumber(.drainDeadlineSeconds))
    }
}
