/// The mass-change brake's setting.
struct BrakeTexts: Sendable {
    let title = "When changes wait for you"
    let lead =
        """
        When more people than this lose their access, a value or their group within an hour, the changes wait for an \
        administrator. Access is suspended meanwhile, nothing is removed, and the directory is answered normally.
        """
    let people = "Number of people"
    let peopleHelp = "A whole number from 1."
    let percent = "Percent of those who can sign in"
    let percentHelp = "A whole number from 1 to 100. What comes to more people counts."
    let record = "Record this instruction"
    let noHistory = "None yet. Until you record one, it is 5 people or 10 %."
    let marginTitle = "The brake"
    let change = "Change the setting"

    func setting(_ brake: BrakeSetting) -> String {
        "\(Count.people(brake.people)) or \(Format(.english).percent(brake.percent)) in an hour"
    }
}
