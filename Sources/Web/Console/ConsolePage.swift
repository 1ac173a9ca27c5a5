/// A page of a room: made from values that a transaction gave, drawn after it.
protocol ConsolePage: Sendable {
    func html(in context: ConsoleContext) -> HTML
}

extension OverviewPage: ConsolePage {}
extension StaffListPage: ConsolePage {}
extension PersonPage: ConsolePage {}
extension GroupsPage: ConsolePage {}
extension GroupPage: ConsolePage {}
extension DirectoryPage: ConsolePage {}
extension ConnectPage: ConsolePage {}
extension GuidePage: ConsolePage {}
extension ConnectionPage: ConsolePage {}
extension SecretPage: ConsolePage {}
extension AttributesPage: ConsolePage {}
extension BrakePage: ConsolePage {}
extension ImportPage: ConsolePage {}
extension ChangePage: ConsolePage {}

/// A page that needs its context to be made: the questions before a deed.
struct Question: ConsolePage {
    let draw: @Sendable (ConsoleContext) -> HTML

    func html(in context: ConsoleContext) -> HTML { draw(context) }
}
