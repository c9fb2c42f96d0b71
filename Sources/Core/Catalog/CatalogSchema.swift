/// The published description of `catalog.json`, at `/catalog.schema.json`.
package enum CatalogSchema {
    /// JSON Schema, draft 2020-12. Strict: what is not listed here is not in a catalog.
    package static let json = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "/catalog.schema.json",
          "title": "Card catalog",
          "description": "The cards of a site. URLs are paths on the site's origin.",
          "type": "object",
          "additionalProperties": false,
          "required": ["version", "cards"],
          "properties": {
            "version": { "const": 1 },
            "cards": { "type": "array", "items": { "$ref": "#/$defs/card" }, "description": "Newest first." }
          },
          "$defs": {
            "slug": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80 },
            "path": { "type": "string", "pattern": "^/[^/]" },
            "clock": { "type": "string", "pattern": "^([01][0-9]|2[0-4]):[0-5][0-9]$" },
            "card": {
              "type": "object",
              "additionalProperties": false,
              "required": ["slug", "title", "author", "summary", "date", "language", "audience", "minimumAge",
                "category", "tags", "visibility", "cover", "icon", "kind", "durationMilliseconds", "bytes", "tracks"],
              "properties": {
                "slug": { "$ref": "#/$defs/slug" },
                "title": { "type": "string", "minLength": 1, "maxLength": 100 },
                "author": { "type": "string", "minLength": 1 },
                "readBy": { "type": "string", "minLength": 1 },
                "summary": { "type": "string", "minLength": 1, "maxLength": 200 },
                "date": { "type": "string", "format": "date" },
                "language": { "type": "string", "description": "BCP 47" },
                "audience": { "enum": ["children", "family", "grown-ups"] },
                "minimumAge": { "type": "integer", "minimum": 0, "maximum": 99 },
                "maximumAge": { "type": "integer", "minimum": 0, "maximum": 99 },
                "category": { "enum": ["stories", "music", "radio", "podcast", "sfx", "activities"] },
                "tags": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/slug" } },
                "visibility": { "enum": ["private", "unlisted", "public"] },
                "page": { "$ref": "#/$defs/path", "description": "Absent for a private card." },
                "cover": { "$ref": "#/$defs/cover" },
                "icon": { "$ref": "#/$defs/path", "description": "A PNG of 16 x 16 pixels." },
                "license": { "type": "string" },
                "kind": { "enum": ["audio", "stream", "adventure"] },
                "durationMilliseconds": { "type": "integer", "minimum": 0 },
                "bytes": { "type": "integer", "minimum": 0 },
                "tracks": { "type": "array", "maxItems": 100, "items": { "$ref": "#/$defs/track" } },
                "stream": { "$ref": "#/$defs/stream" },
                "adventure": { "$ref": "#/$defs/adventure" }
              }
            },
            "cover": {
              "type": "object",
              "additionalProperties": false,
              "required": ["url", "width", "height", "alt"],
              "properties": {
                "url": { "$ref": "#/$defs/path" },
                "width": { "type": "integer", "minimum": 1 },
                "height": { "type": "integer", "minimum": 1 },
                "alt": { "type": "string", "minLength": 1 }
              }
            },
            "track": {
              "type": "object",
              "additionalProperties": false,
              "required": ["key", "title", "url", "sha256", "bytes", "durationMilliseconds", "mediaType", "channels", "icon"],
              "properties": {
                "key": { "type": "string", "pattern": "^[0-9]{2,3}$" },
                "title": { "type": "string", "minLength": 1 },
                "url": { "$ref": "#/$defs/path" },
                "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
                "bytes": { "type": "integer", "minimum": 1 },
                "durationMilliseconds": { "type": "integer", "minimum": 0 },
                "mediaType": { "const": "audio/mpeg" },
                "channels": { "enum": [1, 2] },
                "icon": { "$ref": "#/$defs/path" },
                "scene": { "type": "string", "description": "The scene of an adventure that this track speaks." }
              }
            },
            "stream": {
              "type": "object",
              "additionalProperties": false,
              "required": ["name", "order", "slots"],
              "properties": {
                "name": { "$ref": "#/$defs/slug" },
                "order": { "enum": ["in-order", "shuffle"] },
                "slots": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["from", "until", "title", "play"],
                    "properties": {
                      "from": { "$ref": "#/$defs/clock" },
                      "until": { "$ref": "#/$defs/clock" },
                      "title": { "type": "string", "minLength": 1 },
                      "play": { "type": "array", "items": { "$ref": "#/$defs/slug" } }
                    }
                  }
                }
              }
            },
            "adventure": {
              "type": "object",
              "additionalProperties": false,
              "required": ["start", "scenes"],
              "properties": {
                "start": { "type": "string", "minLength": 1 },
                "scenes": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["id", "title", "choices"],
                    "properties": {
                      "id": { "type": "string", "minLength": 1 },
                      "title": { "type": "string", "minLength": 1 },
                      "track": { "type": "string" },
                      "choices": {
                        "type": "array",
                        "maxItems": 2,
                        "items": {
                          "type": "object",
                          "additionalProperties": false,
                          "required": ["label", "scene"],
                          "properties": {
                            "label": { "type": "string", "minLength": 1 },
                            "scene": { "type": "string", "minLength": 1 }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }

        """#
}
