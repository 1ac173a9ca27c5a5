/// What the operator of this installation decides about the way out.
package struct EgressRules: Sendable, Equatable {
    /// Exactly these may lie at an address that is not public: a mail relay on this machine, a provider in its network.
    package var listed: Set<Origin>
    /// Certificates (PEM) that are trusted beside the system's, such as those of a company's own authority.
    package var authoritiesFile: String?

    package init(listed: Set<Origin> = [], authoritiesFile: String? = nil) {
        self.listed = listed
        self.authoritiesFile = authoritiesFile
    }
}

/// How much one attempt may take. A caller can ask for less time than the standard, not for more.
package struct EgressLimits: Sendable, Equatable {
    package static let standard = EgressLimits()

    /// Until the connection stands, TLS included.
    package let connectMilliseconds: Int
    /// From the call to its answer, waiting for a place included.
    package let wholeMilliseconds: Int
    /// All header lines of the answer together.
    package let headerBytesMax: Int
    /// The body of the answer, as it comes over the wire; at most 16 MiB.
    package let bodyBytesMax: Int

    package init(
        connectMilliseconds: Int = 5_000, wholeMilliseconds: Int = 20_000, headerBytesMax: Int = 32_768,
        bodyBytesMax: Int = 1_048_576
    ) {
        self.connectMilliseconds = min(max(connectMilliseconds, 1), 5_000)
        self.wholeMilliseconds = min(max(wholeMilliseconds, 1), 20_000)
        self.headerBytesMax = min(max(headerBytesMax, 0), 32_768)
        self.bodyBytesMax = min(max(bodyBytesMax, 0), 16_777_216)
    }
}
