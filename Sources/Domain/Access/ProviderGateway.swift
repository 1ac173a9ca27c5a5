internal import Synchronization

/// The way to customers' OpenID providers: a client for each, which reaches its own provider through the egress gate and
/// nothing else.
package final class ProviderGateway: Sendable {
    private struct Known {
        let changedAt: Int64
        let client: OpenIDClient
    }

    /// More than a node's open customers; beyond it all are made anew.
    private static let clientsMax = 1_024

    private let egress: Egress
    private let clock: Clock
    private let clients = Mutex<[UUIDValue: Known]>([:])

    init(egress: Egress, clock: Clock) {
        self.egress = egress
        self.clock = clock
    }

    /// The client of a connected provider, with what it remembers of its documents.
    package func client(of provider: SignInProvider, for organization: UUIDValue) -> OpenIDClient {
        clients.withLock { clients in
            if let known = clients[provider.id], known.changedAt == provider.changedAt { return known.client }
            if clients.count >= Self.clientsMax { clients = [:] }
            let client = client(provider.recipient(of: organization))
            clients[provider.id] = Known(changedAt: provider.changedAt, client: client)
            return client
        }
    }

    /// Reads what a provider says about itself, before it is connected: only its own origin is asked.
    /// - Throws: `Failure.invalid("issuer")` with what is wrong and what to do.
    fileprivate func discover(_ settings: OpenIDSettings, at recipient: Recipient) async throws -> OpenIDMetadata {
        do {
            return try await client(recipient).metadata(settings)
        } catch let refusal as OpenIDRefusal {
            throw Failure(
                .invalid(field: "issuer"),
                "The provider's document at this address is not one that can be used (\(refusal)). "
                    + "Copy the issuer exactly as the provider shows it.")
        } catch let failure as Failure {
            throw Failure(.invalid(field: "issuer"), failure.message, detail: failure.detail)
        }
    }

    private func client(_ recipient: Recipient) -> OpenIDClient {
        let egress = egress
        let transport = OpenIDTransport { request in
            let response = try await egress.fetch(
                OutgoingRequest(
                    to: recipient, for: .security, method: request.method == .get ? .get : .post, url: request.url,
                    headers: request.headers, body: request.body,
                    limits: EgressLimits(wholeMilliseconds: 10_000, bodyBytesMax: request.answerBytesMax + 1)))
            return OpenIDResponse(
                status: response.status, headers: response.headers.map { ($0.name, $0.value) }, body: response.body)
        }
        return OpenIDClient(transport: transport, clock: clock)
    }
}

extension SignInProvider {
    fileprivate static let recipientName = "OpenID provider"

    /// The provider's host, as people know it.
    package var host: String { Origin.split(issuer)?.origin.host ?? "" }

    /// As the register of recipients has it.
    package func recipient(of organization: UUIDValue) -> Recipient {
        Recipient(
            kind: .customerSystem, name: Self.recipientName, origins: origins.compactMap { Origin($0) },
            purposes: [.security], of: organization)
    }
}

extension Platform {
    /// Reads what a provider says about itself, before an organization connects it. The provider stands in the register
    /// of recipients before it is asked, and its entry ends with the check.
    /// - Throws: `Failure.invalid("issuer")` with what is wrong and what to do.
    package func discoverProvider(
        _ settings: OpenIDSettings, for organization: UUIDValue
    ) async throws -> OpenIDMetadata {
        guard let origin = Origin.split(settings.issuer)?.origin else {
            throw Failure.invalid("issuer", "The issuer is the provider's https address.")
        }
        let recipient = try await registerCustomerSystem(
            organization, name: "Provider check \(origin.host)", origins: [origin], purposes: [.security])
        let found: Result<OpenIDMetadata, any Error>
        do {
            found = .success(try await providers.discover(settings, at: recipient))
        } catch {
            found = .failure(error)
        }
        try await endCustomerSystem(organization, name: recipient.name)
        return try found.get()
    }

    /// Keeps the register of recipients as the customer's provider is now: registered where one is connected, ended where
    /// none is.
    package func registerProvider(of customer: Customer) async throws {
        let organization = customer.organization.id
        if let provider = try await customer.read({ tx in try tx.signInProvider() }) {
            try await register(provider.recipient(of: organization), of: organization)
        } else {
            try await endCustomerSystem(organization, name: SignInProvider.recipientName)
        }
    }
}
