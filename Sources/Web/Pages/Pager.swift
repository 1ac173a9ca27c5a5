/// “1 to 25 of 256”, with the ways back and on.
struct Pager: Sendable {
    /// From 1.
    let page: Int
    /// Rows on a full page.
    let size: Int
    let total: Int

    var first: Int { total == 0 ? 0 : (page - 1) * size + 1 }
    var last: Int { min(page * size, total) }

    /// Nothing where everything is on one page. `control` makes the link or button to a page.
    func html(_ texts: FrameTexts, _ control: (_ page: Int, _ text: String) -> HTML) -> HTML {
        guard total > size else { return "" }
        let following = min(size, max(0, total - page * size))
        let back =
            page > 1
            ? control(page - 1, texts.pageBack)
            : "<button class=\"btn btn-s\" type=\"button\" disabled>\(texts.pageBack)</button>"
        let next =
            following > 0
            ? control(page + 1, texts.pageNext(following))
            : "<button class=\"btn btn-s\" type=\"button\" disabled>\(texts.pageNext(0))</button>"
        return """
            <nav class="pager" aria-label="\(texts.pages)"><span class="quiet">\(texts.range(first, last, total))\
            </span>\
            <span class="btns">\(back)\(next)</span></nav>
            """
    }

    static func link(_ address: Address, _ text: String) -> HTML {
        "<a class=\"btn btn-s\" href=\"\(address)\">\(text)</a>"
    }
}
