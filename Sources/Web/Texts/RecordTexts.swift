import Domain

/// The record of processing and the data map.
struct RecordTexts: Sendable {
    let title = "Record of processing"
    let parties = "Who and what"
    let controller = "Controller"
    let processor = "Processor"
    let product = "Interactive Instructors, by the operator of this installation"
    let processing = "Categories of processing"
    let processingText =
        "Keeping the staff directory, signing people in, training them, answering their requests, and proving all of it."
    let transfers = "Transfers to third countries"
    let transfersText =
        "This program sends nothing to anyone but the recipients below; where their hosts stand is theirs to say."
    let categories = "Kinds of data"
    let data = "Data"
    let purposes = "What for"
    let source = "From"
    let kept = "How long"
    let recipients = "Recipients"
    let recipient = "Recipient"
    let kind = "Kind"
    let noRecipients = "None: nothing leaves this installation."
    let measures = "Security measures (Art. 32)"

    let mapTitle = "Data map"
    let mapLead =
        """
        Every column about staff that the program stores, from the inventory that export, erasure and retention are made \
        from. A column that is not declared here fails the program’s tests, and a probe looks daily.
        """
    let place = "Where"
    let export = "In a copy"
    let erasure = "At erasure"
    let all = "All"
    let show = "Show"
    let noRows = "No column is both"
    let noRowsText = "Choose another kind of data or another purpose."

    func lead(_ day: String) -> String {
        "As the GDPR asks of a processor (Art. 30(2)). Made on \(day) from the running program; it prints."
    }

    func shown(_ shown: Int, _ total: Int) -> String {
        let format = Format(.english)
        return shown == total
            ? "\(format.number(total)) columns" : "\(format.number(shown)) of \(format.number(total)) columns"
    }

    func kind(_ kind: Recipient.Kind) -> String {
        switch kind {
        case .subProcessor: "Sub-processor"
        case .customerSystem: "Your own system"
        case .operatorInfrastructure: "The operator’s own"
        }
    }
}
