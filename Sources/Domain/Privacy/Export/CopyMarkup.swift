/// HTML of the page that lies in a copy: literal parts are markup, what is interpolated is escaped over its bytes.
struct CopyMarkup: ExpressibleByStringInterpolation {
    private(set) var bytes: [UInt8]

    init(stringLiteral markup: StaticString) {
        bytes = []
        bytes.append(markup: markup)
    }

    init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

    typealias StringLiteralType = StaticString
    typealias ExtendedGraphemeClusterLiteralType = StaticString
    typealias UnicodeScalarLiteralType = StaticString

    struct Interpolation: StringInterpolationProtocol {
        typealias StringLiteralType = StaticString

        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        mutating func appendLiteral(_ markup: StaticString) { bytes.append(markup: markup) }

        mutating func appendInterpolation(_ markup: CopyMarkup) { bytes.append(contentsOf: markup.bytes) }

        mutating func appendInterpolation(_ pieces: [CopyMarkup]) {
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        mutating func appendInterpolation(_ text: String) {
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
                case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
                case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
                case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
                case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
                default: bytes.append(byte)
                }
            }
        }
    }

    /// The voice of the product's own pages, without its fonts: nothing is fetched.
    static let style: CopyMarkup = """
        :root{color-scheme:light dark;--ground:light-dark(#F5F6F8,#0E1220);--sheet:light-dark(#FFF,#161B2C);\
        --ink:light-dark(#131A33,#ECEEF5);--graphite:light-dark(#4F566B,#A9B0C6);--rule:light-dark(#CDD2DC,#323A52);\
        --pen:light-dark(#2340B8,#A3B6FF)}
        *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);\
        font:400 1rem/1.55 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        main{max-width:1000px;margin-inline:auto;padding:48px clamp(16px,3vw,32px) 72px}
        h1,h2,p,dl,dd,ul{margin:0;padding:0}h1,h2{font-family:Vollkorn,"Noto Serif","Iowan Old Style",\
        "Palatino Linotype",Georgia,serif;font-weight:500;text-wrap:balance}
        h1{font-size:clamp(2rem,1.5rem + 2.1vw,3rem);line-height:1.08;letter-spacing:-.012em}
        h2{font-size:1.5rem;line-height:1.2;margin:48px 0 8px;padding-top:16px;border-top:1px solid var(--rule)}
        a{color:var(--pen)}.over{font-weight:600;margin-bottom:8px}.lead{font-size:1.125rem;margin:12px 0}\
        .small{font-size:.875rem;color:var(--graphite);margin-top:16px}section p{max-width:68ch}ul{padding-left:1.2em}
        .wide{overflow-x:auto}table{width:100%;border-collapse:collapse;background:var(--sheet);margin-top:16px;\
        font-size:.9375rem;font-variant-numeric:tabular-nums}
        th,td{text-align:start;vertical-align:top;padding:8px 12px;border-bottom:1px solid var(--rule);\
        overflow-wrap:anywhere}th{font-weight:600}thead th{font-size:.875rem;color:var(--graphite)}
        dl{display:grid;gap:8px 24px;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));margin-top:16px}\
        dt{font-size:.875rem;color:var(--graphite)}code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
        :focus-visible{outline:3px solid var(--pen);outline-offset:2px}
        @media print{body{background:#FFF;color:#000;font-size:10pt}main{max-width:none;padding:0}\
        h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}}
        """
}

extension [UInt8] {
    fileprivate mutating func append(markup: StaticString) {
        markup.withUTF8Buffer { append(contentsOf: $0) }
    }
}
