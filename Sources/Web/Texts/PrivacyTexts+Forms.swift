/// The forms of those who decide.
extension PrivacyTexts {
    var newTitle: String { "Enter a request" }
    var newLead: String {
        """
        For someone who asked by letter or by word. The month counts from the day on which your organization \
        received it.
        """
    }
    var about: String { "About" }
    var personLabel: String { "Work e-mail of the person" }
    var personHelp: String {
        "Or the person’s id. Of someone who has left, open their page under Staff and enter it from there."
    }
    var kindLabel: String { "What was asked for" }
    var receivedLabel: String { "Received on" }
    var receivedHelp: String { "When it reached anyone at your organization, not when you read it." }
    var cameLabel: String { "How it came (you may leave this empty)" }
    var cameHelp: String { "For example: a letter to Human Resources. The person reads it." }
    var onlySome: String { "Only for a correction or an objection" }
    var attributeLabel: String { "Value that is wrong" }
    var purposeLabel: String { "Use objected to" }
    var whyTitle: String { "Why you enter it here" }
    var whyText: String {
        """
        From here on the deadline is watched, each step is on record, and the person sees it on “My data” as long as \
        they can sign in.
        """
    }

    var correctionsLead: String {
        """
        You corrected these values, and the directory has said something new since. The correction holds until you \
        decide.
        """
    }
    var noDisputes: String { "Nothing is disputed" }
    var noDisputesText: String {
        "When the directory sends something new for a value that you have corrected, it appears here."
    }
    var personColumn: String { "Person" }
    var correctedColumn: String { "Your correction" }
    var directoryColumn: String { "The directory says" }
    var holdsColumn: String { "What holds" }
    var keepCorrection: String { "Keep the correction" }
    var takeDirectory: String { "Take the directory’s" }
    var atSource: String { "set right in the directory" }
    var correctShort: String { "Correct" }
    func correctTitle(_ name: String) -> String { "Correct a value of \(name)" }
    var correctLead: String {
        """
        Your correction wins until the directory says something new. User name, id, work e-mail and manager are set \
        right in the directory: whoever keeps it is written to.
        """
    }

    var restrictionsLead: String {
        "Restricted data stays stored and is used for rights and legal claims alone. An objection closes one use."
    }
    var noRestrictions: String { "Nobody’s data is restricted" }
    var noRestrictionsText: String {
        "What people ask for under “Pause its use” and “Object to a use” appears here once it is in force."
    }
    var sinceColumn: String { "Since" }
    var deedColumn: String { "What you can do" }
    func restricted(keepsSignIn: Bool) -> String {
        keepsSignIn ? "Restricted, signs in" : "Restricted, does not sign in"
    }
    func objected(_ isConfirmed: Bool) -> String { isConfirmed ? "Objection" : "Objection, to be confirmed" }
    var seeRequest: String { "See the request" }
    var releaseShort: String { "End the restriction" }
    var restrictShort: String { "Restrict" }
    func releaseTitle(_ name: String) -> String { "End the restriction of \(name)" }
    func restrictTitle(_ name: String) -> String { "Restrict the data of \(name)" }
    var releaseLead: String { "From then on the data is used again. The person is told before anything else." }
    var restrictLead: String {
        "Lists, recommendations, statistics and mail leave the person out at once. Nothing is erased."
    }
    var whyLabel: String { "Reason" }
    var whyHelp: String { "It is kept sealed under the person’s own key; the person’s copy holds it." }
}
