/// The page of one connection, and revoking a token.
struct ConnectionTexts: Sendable {
    let arrivedTitle = "What arrived"
    let arrivedText = "Requests of the last 24 hours, by hour. Counted, not kept."
    let nothingArrived = "Nothing has arrived in the last 24 hours."
    let tokensTitle = "Tokens"
    let tokensLabel = "Tokens"
    let prefixColumn = "Begins with"
    let kindColumn = "Kind"
    let createdColumn = "Created"
    let usedColumn = "Last used"
    let endsColumn = "Ends"
    let actionColumn = "Action"
    let bearer = "bearer"
    let client = "client credentials"
    let neverUsed = "never"
    let revoked = "Revoked"
    let ended = "Ended"
    let revoke = "Revoke"
    let noTokens = "No token yet. Until there is one, the directory is refused."
    let factsTitle = "At a glance"
    let people = "People"
    let kind = "Kind"
    let state = "State"
    let guide = "Open the set-up guide"
    let readTitle = "Read back"
    let revokeLead = "Your directory is refused from that moment. What it brought stays as it is."
    let keepToken = "Keep it"
    let lastOne = "It is the only valid token of this connection. Create another first if syncs are to go on."

    func lead(_ people: Int, _ last: String?) -> String {
        guard let last else { return "Nothing has arrived yet." }
        return "\(Count.people(people)). Last sync \(last)."
    }

    func revokeNamed(_ prefix: String) -> String { "Revoke the token that begins with \(prefix)" }
    func revokeTitle(_ prefix: String) -> String { "Revoke the token \(prefix)…?" }

    func hours(_ counts: [Int], from start: String) -> String {
        let all = counts.reduce(0, +)
        let most = counts.max() ?? 0
        return
            """
            Requests by hour since \(start): \(Format(.english).number(all)) in all, at most \
            \(Format(.english).number(most)) in an hour.
            """
    }

    func readBack(_ count: Int) -> String {
        """
        This month the directory read back its own records \(Format(.english).number(count)) times. We count \
        that by the hour.
        """
    }
}
