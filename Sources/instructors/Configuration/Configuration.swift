import Domain
import Logging
import Web

/// What an installation is told: each setting, and the place that it came from.
struct Configuration: Sendable {
    /// Absolute, or relative to the working folder.
    let data: String
    let host: String
    /// 0: any that is free.
    let port: Int
    let databaseURL: String?
    let keysURL: String?
    /// The address from outside, without a slash at its end.
    let url: String?
    let logLevel: Logger.Level
    /// The erasure ledger's file; nil for the one in the data folder.
    let ledger: String?
    /// nil: nothing is mailed.
    let mailServer: MailServer?
    let egress: EgressRules
    let edge: EdgeConfiguration
    /// Who answers for what the security audit finds; a file.
    let auditWaivers: String?
    let sources: [Setting: SettingSource]

    /// - Parameters:
    ///   - flags: what the command line says.
    ///   - defaults: what this command takes instead of the built-in values.
    ///   - environment: the process's variables.
    ///   - file: `--config`; nil for `instructors.yaml`, which need not exist.
    /// - Throws: `UsageError` that names the place of a wrong value and the remedy.
    init(
        flags: [Setting: String], defaults: [Setting: String] = [:], environment: [String: String], file: String?
    ) async throws {
        let values = try await SettingValues(flags: flags, defaults: defaults, environment: environment, file: file)
        data = try values.required(.data, "a path to a folder") { $0.utf8.contains(0) ? nil : $0 }
        host = try values.required(.host, "an address such as 127.0.0.1") { Self.isGraphic($0) ? $0 : nil }
        port = try values.required(.port, "a number from 0 to 65535") { text in
            UInt16(text).map { Int($0) }
        }
        databaseURL = try values.optional(.databaseURL, "postgres://user:password@host/database", Self.postgres)
        keysURL = try values.optional(.keysURL, "postgres://user:password@host/database", Self.postgres)
        url = try values.optional(.url, "an address such as https://training.company.example", Self.web)
        logLevel = try values.required(.logLevel, "trace, debug, info, notice, warning, error or critical") {
            Logger.Level(rawValue: $0)
        }
        ledger = try values.optional(.ledger, "a path to a file, on another disk than the data") {
            $0.utf8.contains(0) || $0.utf8.last == UInt8(ascii: "/") ? nil : $0
        }
        mailServer = try Self.mailServer(values)
        egress = EgressRules(
            listed: try values.optional(
                .egressAllow, "origins such as https://login.company.example,smtp://127.0.0.1:1025", Self.origins)
                ?? [],
            authoritiesFile: try values.optional(.egressAuthorities, "a file of PEM certificates") { $0 })
        edge = try EdgeConfiguration(values)
        auditWaivers = try values.optional(.auditWaivers, "a path to a file of waivers") {
            $0.utf8.contains(0) ? nil : $0
        }
        sources = values.sources
    }

    private static func mailServer(_ values: SettingValues) throws -> MailServer? {
        let from = try values.optional(.mailFrom, "an address such as training@company.example") { text in
            MailServer(url: "smtp://127.0.0.1", from: text) == nil ? nil : text
        }
        return try values.optional(.smtpURL, "smtp://host:25 or smtps://user:password@host, and mailFrom beside it") {
            MailServer(url: $0, from: from ?? "")
        }
    }

    private static func origins(_ text: String) -> Set<Origin>? {
        let parts = text.utf8.split(separator: UInt8(ascii: ",")).map { part in
            Origin(String(decoding: part.drop { $0 == 0x20 }, as: UTF8.self))
        }
        return parts.contains { $0 == nil } ? nil : Set(parts.compactMap(\.self))
    }

    var place: StoragePlace {
        StoragePlace(folder: data, databaseURL: databaseURL, keysURL: keysURL, ledger: ledger)
    }

    /// What the server is told; `port` where the configured one is 0.
    func serverOptions(port: Int? = nil, isDemonstration: Bool = false) -> ServerOptions {
        var options = ServerOptions()
        options.host = host
        options.port = port ?? self.port
        options.publicURL = url
        options.isDemonstration = isDemonstration
        edge.apply(to: &options)
        return options
    }

    private static func isGraphic(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    private static func postgres(_ text: String) -> String? {
        let isPostgres = ["postgres://", "postgresql://"].contains { text.utf8.starts(with: $0.utf8) }
        return isPostgres && isGraphic(text) ? text : nil
    }

    /// A web address, without a slash at its end; nil for anything else.
    static func web(_ text: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: { text.utf8.starts(with: $0.utf8) }), isGraphic(text),
            text.utf8.count > scheme.utf8.count, !text.utf8.contains(where: { "?#\"\\<>".utf8.contains($0) })
        else { return nil }
        var url = text[...]
        while url.utf8.last == UInt8(ascii: "/") { url.removeLast() }
        return url.utf8.count > scheme.utf8.count ? String(url) : nil
    }
}
