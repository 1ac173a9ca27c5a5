import Domain
import Logging
import Web

/// The configuration as `serve --print-config` shows it, secrets hidden.
extension Configuration {
    /// `instructors.yaml` as it would have to be, each line with its source.
    var yaml: String {
        shown.map { setting, value in
            "\(setting.rawValue): \(value)  # \(sources[setting]?.remark(on: setting) ?? "default")\n"
        }.joined()
    }

    /// `{"data":{"value":"…","source":"…"},…}`
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for (setting, value) in shown {
            writer.name(setting.rawValue)
            writer.beginObject()
            writer.name("value")
            writer.string(value)
            writer.name("source")
            writer.string(sources[setting]?.remark(on: setting) ?? "default")
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private var shown: [(Setting, String)] {
        let values: [(Setting, String?)] = [
            (.data, data), (.host, host), (.port, "\(port)"), (.databaseURL, databaseURL.map(Self.withoutPassword)),
            (.keysURL, keysURL.map(Self.withoutPassword)), (.url, url), (.logLevel, logLevel.rawValue),
            (.ledger, ledger ?? place.ledger),
            (.smtpURL, mailServer.map { $0.origin.description + ($0.credentials == nil ? "" : "  (with a password)") }),
            (.mailFrom, mailServer?.from.address),
            (
                .egressAllow,
                egress.listed.isEmpty ? nil : egress.listed.map(\.description).sorted().joined(separator: ",")
            ),
            (.egressAuthorities, egress.authoritiesFile),
        ]
        return (values + edge.shown + [(.auditWaivers, auditWaivers)]).compactMap { setting, value in
            value.map { (setting, $0) }
        }
    }

    /// A database's URL with `***` for the password, whether it stands before the `@` or among the parameters.
    static func withoutPassword(_ url: String) -> String {
        let bytes = Array(url.utf8)
        var output: [UInt8] = []
        var place = 0
        let scheme = bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 3 } ?? 0
        // The last @ before the parameters: a password that nobody encoded may hold @ and / itself.
        let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
        if scheme < end, let at = bytes[scheme..<end].lastIndex(of: UInt8(ascii: "@")),
            let colon = bytes[scheme..<at].firstIndex(of: UInt8(ascii: ":"))
        {
            output += bytes[...colon]
            output += Array("***".utf8)
            place = at
        }
        let names = ["password=", "sslpassword="].map { Array($0.utf8) }
        while place < bytes.count {
            output.append(bytes[place])
            let isParameter = "?&".utf8.contains(bytes[place])
            place += 1
            guard isParameter, let name = names.first(where: { bytes[place...].starts(with: $0) }) else { continue }
            output += name + Array("***".utf8)
            place = bytes[place...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension EdgeConfiguration {
    fileprivate var shown: [(Setting, String?)] {
        [
            (.tlsCert, certificate?.chain), (.tlsKey, certificate?.key), (.trustedProxies, trustedProxiesText),
            (.hosts, hosts.isEmpty ? nil : hosts.joined(separator: ",")), (.securityContact, securityContact),
            (.metricsToken, metricsToken.map { _ in "***" }), (.headerDeadline, "\(connections.headerDeadline)"),
            (.requestDeadline, "\(connections.requestDeadline)"), (.idleDeadline, "\(connections.idleDeadline)"),
            (.connectionsMax, "\(connections.connectionsMax)"),
            (.connectionsPerAddressMax, "\(connections.connectionsPerAddressMax)"),
            (.addressRate, "\(rates.addressPerSecond)"), (.failureRate, "\(rates.failuresPerMinute)"),
            (.linkRate, "\(rates.linksPerMinute)"), (.accountRate, "\(rates.accountPerHour)"),
        ]
    }
}
