import Domain

/// A labelled control with its help and, where it was refused, the reason and the remedy.
struct Field: Sendable {
    let id: String
    let label: String
    /// The control; it must carry `id`, and `described` where help or error exist.
    let control: HTML
    var help: String?
    var error: String?

    /// One line of text.
    static func text(
        id: String, name: String, label: String, value: String = "", help: String? = nil, error: String? = nil,
        lengthMax: Int = 256, isRequired: Bool = false
    ) -> Field {
        Field(
            id: id, label: label,
            control: """
                <input id="\(id)" name="\(name)" type="text" value="\(value)" maxlength="\(lengthMax)"\
                \(when: isRequired, " required")\(described(id, help: help, error: error))>
                """,
            help: help, error: error)
    }

    /// Several lines of text.
    static func area(
        id: String, name: String, label: String, value: String = "", help: String? = nil, error: String? = nil,
        lengthMax: Int = RightsWish.textMax, isRequired: Bool = false
    ) -> Field {
        Field(
            id: id, label: label,
            control: """
                <textarea id="\(id)" name="\(name)" maxlength="\(lengthMax)"\(when: isRequired, " required")\
                \(described(id, help: help, error: error))>\(value)</textarea>
                """,
            help: help, error: error)
    }

    struct Option: Sendable {
        let value: String
        let text: String
    }

    /// A choice of one.
    static func select(
        id: String, name: String, label: String, options: [Option], chosen: String, help: String? = nil,
        error: String? = nil, isRequired: Bool = false
    ) -> Field {
        let choices = options.map { option -> HTML in
            "<option value=\"\(option.value)\"\(when: option.value == chosen, " selected")>\(option.text)</option>"
        }
        return Field(
            id: id, label: label,
            control: """
                <select id="\(id)" name="\(name)"\(when: isRequired, " required")\
                \(described(id, help: help, error: error))>\(choices)</select>
                """,
            help: help, error: error)
    }

    static func described(_ id: String, help: String?, error: String?) -> HTML {
        if error != nil { return " aria-invalid=\"true\" aria-describedby=\"\(id)-e\"" }
        return help == nil ? "" : " aria-describedby=\"\(id)-h\""
    }

    var html: HTML {
        let below: HTML? =
            error.map { "<p class=\"error\" id=\"\(id)-e\">\($0)</p>" }
            ?? help.map { "<p class=\"help\" id=\"\(id)-h\">\($0)</p>" }
        return """
            <div class="field\(when: error != nil, " is-bad")"><label for="\(id)">\(label)</label>\(control)\(below)\
            </div>
            """
    }
}

/// One of several ways, with what it means.
struct Choice: Sendable {
    let name: String
    let value: String
    let title: String
    let text: String
    var isChosen = false
    /// Several may be chosen.
    var isCheckbox = false

    var html: HTML {
        let type: HTML = isCheckbox ? "checkbox" : "radio"
        return """
            <label class="choice"><input type="\(type)" name="\(name)" value="\(value)"\(when: isChosen, " checked")>\
            <span><b>\(title)</b><span class="sub">\(text)</span></span></label>
            """
    }
}
