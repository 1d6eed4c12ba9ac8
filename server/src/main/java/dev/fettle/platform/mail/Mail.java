package dev.fettle.platform.mail;

import dev.fettle.platform.outbox.Courier;
import dev.fettle.platform.outbox.Delivery;
import dev.fettle.platform.outbox.Parcel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether and how this installation sends mail. Thread-safe. */
public final class Mail {

  /** Deliveries of one kind of letter at the same time, each with a connection of its own. */
  private static final int AT_ONCE = 2;

  private final @Nullable Mailer mailer;

  Mail(@Nullable Mailer mailer) {
    this.mailer = mailer;
  }

  /** Writes the letter of a message when it is delivered; called again for each attempt. */
  public interface Writer {

    /**
     * The letter, or nothing when there is nothing to tell any more.
     *
     * @param id the letter's, the same at each attempt
     */
    Optional<Letter> write(String id, Parcel parcel);
  }

  /** Whether there is a mail server to send by. */
  public boolean isConfigured() {
    return mailer != null;
  }

  /**
   * Sends now, past the outbox: for the operator who tries it.
   *
   * @throws IllegalStateException without a mail server
   */
  public Delivery send(Letter letter) throws InterruptedException {
    if (mailer == null) {
      throw new IllegalStateException("there is no mail server: ask isConfigured first");
    }
    return mailer.send(letter);
  }

  /** Delivers messages of that channel as letters. */
  public Courier courier(String channel, Writer writer) {
    return new Courier() {
      @Override
      public String channel() {
        return channel;
      }

      @Override
      public boolean isOpen() {
        return isConfigured();
      }

      @Override
      public int atOnce() {
        return AT_ONCE;
      }

      @Override
      public Delivery deliver(Parcel parcel) throws InterruptedException {
        var id = "%s.%d".formatted(channel, parcel.id());
        var letter = writer.write(id, parcel).orElse(null);
        if (letter == null) {
          return new Delivery.Pointless("There is nothing to tell any more");
        }
        return send(letter);
      }
    };
  }
}
