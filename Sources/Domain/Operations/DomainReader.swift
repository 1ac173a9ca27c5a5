/// Reads the file by which a domain's owner shows that it is the owner: through the one door out, without redirects.
package struct DomainReader: Sendable {
    private static let limits = EgressLimits(wholeMilliseconds: 10_000, headerBytesMax: 16_384, bodyBytesMax: 4_096)

    private let fetch: @Sendable (OutgoingRequest) async throws -> (status: Int, body: [UInt8])

    package init(_ fetch: @escaping @Sendable (OutgoingRequest) async throws -> (status: Int, body: [UInt8])) {
        self.fetch = fetch
    }

    package init(through egress: Egress) {
        self.init { request in
            let response = try await egress.fetch(request)
            return (response.status, response.body)
        }
    }

    /// - Throws: what the way out throws, and `Failure.conflict(.state)` where there is no file.
    func read(_ domain: DomainName, for recipient: Recipient) async throws -> [UInt8] {
        let request = OutgoingRequest(
            to: recipient, for: .security, url: domain.proofAddress, headers: [("accept", "text/plain")],
            limits: Self.limits)
        let (status, body) = try await fetch(request)
        guard status == 200 else {
            let hint = (300..<400).contains(status) ? " It leads on elsewhere, which is not followed." : ""
            throw Failure(
                .conflict(.state),
                "\(domain.proofAddress) answers with status \(status) instead of the file.\(hint) Put it there and "
                    + "check again.")
        }
        return body
    }

    /// The content has to be exactly that, but for what editors put around it.
    static func require(_ proof: String, in body: [UInt8], of domain: DomainName) throws(Failure) {
        var content = body[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        content = content.drop(while: isBlank)
        while let last = content.last, isBlank(last) { content = content.dropLast() }
        guard !proof.isEmpty, content.elementsEqual(proof.utf8) else {
            throw Failure(
                .conflict(.state),
                "The file at \(domain.proofAddress) says something else than the line shown here. Put this line there, "
                    + "alone, and check again.")
        }
    }
}
