import com.getsentry.raven.RavenFactory;
import com.getsentry.raven.event.Event;
import com.getsentry.raven.event.EventBuilder;
import com.getsentry.raven.event.interfaces.ExceptionInterface;
import java.util.UUID;

/** An application with the legacy client raven-java 8: RavenProgram DSN. */
public class RavenProgram {

  public static void main(String[] arguments) {
    var raven = RavenFactory.ravenInstance(arguments[0] + "?raven.async=false&raven.stacktrace.app.packages=RavenProgram");
    var error = send(raven::sendEvent, 17);
    var again = send(raven::sendEvent, 17);
    raven.sendMessage("raven-java says hello");
    raven.closeConnection();
    System.out.println("result: {\"error\":\"%s\",\"again\":\"%s\"}".formatted(hex(error), hex(again)));
  }

  private static UUID send(java.util.function.Consumer<EventBuilder> sender, int order) {
    var builder =
        new EventBuilder()
            .withMessage("could not pick order " + order)
            .withLevel(Event.Level.FATAL)
            .withRelease("warehouse@1")
            .withEnvironment("attic")
            .withTag("warehouse", "south")
            .withSentryInterface(new ExceptionInterface(failure(order)));
    var id = builder.getEvent().getId();
    sender.accept(builder);
    return id;
  }

  private static Exception failure(int order) {
    return new IllegalStateException("could not pick order " + order, new IllegalArgumentException("shelf -1"));
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }
}
