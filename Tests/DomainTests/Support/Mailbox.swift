@testable import Domain
import Synchronization

/// Takes the letters of a test's platform, or refuses them as a server would.
final class Mailbox: MailTransport {
    private let state = Mutex<(letters: [Letter], refusal: MailFailure?)>(([], nil))

    var isConfigured: Bool { true }

    func carry(_ letter: Letter) async throws -> String {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.letters.append(letter)
            return "250 2.0.0 queued as \(state.letters.count)"
        }
    }

    var letters: [Letter] { state.withLock { $0.letters } }

    /// From now on every letter is refused like that; nil: taken.
    func refuse(_ refusal: MailFailure?) { state.withLock { $0.refusal = refusal } }
}
