/// The links at the end of every page.
struct FootTexts: Sendable {
    let language: Language

    var policy: String { language == .english ? "Privacy policy, version 1" : "Datenschutzerklärung, Fassung 1" }
    var proof: String { language == .english ? "Proof" : "Nachweise" }
    var contact: String { language == .english ? "Contact" : "Kontakt" }
}
