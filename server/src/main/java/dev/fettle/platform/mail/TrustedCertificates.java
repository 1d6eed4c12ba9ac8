package dev.fettle.platform.mail;

import dev.fettle.platform.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes TLS connections that trust the certificates of a file besides those everybody trusts. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /**
   * The factory of such connections.
   *
   * @throws SettingsException when the file has no certificates
   */
  static SSLSocketFactory with(Path pem) {
    try (var in = Files.newInputStream(pem)) {
      var own = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (own.isEmpty()) {
        throw new SettingsException(
            "FETTLE_EMAIL_CA_FILE names %s, which holds no certificate in PEM form."
                .formatted(pem));
      }
      var all = new ArrayList<java.security.cert.Certificate>(own);
      all.addAll(List.of(trustManager(null).getAcceptedIssuers()));
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry(Integer.toString(i), all.get(i));
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {trustManager(store)}, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new SettingsException(
          "FETTLE_EMAIL_CA_FILE names %s, which cannot be read as certificates in PEM form: %s."
              .formatted(pem, e.getMessage()),
          e);
    }
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
