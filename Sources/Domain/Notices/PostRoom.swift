internal import Logging
internal import Synchronization

/// The rounds that send customers' mail: one a customer at a time, beside all other work.
final class PostRoom: Sendable {
    let transport: any MailTransport
    private let rounds = Mutex<[UUIDValue: Task<Void, Never>]>([:])

    init(_ transport: any MailTransport) {
        self.transport = transport
    }

    func begin(_ customer: Customer, _ log: Logger) {
        let id = customer.organization.id
        rounds.withLock { rounds in
            guard rounds[id] == nil else { return }
            rounds[id] = Task {
                await customer.sendMail(by: transport, log)
                _ = self.rounds.withLock { $0.removeValue(forKey: id) }
            }
        }
    }

    /// Waits for the rounds under way.
    func settle() async {
        for round in rounds.withLock({ Array($0.values) }) { await round.value }
    }

    /// Ends the rounds under way; what they have not carried stays in the outbox.
    func close() async {
        let running = rounds.withLock { rounds in
            defer { rounds = [:] }
            return Array(rounds.values)
        }
        for round in running { round.cancel() }
        for round in running { await round.value }
    }
}
