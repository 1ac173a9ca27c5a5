internal import Synchronization

/// Where the demonstration's mail goes: nowhere. The operator can read what would have been sent.
package final class DemonstrationMailbox: MailTransport {
    /// A letter as it would have arrived.
    package struct Kept: Sendable, Concealed {
        package let id: UUIDValue
        /// Milliseconds UTC.
        package let at: Int64
        package let organization: String
        package let address: String
        package let subject: String
        package let text: String
    }

    private static let lettersMax = 200

    private let kept = Mutex<[Kept]>([])

    package init() {}

    package var isConfigured: Bool { true }

    package func carry(_ letter: Letter) async throws -> String {
        kept.withLock { kept in
            // The same letter may be carried again.
            kept.removeAll { $0.id == letter.id }
            kept.append(
                Kept(
                    id: letter.id, at: letter.at, organization: letter.organization, address: letter.address.address,
                    subject: letter.subject, text: letter.text))
            kept.removeFirst(max(0, kept.count - Self.lettersMax))
        }
        return "250 kept in the demonstration's mailbox"
    }

    /// The last 200, the newest first.
    package var letters: [Kept] { kept.withLock { $0.reversed() } }
}

extension Platform {
    /// The demonstration's mailbox.
    /// - Throws: `Failure.notFound` elsewhere: no mail is kept that anyone could see.
    package func mailbox(_ permit: Permit<SeeMailbox>) async throws -> DemonstrationMailbox {
        try await accept(permit)
        guard let mailbox else { throw Failure.notFound("There is nothing at this address.") }
        return mailbox
    }

    /// Whether there is one to look into.
    package var hasMailbox: Bool { mailbox != nil }

    private var mailbox: DemonstrationMailbox? { post.transport as? DemonstrationMailbox }
}
