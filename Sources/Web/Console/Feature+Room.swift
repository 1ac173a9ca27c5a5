import Domain

/// Which feature a room of the console belongs to: the one place that says so, by the address's first words.
extension Feature {
    /// nil for what is no use of the product: the ways in and out.
    init?(room: Address.Room) {
        let words = Address.room(slug: "", room).pattern.utf8.split(separator: UInt8(ascii: "/")).dropFirst(2)
            .map { String(decoding: $0, as: UTF8.self) }
        switch (words.first, words.dropFirst().first) {
        case (nil, _): self = .overview
        case ("me"?, "sign-in"?): self = .ownSignIn
        case ("me"?, "requests"?), ("me"?, "ask"?): self = .myRequests
        case ("me"?, _): self = .myData
        case ("team"?, _): self = .team
        case ("staff"?, _): self = .staffList
        case ("groups"?, _): self = .groups
        case ("directory"?, _): self = .directory
        case ("access"?, _): self = .access
        case ("integrations"?, _): self = .integrations
        case ("privacy"?, "statistics"?): self = .statistics
        case ("privacy"?, _): self = .privacy
        default: return nil
        }
    }
}
