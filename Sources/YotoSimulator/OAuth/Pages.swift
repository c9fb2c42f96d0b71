/// The pages that a user of the login host sees: plain forms, no script.
enum LoginPages {
    /// Asks whether an application may do what it asks for.
    static func consent(client: RegisteredClient, scopes: Set<String>, action: String, hidden: [(String, String)])
        -> String
    {
        let items = scopes.sorted().map { scope in
            "<li>\(escape(YotoScope.meaning[scope] ?? scope)) <code>\(escape(scope))</code></li>"
        }
        let fields = hidden.map { "<input type=\"hidden\" name=\"\(escape($0.0))\" value=\"\(escape($0.1))\">" }
        return page(
            title: "Allow \(client.name)?",
            """
            <p><strong>\(escape(client.name))</strong> (client <code>\(escape(client.id))</code>) wants to use your \
            Yoto account. It will be able to:</p>
            <ul>\(items.joined())</ul>
            <form method="post" action="\(escape(action))">
            \(fields.joined())
            <div class="buttons">
            <button name="decision" value="allow" class="main">Allow</button>
            <button name="decision" value="deny">Deny</button>
            </div>
            </form>
            """)
    }

    /// Asks for the code that a device shows.
    static func activation(message: String?) -> String {
        let notice = message.map { "<p role=\"alert\">\(escape($0))</p>" } ?? ""
        return page(
            title: "Connect a device",
            """
            \(notice)
            <form method="get" action="/activate">
            <label for="user_code">Code that the device shows</label>
            <input id="user_code" name="user_code" autocomplete="off" autocapitalize="characters" required \
            maxlength="20" placeholder="WDJB-MJHT">
            <div class="buttons"><button class="main">Continue</button></div>
            </form>
            """)
    }

    /// Says how something ended.
    static func message(title: String, _ text: String) -> String {
        page(title: title, "<p>\(escape(text))</p>")
    }

    static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    private static func page(title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escape(title)) · Simulated Yoto login</title>
        <style>\(style)</style>
        </head>
        <body>
        <main>
        <p class="note">Simulated Yoto login: nothing here reaches a real account.</p>
        <h1>\(escape(title))</h1>
        \(body)
        </main>
        </body>
        </html>

        """
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1d2430;--paper:#fff;--ground:#f3efe7;--accent:#b3360f;--line:#8a8275}
        @media(prefers-color-scheme:dark){:root{--ink:#f2eee6;--paper:#232a36;--ground:#151a22;--accent:#ffb199;\
        --line:#9a9387}}
        *{box-sizing:border-box}
        body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);\
        font:1.0625rem/1.5 system-ui,sans-serif;padding:1rem}
        main{background:var(--paper);max-width:34rem;width:100%;padding:1.5rem 2rem;border-radius:1rem;\
        border:1px solid var(--line)}
        h1{font-size:1.5rem;line-height:1.2;margin:.5rem 0 1rem}
        .note{font-size:.875rem;margin:0;border-left:.25rem solid var(--accent);padding-left:.75rem}
        code{font-size:.8125em;overflow-wrap:anywhere}
        li{margin:.25rem 0}
        label{display:block;font-weight:600;margin-bottom:.25rem}
        input{font:inherit;width:100%;padding:.6rem .75rem;border:2px solid var(--line);border-radius:.5rem;\
        background:var(--paper);color:var(--ink)}
        .buttons{display:flex;gap:.75rem;flex-wrap:wrap;margin-top:1.25rem}
        button{font:inherit;font-weight:600;padding:.6rem 1.5rem;border-radius:.5rem;border:2px solid var(--accent);\
        background:transparent;color:var(--ink);cursor:pointer}
        button.main{background:var(--accent);color:var(--paper)}
        :focus-visible{outline:3px solid var(--accent);outline-offset:3px}
        """
}
