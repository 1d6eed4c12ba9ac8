import io.sentry.Attachment;
import io.sentry.Breadcrumb;
import io.sentry.CheckIn;
import io.sentry.CheckInStatus;
import io.sentry.Sentry;
import io.sentry.SentryLevel;
import io.sentry.UserFeedback;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.util.Map;

/**
 * An application with io.sentry:sentry, written against what 7 and 8 have in common: SentryProgram
 * DSN. Ends with a line {@code result: {…}}.
 */
public class SentryProgram {

  public static void main(String[] arguments) {
    Sentry.init(
        options -> {
          options.setDsn(arguments[0]);
          options.setRelease("warehouse@3.1");
          options.setEnvironment("production");
          options.setTracesSampleRate(1.0);
          options.setEnableUncaughtExceptionHandler(true);
          options.addInAppInclude("SentryProgram");
        });
    Sentry.configureScope(
        scope -> {
          var user = new User();
          user.setId("4711");
          user.setEmail("alice@example.com");
          scope.setUser(user);
          scope.setTag("warehouse", "north");
          scope.addAttachment(new Attachment("stock\n".getBytes(), "stock.txt"));
        });
    Sentry.addBreadcrumb(Breadcrumb.navigation("/cart", "/pay"));
    Sentry.startSession();
    var error = fail(17);
    var again = fail(17);
    var message = Sentry.captureMessage("shelf 4 is almost empty", SentryLevel.WARNING);
    var transaction = Sentry.startTransaction("pick order", "task");
    transaction.startChild("db").finish();
    transaction.finish();
    var checkIn = new CheckIn("nightly", CheckInStatus.OK);
    Sentry.captureCheckIn(checkIn);
    var feedback = new UserFeedback(error);
    feedback.setComments("too heavy");
    Sentry.captureUserFeedback(feedback);
    Sentry.endSession();
    Sentry.close();
    var result = Map.of("error", error, "again", again, "message", message);
    var json = new StringBuilder();
    result.forEach((name, id) -> json.append(",\"%s\":\"%s\"".formatted(name, id)));
    System.out.println("result: {" + json.substring(1) + "}");
  }

  private static SentryId fail(int order) {
    try {
      pick(order);
      throw new AssertionError("picking works");
    } catch (IllegalStateException e) {
      return Sentry.captureException(e);
    }
  }

  private static void pick(int order) {
    try {
      throw new IllegalArgumentException("shelf -1 of order " + order);
    } catch (IllegalArgumentException cause) {
      throw new IllegalStateException("could not pick order " + order, cause);
    }
  }
}
