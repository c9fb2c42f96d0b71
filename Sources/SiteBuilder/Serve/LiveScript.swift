/// What `serve` adds to pages: a module that listens for builds, and the look of its overlay. They are files of their
/// own, so that pages keep their Content-Security-Policy while one works on them.
enum LiveScript {
    static let prefix = "/_site-builder/"
    static let eventsURL = prefix + "events"
    static let scriptURL = prefix + "live.js"
    static let styleURL = prefix + "live.css"

    /// Goes before `</head>`.
    static let tags =
        "<link rel=\"stylesheet\" href=\"\(styleURL)\"><script type=\"module\" src=\"\(scriptURL)\"></script>"

    /// A page with the additions.
    static func injected(into page: [UInt8]) -> [UInt8] {
        guard let head = page.firstRange(of: Array("</head>".utf8)) else { return page }
        return page[..<head.lowerBound] + Array(tags.utf8) + page[head.lowerBound...]
    }

    /// What is shown at any address before the first build succeeded.
    static let emptyPage =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not built yet</title>\(tags)</head>"
        + "<body><p>There is no site yet.</p></body></html>"

    static let script = """
        // Listens for builds of site-builder serve.
        const page = { generation: null };
        const overlay = document.createElement("dialog");
        overlay.className = "site-builder-overlay";
        overlay.setAttribute("aria-label", "The site could not be built");
        const text = overlay.appendChild(document.createElement("pre"));
        text.tabIndex = 0;

        function showMistakes(words) {
          text.textContent = words;
          if (!overlay.isConnected) document.body.append(overlay);
          if (!overlay.open) overlay.show();
        }

        /** The address of an asset without the hash in its name. */
        const stem = (url) => url.replace(/\\.[0-9a-f]{12}(?=\\.css$)/, "");

        function takeStyles(urls) {
          for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
            const path = new URL(link.href).pathname;
            const fresh = urls.find((url) => stem(url) === stem(path));
            if (!fresh || fresh === path) continue;
            const next = link.cloneNode();
            next.removeAttribute("integrity");
            next.href = fresh;
            next.addEventListener("load", () => link.remove());
            link.after(next);
          }
        }

        const events = new EventSource("\(eventsURL)");
        events.addEventListener("message", ({ data }) => {
          const event = JSON.parse(data);
          if (event.kind === "mistakes") return showMistakes(event.text);
          overlay.close();
          if (event.kind === "styles") takeStyles(event.styles);
          else if (event.kind === "reload" || (page.generation !== null && page.generation !== event.generation)) {
            return location.reload();
          }
          page.generation = event.generation;
        });

        """

    static let style = """
        .site-builder-overlay {
          position: fixed;
          inset: auto 1rem 1rem;
          z-index: 2147483647;
          box-sizing: border-box;
          inline-size: calc(100% - 2rem);
          max-block-size: 80vh;
          margin: 0;
          padding: 1rem;
          overflow: auto;
          border: 3px solid #d33;
          border-radius: 0.5rem;
          background: #1b1b1f;
          color: #fff;
        }

        .site-builder-overlay pre {
          margin: 0;
          white-space: pre-wrap;
          font: 0.875rem/1.5 ui-monospace, monospace;
        }

        """
}
