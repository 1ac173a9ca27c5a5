/// Whether someone of the staff may come in, and what becomes of the rest.
enum StaffState: Sendable, Equatable {
    case active
    /// The directory says so; everything else stays.
    case deactivated
    /// Access is suspended while an administrator decides on a staged change.
    case held
    /// The directory let go of the person.
    case left(at: Int64, erasedAt: Int64)

    enum Kind: String, Sendable, CaseIterable {
        case active, deactivated, held, left
    }

    var kind: Kind {
        switch self {
        case .active: .active
        case .deactivated: .deactivated
        case .held: .held
        case .left: .left
        }
    }

    func badge(_ context: ConsoleContext) -> Badge {
        let texts = context.texts.staff
        return switch self {
        case .active: Badge(.ok, texts.state(.active))
        case .deactivated: Badge(.plain, texts.state(.deactivated))
        case .held: Badge(.warn, texts.state(.held))
        case .left(_, let erasedAt): Badge(.plain, texts.leftErased(context.day(erasedAt)))
        }
    }
}
