package dev.fettle.feedback;

import dev.fettle.core.HexUuid;
import dev.fettle.core.LenientJson;
import dev.fettle.core.Texts;
import dev.fettle.core.envelope.Dsn;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.core.envelope.SentryAuth;
import dev.fettle.ingest.Address;
import dev.fettle.ingest.Answer;
import dev.fettle.ingest.Delivery;
import dev.fettle.ingest.Door;
import dev.fettle.ingest.Endpoint;
import dev.fettle.ingest.EnvelopeWriter;
import dev.fettle.ingest.IngestLimits;
import dev.fettle.ingest.Parameters;
import dev.fettle.ingest.Target;
import dev.fettle.ingest.Visit;
import dev.fettle.items.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/embed/error-page/?dsn=…&eventId=…}: the crash-report dialog (GlitchTip's API, section
 * 1.3). GET answers the script that {@code showReportDialog()} of an SDK loads, with the texts that
 * the query names; POST takes the form as a {@code user_report} item of that event.
 */
final class ReportDialogDoor implements Door {

  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final String PATH = "/api/embed/error-page";
  private static final String SCRIPT = "application/javascript; charset=utf-8";
  private static final String LABELS = "/* LABELS */ {}";
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_LABEL = 500;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_EMAIL = 75;
  private static final int LONGEST_COMMENTS = 10_000;

  /** Good enough to answer to; whether it exists only a mail can tell. */
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  /** Texts that the query may replace; the names are GlitchTip's. */
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("title", "Something went wrong here.");
    DEFAULTS.put("subtitle", "Our team knows about it.");
    DEFAULTS.put("subtitle2", "Tell us what happened and you help to fix it.");
    DEFAULTS.put("labelName", "Name");
    DEFAULTS.put("labelEmail", "Email");
    DEFAULTS.put("labelComments", "What happened?");
    DEFAULTS.put("labelClose", "Close");
    DEFAULTS.put("labelSubmit", "Send report");
    DEFAULTS.put("errorGeneric", "The report could not be sent. Please try again.");
    DEFAULTS.put("errorFormEntry", "Please correct the fields that are marked.");
    DEFAULTS.put("successMessage", "Thank you: your report is on its way.");
    DEFAULTS.put("name", "");
    DEFAULTS.put("email", "");
    DEFAULTS.put("lang", "en");
  }

  private final String script;

  ReportDialogDoor() {
    try (var in = ReportDialogDoor.class.getResourceAsStream("report-dialog.js")) {
      if (in == null) {
        throw new IllegalStateException("report-dialog.js is not on the class path");
      }
      this.script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.DIALOG;
  }

  @Override
  public Set<String> methods() {
    return METHODS;
  }

  @Override
  public boolean bringsItems(String method) {
    return method.equals("POST");
  }

  @Override
  public @Nullable Target target(Address address) {
    if (!address.path().equals(PATH) && !address.path().equals(PATH + "/")) {
      return null;
    }
    var text = Parameters.parse(address.query()).get("dsn");
    var dsn = text == null ? null : Dsn.parse(text);
    return dsn == null
        ? new Target(
            endpoint(),
            0,
            this,
            new SentryAuth.Malformed("dsn names no key and project"),
            List.of())
        : new Target(
            endpoint(),
            dsn.projectId(),
            this,
            new SentryAuth.Key(dsn.publicKey(), null),
            List.of());
  }

  @Override
  public int bodyBytes(IngestLimits limits) {
    return MOST_BYTES;
  }

  @Override
  public Delivery open(Visit visit) {
    var eventId = HexUuid.parse(visit.query().get("eventId"));
    if (eventId == null) {
      var answer = Answer.fault(400, "Invalid eventId", "eventId is not 32 hexadecimal digits");
      return bringsItems(visit.method())
          ? new Delivery.Refused(Reason.INVALID_USER_REPORT, answer)
          : new Delivery.Nothing(answer);
    }
    return visit.method().equals("GET")
        ? new Delivery.Nothing(Answer.of(200, SCRIPT, script(visit.query())))
        : report(eventId, Parameters.parse(visit.body().utf8()));
  }

  private String script(Parameters query) {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    DEFAULTS.forEach((name, text) -> {
      var own = query.get(name, LONGEST_LABEL);
      labels.put(name, own == null ? text : own);
    });
    var json = new String(LenientJson.write(labels), StandardCharsets.UTF_8);
    // a page that inlines the script must not be left by a text
    return script.replace(LABELS, json.replace("<", "\\u003c"));
  }

  private static Delivery report(UUID eventId, Parameters form) {
    var name = form.get("name", LONGEST_NAME + 1);
    var email = form.get("email", LONGEST_EMAIL + 1);
    var comments = form.get("comments");
    ObjectNode errors = JsonNodeFactory.instance.objectNode();
    if (name != null && name.length() > LONGEST_NAME) {
      errors.putArray("name").add("At most %d characters.".formatted(LONGEST_NAME));
    }
    if (email != null && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())) {
      errors.putArray("email").add("Enter an email address, such as name@example.com.");
    }
    if (comments == null) {
      errors.putArray("comments").add("Say in a few words what happened.");
    }
    if (comments == null || !errors.isEmpty()) {
      var body = JsonNodeFactory.instance.objectNode().set("errors", errors);
      return new Delivery.Refused(
          Reason.INVALID_USER_REPORT,
          Answer.of(
              400,
              "application/json",
              new String(LenientJson.write(body), StandardCharsets.UTF_8)));
    }
    var report =
        JsonNodeFactory.instance
            .objectNode()
            .put("event_id", HexUuid.format(eventId))
            .put("name", name == null ? "" : name)
            .put("email", email == null ? "" : email)
            .put("comments", Texts.ellipsis(comments.strip(), LONGEST_COMMENTS));
    return new Delivery.Items(
        eventId,
        new EnvelopeWriter(eventId).item(ItemType.USER_REPORT, report).parts(),
        Answer.empty(200));
  }
}
