package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;
import java.util.List;
import java.util.Set;

/**
 * What scrubbing knows, as tables: names of fields, tokens of services, options of commands, words
 * that are no secrets. How they are looked for is said by the classes that read them; a new secret
 * is a new line here and one in the tests.
 */
final class Rules {

  private Rules() {}

  /** Where in a name a rule's text must stand. */
  enum Where {
    /** Anywhere: {@code userPassword2}. */
    PART,
    /** As whole words, anywhere: {@code smtp_pass}, not {@code compass}. */
    WORD,
    /** As the last words: {@code php_session}, not {@code session_count}. */
    LAST
  }

  /** What names say, written without case, blanks and {@code _ - . [ ]}. */
  record Name(Kind kind, Where where, List<String> texts) {}

  static final List<Name> NAMES =
      List.of(
          new Name(
              Kind.SENSITIVE,
              Where.PART,
              List.of(
                  // the word for password, around the world
                  "password",
                  "passwd",
                  "passwort",
                  "kennwort",
                  "motdepasse",
                  "contraseña",
                  "contrasena",
                  "contrasen\u0303a",
                  "wachtwoord",
                  "passord",
                  "lösenord",
                  "losenord",
                  "adgangskode",
                  "salasana",
                  "hasło",
                  "парол",
                  "密码",
                  "密碼",
                  "パスワード",
                  "비밀번호",
                  "passphrase",
                  "passcode",
                  "secret",
                  "credential",
                  // keys and tokens
                  "apikey",
                  "accesskey",
                  "accountkey",
                  "privatekey",
                  "signingkey",
                  "encryptionkey",
                  "sshkey",
                  "authorization",
                  "sharedaccesssignature",
                  "accesstoken",
                  "refreshtoken",
                  "authtoken",
                  "apitoken",
                  "idtoken",
                  "sessiontoken",
                  "sessionkey",
                  "bearertoken",
                  "amzsignature",
                  "hubsignature",
                  // sessions
                  "cookie",
                  "csrf",
                  "xsrf",
                  "phpsessid",
                  "jsessionid",
                  "userpass",
                  "dbpass",
                  // second factors and money
                  "mfacode",
                  "pincode",
                  "creditcard",
                  "cardnumber",
                  "ccnumber",
                  "securitycode")),
          new Name(
              Kind.SENSITIVE,
              Where.WORD,
              List.of(
                  "token", "pw", "pwd", "pass", "auth", "creds", "cred", "mdp", "senha", "heslo",
                  "haslo", "parola", "ssn", "cvv", "cvv2", "cvc", "cvc2", "iban", "jwt", "otp",
                  "totp", "bearer")),
          new Name(
              Kind.LIKELY,
              Where.LAST,
              List.of("session", "sid", "refresh", "signature", "sig", "mfa")),
          new Name(Kind.PIN, Where.LAST, List.of("pin")),
          new Name(
              Kind.CONNECTION,
              Where.LAST,
              List.of(
                  "dsn",
                  "databaseurl",
                  "databaseuri",
                  "dburl",
                  "dburi",
                  "jdbcurl",
                  "connectionstring",
                  "connectionuri",
                  "connstr",
                  "connstring")));

  /** Fields for addresses of clients, as whole names. */
  static final NameSet ADDRESSES =
      NameSet.of(
          "ipaddress",
          "remoteaddr",
          "remoteaddress",
          "clientip",
          "clientaddress",
          "userip",
          "xforwardedfor",
          "xrealip",
          "xclientip",
          "trueclientip",
          "cfconnectingip");

  /** Lists of packages: their names may hold any word, their versions are no secret. */
  static final Set<String> ALWAYS_SAFE = Set.of("modules");

  /**
   * A key whose service marks it.
   *
   * @param prefix ends with {@code _}, {@code -} or {@code .}, where it is looked for
   * @param shortest bytes of the whole, below which it is an ordinary name
   * @param digit whether there must be a digit, for a prefix that begins ordinary names too
   */
  record Token(String prefix, int shortest, boolean digit) {}

  static final List<Token> TOKENS =
      List.of(
          token("ghp_", 16), // GitHub
          token("gho_", 16),
          token("ghu_", 16),
          token("ghs_", 16),
          token("ghr_", 16),
          token("github_pat_", 16),
          token("glpat-", 16), // GitLab
          token("gldt-", 16),
          token("glrt-", 16),
          token("glptt-", 16),
          token("glcbt-", 16),
          token("glsoat-", 16),
          token("xoxa-", 16), // Slack
          token("xoxb-", 16),
          token("xoxc-", 16),
          token("xoxd-", 16),
          token("xoxe-", 16),
          token("xoxe.xoxp-", 16),
          token("xoxo-", 16),
          token("xoxp-", 16),
          token("xoxr-", 16),
          token("xoxs-", 16),
          token("xapp-", 16),
          token("sk_live_", 16), // Stripe
          token("sk_test_", 16),
          token("rk_live_", 16),
          token("rk_test_", 16),
          token("whsec_", 16),
          token("sk-ant-", 16), // Anthropic, OpenAI and others; names of style sheets too
          token("sk-proj-", 16),
          plainToken("sk-", 24),
          plainToken("gsk_", 24), // Groq
          plainToken("hf_", 24), // Hugging Face
          plainToken("r8_", 24), // Replicate
          token("npm_", 16),
          token("pypi-", 24),
          token("rubygems_", 24),
          token("dckr_pat_", 16), // Docker
          token("shpat_", 16), // Shopify
          token("shpca_", 16),
          token("shppa_", 16),
          token("shpss_", 16),
          token("dop_v1_", 16), // DigitalOcean
          token("doo_v1_", 16),
          token("dor_v1_", 16),
          token("SG.", 40), // SendGrid
          token("xkeysib-", 24), // Brevo
          plainToken("key-", 36), // Mailgun
          token("hvs.", 24), // HashiCorp
          token("hvb.", 24),
          plainToken("dp.pt.", 24), // Doppler
          plainToken("ya29.", 24), // Google
          token("GOCSPX-", 24),
          token("glsa_", 24), // Grafana
          token("glc_", 24),
          token("NRAK-", 20), // New Relic
          token("PMAK-", 24), // Postman
          token("sntrys_", 24), // Sentry and what is compatible
          token("sntryu_", 24),
          token("lin_api_", 24), // Linear
          token("figd_", 24), // Figma
          token("sbp_", 24), // Supabase
          token("sq0atp-", 20), // Square
          token("sq0csp-", 20),
          token("shippo_live_", 24),
          token("phx_", 24)); // PostHog

  private static Token token(String prefix, int shortest) {
    return new Token(prefix, shortest, false);
  }

  private static Token plainToken(String prefix, int shortest) {
    return new Token(prefix, shortest, true);
  }

  /** How an option brings its secret. */
  enum Form {
    /** {@code -psecret}. */
    ATTACHED,
    /** {@code -p secret} or {@code -psecret}. */
    NEXT,
    /** {@code -u name:secret}: what follows the colon. */
    USER_INFO
  }

  /** A secret option whose name does not say so, of these commands. */
  record Option(Set<String> commands, String name, Form form) {}

  private static final Set<String> MYSQL =
      Set.of(
          "mysql",
          "mysqldump",
          "mysqladmin",
          "mysqlimport",
          "mysqlcheck",
          "mysqlshow",
          "mysqlsh",
          "mariadb",
          "mariadb-dump",
          "mariadb-admin");

  static final List<Option> OPTIONS =
      List.of(
          new Option(Set.of("curl"), "-u", Form.USER_INFO),
          new Option(Set.of("curl"), "-U", Form.USER_INFO),
          new Option(Set.of("curl"), "--user", Form.USER_INFO),
          new Option(Set.of("curl"), "--proxy-user", Form.USER_INFO),
          new Option(Set.of("http", "https"), "-a", Form.USER_INFO), // HTTPie
          new Option(MYSQL, "-p", Form.ATTACHED),
          new Option(Set.of("sshpass", "login", "mongo", "mongosh", "mongodump"), "-p", Form.NEXT),
          new Option(Set.of("redis-cli"), "-a", Form.NEXT),
          new Option(Set.of("ldapsearch", "ldapmodify", "ldapadd"), "-w", Form.NEXT),
          new Option(Set.of("sqlcmd", "bcp", "unzip", "zip"), "-P", Form.NEXT));

  /** Follow the name of an option in a sentence about it: {@code --token is required}. */
  static final NameSet PROSE =
      NameSet.of(
          "a",
          "an",
          "and",
          "are",
          "argument",
          "as",
          "at",
          "but",
          "by",
          "can",
          "cannot",
          "do",
          "does",
          "expects",
          "flag",
          "flags",
          "for",
          "from",
          "given",
          "has",
          "if",
          "in",
          "instead",
          "invalid",
          "is",
          "it",
          "may",
          "missing",
          "must",
          "needs",
          "not",
          "of",
          "on",
          "option",
          "options",
          "or",
          "parameter",
          "provided",
          "required",
          "requires",
          "set",
          "should",
          "switch",
          "that",
          "the",
          "then",
          "to",
          "value",
          "was",
          "when",
          "which",
          "will",
          "with",
          "without");

  /** Values that are no secret whatever their name says. */
  static final NameSet WORDS =
      NameSet.of(
          "true",
          "false",
          "null",
          "None",
          "True",
          "False",
          "nil",
          "undefined",
          "NULL",
          "protected",
          "private"); // PHP prints who may see a field

  /** Types of values and columns, which stand beside names as secrets do. */
  static final NameSet TYPES =
      NameSet.of(
          "string",
          "integer",
          "double",
          "boolean",
          "array",
          "string[]",
          "integer[]",
          "double[]",
          "boolean[]",
          "text",
          "varchar",
          "char",
          "bytea",
          "blob",
          "int",
          "bigint",
          "number",
          "str",
          "bool",
          "hidden",
          "object",
          "required",
          "optional");

  /** Fields that name the value of the field beside them. */
  static final NameSet NAMING =
      NameSet.of("name", "key", "field", "param", "parameter", "header", "Name", "Key");

  /** Fields whose value is named by the field beside them. */
  static final NameSet NAMED = NameSet.of("value", "val", "content", "Value");
}
