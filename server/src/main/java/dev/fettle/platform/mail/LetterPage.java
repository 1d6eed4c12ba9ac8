package dev.fettle.platform.mail;

import java.util.stream.Collectors;

/**
 * A letter as HTML that every mail program shows: no style sheet, no picture, nothing that is
 * loaded. All texts pass {@link #escaped}.
 */
final class LetterPage {

  private LetterPage() {}

  static String of(Letter letter, String publicUrl) {
    var url = escaped(publicUrl);
    var parts =
        letter.parts().stream().map(part -> part(part, url)).collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
    <body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
    <div style="max-width:560px;margin:0 auto">
    %s
    <p style="font-size:13px;opacity:.7;border-top:1px solid #8884;padding-top:12px">Fettle at <a href="%s">%s</a></p>
    </div>
    </body>
    </html>
    """
        .formatted(escaped(letter.subject()), parts, url, url);
  }

  private static String part(Letter.Part part, String url) {
    return switch (part) {
      case Letter.Paragraph paragraph -> "<p>" + escaped(paragraph.text()) + "</p>";
      case Letter.Action action -> {
        var link = url + escaped(action.path());
        yield """
        <p><a href="%s" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#2f5bd8;color:#ffffff;text-decoration:none">%s</a></p>
        <p style="font-size:13px;opacity:.7">Or open this address: <a href="%s">%s</a></p>\
        """
            .formatted(link, escaped(action.label()), link, link);
      }
      case Letter.Note note ->
          "<p style=\"font-size:13px;opacity:.7\">" + escaped(note.text()) + "</p>";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
