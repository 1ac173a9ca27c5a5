/// What a deed did, said once on the page after it.
///
/// It travels from the POST to the next page as `code`, in the session: a short ASCII text without personal data.
enum Flash: Sendable, Equatable {
    /// What the brake held.
    case applied(movers: Int, leavers: Int, isRemoval: Bool)
    /// A file's difference; `held` is how many people the brake then held.
    case imported(joiners: Int, movers: Int, leavers: Int, held: Int)
    case applying(changes: Int)
    case discarded(movers: Int, leavers: Int)
    case accessEnded
    /// Roles, and how people sign in.
    case access(AccessDeed)
    case tokenRevoked
    case instructionRecorded
    case nothingToImport
    /// In the operator's console, or about domains and visits.
    case did(OperatorDeed)
    /// About rights: asked for, or decided.
    case rights(RightsDeed)
    /// What was done about erasures and holds.
    case kept(KeepingDeed)
    /// The reader ended some of their own logins.
    case loginsEnded(Int)
    /// Signed out here, and not at the employer's provider.
    case stillAtEmployer
    /// The form was not what the program had given out: too old, or from elsewhere.
    case formExpired

    var code: String {
        switch self {
        case .applied(let movers, let leavers, let isRemoval): "applied.\(movers).\(leavers).\(isRemoval ? 1 : 0)"
        case .imported(let joiners, let movers, let leavers, let held):
            "imported.\(joiners).\(movers).\(leavers).\(held)"
        case .applying(let changes): "applying.\(changes)"
        case .discarded(let movers, let leavers): "discarded.\(movers).\(leavers)"
        case .accessEnded: "access-ended"
        case .access(let deed): deed.rawValue
        case .tokenRevoked: "token-revoked"
        case .instructionRecorded: "instruction-recorded"
        case .nothingToImport: "nothing-to-import"
        case .did(let deed): "did.\(deed.rawValue)"
        case .rights(let deed): "rights.\(deed.rawValue)"
        case .kept(let deed): "kept.\(deed.rawValue)"
        case .loginsEnded(let count): "logins-ended.\(count)"
        case .stillAtEmployer: "still-at-employer"
        case .formExpired: "form-expired"
        }
    }

    init?(code: String) {
        let parts = code.utf8.prefix(96).split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
        if parts.first == "did", parts.count == 2, let deed = OperatorDeed(rawValue: parts[1]) {
            self = .did(deed)
            return
        }
        if parts.first == "rights", parts.count == 2, let deed = RightsDeed(rawValue: parts[1]) {
            self = .rights(deed)
            return
        }
        if parts.first == "kept", parts.count == 2, let deed = KeepingDeed(rawValue: parts[1]) {
            self = .kept(deed)
            return
        }
        let numbers = parts.dropFirst().compactMap { Int($0) }
        switch (parts.first, numbers.count) {
        case ("applied", 3): self = .applied(movers: numbers[0], leavers: numbers[1], isRemoval: numbers[2] == 1)
        case ("imported", 4):
            self = .imported(joiners: numbers[0], movers: numbers[1], leavers: numbers[2], held: numbers[3])
        case ("applying", 1): self = .applying(changes: numbers[0])
        case ("discarded", 2): self = .discarded(movers: numbers[0], leavers: numbers[1])
        case ("access-ended", 0): self = .accessEnded
        case ("token-revoked", 0): self = .tokenRevoked
        case ("instruction-recorded", 0): self = .instructionRecorded
        case ("nothing-to-import", 0): self = .nothingToImport
        case ("logins-ended", 1): self = .loginsEnded(numbers[0])
        case ("still-at-employer", 0): self = .stillAtEmployer
        case ("form-expired", 0): self = .formExpired
        case (let word?, 0):
            guard let deed = AccessDeed(rawValue: word) else { return nil }
            self = .access(deed)
        default: return nil
        }
    }

    func html(_ texts: FrameTexts) -> HTML {
        let said = texts.flash(self)
        return switch self {
        case .formExpired:
            "<div class=\"flash flash-bad\" role=\"alert\"><p><b>\(said.deed)</b> \(said.detail)</p></div>"
        default:
            "<div class=\"flash flash-ok\" role=\"status\"><p><b>\(said.deed)</b> \(said.detail)</p></div>"
        }
    }
}
