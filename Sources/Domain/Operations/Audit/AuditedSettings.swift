/// What the audit has to know of the configuration, since the Domain knows of no TLS, hosts or limits.
package struct AuditedSettings: Sendable {
    /// Who can reach the listener.
    package enum Listener: Sendable, Equatable {
        /// Its own certificate.
        case certificate
        /// Plain HTTP, for named proxies only.
        case proxies
        /// Plain HTTP, for this machine only.
        case loopback
        /// Plain HTTP, for whoever comes: `serve` refuses it.
        case clear
    }

    package var listener = Listener.loopback
    /// When the certificate in force ends, milliseconds UTC, asked anew by each run; nil where it cannot be read.
    package var certificateEnd: @Sendable () -> Int64? = { nil }
    /// Files with secrets in them beside the root key: the certificate's key, the configuration file.
    package var secretFiles: [String] = []
    /// The address that people use, where one is set.
    package var publicURL: String?
    /// Further names that may be asked for.
    package var hosts = 0
    package var hasMetricsToken = false
    package var hasSecurityContact = false
    /// Seconds.
    package var headerDeadline = 10
    package var requestDeadline = 30
    package var idleDeadline = 60
    package var connectionsMax = 4_096
    package var connectionsPerAddressMax = 256
    /// Wrong credentials a minute from one address, and attempts an hour for one account.
    package var failuresPerMinute = 20
    package var attemptsPerHour = 20
    package var logLevel = "info"
    /// Origins at addresses that are not public, to which the operator lets data go.
    package var listedOrigins: [String] = []
    package var hasMailServer = false
    /// The file of waivers, where one is named.
    package var waiversFile: String?
    /// The erasure ledger, where one is named.
    package var ledger: String?
    package var isDemonstration = false

    package init() {}
}
