import Domain
import Logging
import Web

extension Configuration {
    /// What the security audit has to know of it.
    func audited(isDemonstration: Bool = false) -> AuditedSettings {
        var settings = AuditedSettings()
        settings.listener = listener
        if let certificate = edge.certificate {
            settings.certificateEnd = { certificate.end() }
            settings.secretFiles.append(certificate.key)
        }
        settings.secretFiles += configurationFiles
        settings.publicURL = url
        settings.hosts = edge.hosts.count
        settings.hasMetricsToken = edge.metricsToken != nil
        settings.hasSecurityContact = edge.securityContact != nil
        settings.headerDeadline = edge.connections.headerDeadline
        settings.requestDeadline = edge.connections.requestDeadline
        settings.idleDeadline = edge.connections.idleDeadline
        settings.connectionsMax = edge.connections.connectionsMax
        settings.connectionsPerAddressMax = edge.connections.connectionsPerAddressMax
        settings.failuresPerMinute = edge.rates.failuresPerMinute
        settings.attemptsPerHour = edge.rates.accountPerHour
        settings.logLevel = logLevel.rawValue
        settings.listedOrigins = egress.listed.map(\.description).sorted()
        settings.hasMailServer = mailServer != nil || isDemonstration
        settings.ledger = place.ledger
        settings.waiversFile = auditWaivers
        settings.isDemonstration = isDemonstration
        return settings
    }

    private var listener: AuditedSettings.Listener {
        if edge.certificate != nil { return .certificate }
        if !edge.trustedProxies.isEmpty { return .proxies }
        return ServerOptions.isLoopback(host) ? .loopback : .clear
    }

    /// The files that something was read from: they may hold passwords.
    private var configurationFiles: [String] {
        Set(
            sources.values.compactMap { source in
                if case .file(let path) = source { path } else { nil }
            }
        ).sorted()
    }
}
