/// What was done about rights: said once on the page after it.
enum RightsDeed: String, Sendable, CaseIterable {
    case asked
    case objected
    case withdrawn
    case objectionEnded = "objection-ended"
    case entered
    case identified
    case approvedOnce = "approved-once"
    case approved
    case erasing
    case refused
    case extended
    case corrected
    case settled
    case restricted
    case released
}
