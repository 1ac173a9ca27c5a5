/// The proofs, public and in the console.
struct TrustTexts: Sendable {
    let format = Format(.english)
    let product = "Interactive Instructors"
    let skip = "Skip to the content"
    let navigation = "Main"
    let navigationSmall = "Main, small screen"
    let menu = "Menu"
    let signIn = "Sign in"
    let onBehalf = "Interactive Instructors acts on behalf of its customers."

    let title = "Proof"
    let lead =
        """
        Every sentence of our privacy policy is enforced by code and checked by a probe on the live system. This page \
        shows the last result, good or bad. Nobody can edit it.
        """
    let promises = "Promises"
    let kept = "Kept"
    let notChecked = "Not checked"
    let notYet = "Not yet in force"
    let neverRun = "The probe has not run yet."
    let thirtyDays = "30 days"
    let howKept = "How it is kept"
    let guardWord = "Guard"
    let probeWord = "Probe"
    let articleWord = "GDPR"
    let whatHappened = "What happened."
    let whatNow = "What happens now."
    let whatNowText =
        "The operator has it on record and looks for the cause. The probe runs again every day, and on demand."
    let asJSON = "The same as JSON"
    let asPolicy = "The privacy policy"
    let laterTitle = "Not yet in force"
    let laterLead =
        "These sentences belong to something that the product does not do yet. There is nothing to probe, so none is green."
    let checkTitle = "Check it yourself"
    let checkLead =
        "Run the same probes on your own copy, or verify that the log behind your organization was never rewritten."
    let commands = "Commands"
    let commandLines = "instructors trust --run --json\ninstructors evidence verify SLUG --checkpoint FILE"
    let readTitle = "How to read a row"
    let readText =
        """
        The guard is the code that enforces the sentence. The probe tries to break it. We also switch each guard off in a \
        test, to see that exactly its probes fail.
        """

    let ownTitle = "Proof in your database"
    let ownLead =
        """
        These probes look into your organization’s own database every day. They read, and write nothing but what they \
        found. What needs somebody to be tried on is tried on a person who does not exist, in an organization of ours.
        """
    let ownAll = "All promises"
    let ownMargin = "What stands behind it"

    func entry(_ entry: PublicFrame.Entry) -> String {
        switch entry {
        case .start: "What it is"
        case .policy: "Policy"
        case .proof: "Proof"
        case .contact: "Contact"
        }
    }

    func count(_ number: Int) -> String { "\(Count.noun(number, "promise", "promises"))." }
    func keptCount(_ number: Int) -> String { "\(format.number(number)) kept" }
    func notKept(_ number: Int) -> String { number == 1 ? "one not" : "\(word(number)) not" }
    func unchecked(_ number: Int) -> String { "\(word(number)) not checked" }
    func broken(since day: String) -> String { "Not kept since \(day)" }
    func overdue(since day: String) -> String { "Overdue since \(day)" }
    func today(_ time: String) -> String { "Today, \(time)" }

    func history(_ passed: Int, _ failed: Int) -> String { "Last 30 days: \(passed) passed, \(failed) failed" }
    func failedOn(_ promise: String, _ days: String) -> String { "\(promise) failed on \(days)" }

    func lineSentence(_ failures: [String]) -> String {
        failures.isEmpty
            ? "The last 30 days. No promise failed." : "The last 30 days. \(failures.joined(separator: "; "))."
    }

    private func word(_ number: Int) -> String {
        let words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        return words.indices.contains(number) ? words[number] : format.number(number)
    }
}
