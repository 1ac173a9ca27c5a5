/// What was done about erasures and holds: said once on the page after it.
enum KeepingDeed: String, Sendable, CaseIterable {
    case rehired
    case holdPlaced = "hold-placed"
    case holdEnded = "hold-ended"
}
