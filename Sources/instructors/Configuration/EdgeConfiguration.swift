import Web

/// What an installation is told about its edge: TLS, proxies, names, deadlines, limits.
struct EdgeConfiguration: Sendable {
    /// PEM files; both or none.
    let certificate: CertificateFiles?
    let trustedProxies: [AddressBlock]
    /// The proxies as they were written.
    let trustedProxiesText: String?
    let hosts: [String]
    /// `mailto:` or `https:`.
    let securityContact: String?
    let metricsToken: String?
    let connections: ConnectionSettings
    let rates: RateSettings

    /// - Throws: `UsageError` that names the place of a wrong value and the remedy.
    init(_ values: SettingValues) throws {
        let chain = try values.optional(.tlsCert, "a path to a PEM file", Self.path)
        let key = try values.optional(.tlsKey, "a path to a PEM file", Self.path)
        switch (chain, key) {
        case (let chain?, let key?): certificate = CertificateFiles(chain: chain, key: key)
        case (nil, nil): certificate = nil
        case (_, nil): throw UsageError(message: "--tls-cert needs the certificate's key; give --tls-key FILE, too.")
        case (nil, _): throw UsageError(message: "--tls-key needs its certificate; give --tls-cert FILE, too.")
        }
        let proxies = try values.optional(.trustedProxies, "addresses such as 10.0.0.5,10.1.0.0/16") { text in
            let blocks = Self.list(text).map(AddressBlock.init)
            return blocks.contains(where: { $0 == nil }) ? nil : (text, blocks.compactMap(\.self))
        }
        trustedProxies = proxies?.1 ?? []
        trustedProxiesText = proxies?.0
        hosts =
            try values.optional(.hosts, "names such as training.company.example,learn.company.example") { text in
                let names = Self.list(text)
                return names.allSatisfy(ServerOptions.isHostName) ? names : nil
            } ?? []
        securityContact = try values.optional(
            .securityContact, "mailto:security@company.example or an https address", Self.contact)
        metricsToken = try values.optional(.metricsToken, "16 to 256 letters, digits and signs") { text in
            (16...256).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? text : nil
        }
        connections = try Self.connections(values)
        var rates = RateSettings()
        rates.addressPerSecond = try Self.number(values, .addressRate, 1...1_000_000, "requests a second")
        rates.failuresPerMinute = try Self.number(values, .failureRate, 1...1_000_000, "wrong credentials a minute")
        rates.linksPerMinute = try Self.number(values, .linkRate, 1...1_000_000, "links a minute")
        rates.accountPerHour = try Self.number(values, .accountRate, 1...1_000_000, "attempts an hour")
        self.rates = rates
    }

    func apply(to options: inout ServerOptions) {
        options.certificate = certificate
        options.trustedProxies = trustedProxies
        options.hosts = hosts
        options.securityContact = securityContact
        options.metricsToken = metricsToken
        options.connections = connections
        options.rates = rates
    }

    private static func connections(_ values: SettingValues) throws -> ConnectionSettings {
        var settings = ConnectionSettings()
        settings.headerDeadline = try number(values, .headerDeadline, 1...3_600, "seconds")
        settings.requestDeadline = try number(values, .requestDeadline, 1...3_600, "seconds")
        settings.idleDeadline = try number(values, .idleDeadline, 1...3_600, "seconds")
        settings.connectionsMax = try number(values, .connectionsMax, 1...1_000_000, "connections")
        settings.connectionsPerAddressMax = try number(
            values, .connectionsPerAddressMax, 1...1_000_000, "connections")
        return settings
    }

    private static func number(
        _ values: SettingValues, _ setting: Setting, _ range: ClosedRange<Int>, _ unit: String
    ) throws -> Int {
        try values.required(setting, "\(range.lowerBound) to \(range.upperBound) \(unit)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    private static func path(_ text: String) -> String? { text.utf8.contains(0) ? nil : text }

    /// What stands between commas, without the spaces around it.
    private static func list(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { item in
            var item = item.drop { $0 == UInt8(ascii: " ") }
            while item.last == UInt8(ascii: " ") { item.removeLast() }
            return String(decoding: item, as: UTF8.self)
        }
    }

    private static func contact(_ text: String) -> String? {
        let isKnown = ["mailto:", "https://"].contains { scheme in
            text.utf8.starts(with: scheme.utf8) && text.utf8.count > scheme.utf8.count
        }
        return isKnown && text.utf8.count <= 512 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? text : nil
    }
}
