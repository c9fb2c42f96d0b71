/// A page at a former address that leads to the new one, without a script and on any host.
struct Redirect {
    /// URL path of the page that it leads to.
    let target: PageSource
    let site: Site

    func html() -> [UInt8] {
        var output: [UInt8] = []
        let address = site.absolute(target.url)
        output.append("<!doctype html>\n<html lang=\"")
        output.appendEscaped(site.settings.language)
        output.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        output.appendEscaped(target.title)
        output.append("</title>\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"")
        output.appendEscaped(address)
        output.append("\">\n<meta http-equiv=\"refresh\" content=\"0; url=")
        output.appendEscaped(target.url)
        output.append("\">\n</head>\n<body>\n<p><a href=\"")
        output.appendEscaped(target.url)
        output.append("\">")
        output.appendEscaped(target.title)
        output.append("</a></p>\n</body>\n</html>\n")
        return output
    }
}
