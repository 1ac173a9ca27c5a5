package import Metrics
internal import Synchronization

/// The one door out. Every connection that this program opens goes through it: it names a recipient and a purpose, goes
/// nowhere but to the recipient's origins, and is written down, whether it was let out or not.
///
/// All transfers share one thread of their own. Each recipient has four places and 64 to wait, there are 32 places in
/// all, and the time limit counts the waiting. Connections are never shared or kept, redirects are not followed, and
/// nothing is taken from the environment.
package final class Egress: Sendable {
    private let rules: EgressRules
    private let guards: Guards
    private let book: EgressBook
    private let loop: EgressLoop
    private let hold: @Sendable (Recipient, UUIDValue?) async throws -> Bool
    private let lastID = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - hold: whether nothing of an organization may go to a sub-processor now: it was not announced long enough, or
    ///     the organization objects (GDPR Art. 28(2)). Without a register nothing goes to any.
    ///   - observe: is given every attempt before its caller has the answer, mostly on the egress thread: it must be
    ///     quick and never wait.
    package init(
        rules: EgressRules = EgressRules(), guards: Guards = .standing,
        metrics: any MetricsFactory = MetricsSystem.factory,
        hold: @escaping @Sendable (Recipient, UUIDValue?) async throws -> Bool = { _, _ in true },
        observe: @escaping @Sendable (EgressEvent) -> Void
    ) {
        self.rules = rules
        self.guards = guards
        self.hold = hold
        book = EgressBook(metrics: metrics, observe: observe)
        loop = EgressLoop(bounds: .init(), book: book)
    }

    deinit { loop.beginClosing() }

    /// Sends an HTTP request and takes the answer, whatever its status.
    ///
    /// - Throws: `Failure`: forbidden where the gate does not let it out, limit where too much waits, unavailable for
    ///   everything that the network or the other system does; its detail names host and cause. `CancellationError`
    ///   where the task is cancelled, which aborts the transfer.
    package func fetch(_ request: OutgoingRequest) async throws -> OutgoingResponse {
        guard let (origin, target) = Origin.split(request.url), !origin.scheme.isMail else {
            throw block(.origin, request.recipient, request.purpose, host: "")
        }
        try await admit(request.recipient, request.purpose, origin, request.organization)
        try request.validate()
        let transfer = HTTPTransfer(id: nextID(), request, origin: origin, target: target, rules: rules)
        try await loop.run(transfer)
        return transfer.response
    }

    /// Hands a message to a mail server.
    ///
    /// - Returns: the server's reply to the message, such as the number that it queued it under.
    /// - Throws: `MailRefusal` for a 4xx or 5xx reply, else as `fetch`. Where the connection breaks or time runs out, the
    ///   server may have taken the message all the same.
    package func send(_ mail: OutgoingMail) async throws -> MailReply {
        guard mail.server.scheme.isMail else {
            throw block(.origin, mail.recipient, mail.purpose, host: mail.server.host)
        }
        try await admit(mail.recipient, mail.purpose, mail.server, mail.organization)
        try mail.validate()
        let transfer = MailTransfer(id: nextID(), mail, rules: rules)
        try await loop.run(transfer)
        return transfer.reply
    }

    /// Refuses what is new and what waits; what runs has two seconds to come to its end.
    package func close() async { await loop.close() }

    private func admit(
        _ recipient: Recipient, _ purpose: PurposeName, _ origin: Origin, _ organization: UUIDValue?
    ) async throws {
        guard guards.stand(.x1) else { return }
        if let cause = recipient.objection(to: origin, for: purpose) {
            throw block(cause, recipient, purpose, host: origin.host)
        }
        if recipient.kind == .subProcessor, try await hold(recipient, organization) {
            throw block(.hold, recipient, purpose, host: origin.host)
        }
    }

    private func block(_ cause: EgressCause, _ recipient: Recipient, _ purpose: PurposeName, host: String) -> Failure {
        book.record(blocked: cause, recipient, purpose, host: host)
        return cause.failure(host: host)
    }

    private func nextID() -> UInt64 { lastID.wrappingAdd(1, ordering: .relaxed).newValue }
}
