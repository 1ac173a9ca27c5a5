/// Everything below `/me` (but how one signs in) and `/privacy`; each file registers its own.
struct PrivacyRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        OwnDataRoutes().register(on: rooms)
        AskRoutes().register(on: rooms)
        RequestRoutes().register(on: rooms)
        NewRequestRoutes().register(on: rooms)
        CorrectionRoutes().register(on: rooms)
        RestrictionRoutes().register(on: rooms)
        CopyRoutes().register(on: rooms)
        RetentionRoutes().register(on: rooms)
    }
}
