package dev.fettle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a comment cites is in the repository: {@code docs/knowledge/<page>.md} has a heading with
 * that number. The same for the links of our pages.
 */
class KnowledgeTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGES = ROOT.resolve("docs/knowledge");

  /** {@code sdk-wire 8.3 and 8.6}, {@code glitchtip-behaviour §19}, {@code sdk-wire sections 1}. */
  private static final Pattern CITATION =
      Pattern.compile(
          "\\b(sdk-wire|glitchtip-[a-z]+|interface|house-style|java-stack|ui\\.md)[ \\n*/]*+(?:§|sections? |(?=\\d))"
              + "[ \\n*/]*+(\\d+(?:\\.\\d+)?)(?:(?:,| and)[ \\n*/]*+(\\d+(?:\\.\\d+)?))*+");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (\\d+(?:\\.\\d+)?)\\.? ");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#: ]+)(?:#[^)]*)?\\)");

  private static final Set<String> SOURCES =
      Set.of("java", "ts", "mjs", "sql", "html", "css", "sh");

  @Test
  void every_cited_section_is_there() throws IOException {
    var sections = new HashMap<String, Set<String>>();
    var missing = new ArrayList<String>();
    int citations = 0;
    for (var file : files(SOURCES)) {
      var cited = CITATION.matcher(Files.readString(file));
      while (cited.find()) {
        citations++;
        for (int group = 2; group <= 3; group++) {
          var section = cited.group(group);
          if (section != null && !sections(sections, cited.group(1)).contains(section)) {
            missing.add(ROOT.relativize(file) + " cites " + cited.group(1) + " " + section);
          }
        }
      }
    }
    assertThat(citations).isGreaterThan(40);
    assertThat(missing).as("cite a section that docs/knowledge has, or write the page").isEmpty();
  }

  @Test
  void links_between_pages_lead_somewhere() throws IOException {
    var broken = new ArrayList<String>();
    int links = 0;
    for (var page : files(Set.of("md"))) {
      var link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        links++;
        var target = page.resolveSibling(link.group(1)).normalize();
        if (!link.group(1).equals("url") && !Files.exists(target)) {
          broken.add(ROOT.relativize(page) + " links to " + link.group(1));
        }
      }
    }
    assertThat(links).isGreaterThan(15);
    assertThat(broken).isEmpty();
  }

  private static Set<String> sections(Map<String, Set<String>> known, String page)
      throws IOException {
    var found = known.get(page);
    if (found == null) {
      found = new HashSet<>();
      var file = PAGES.resolve(page + ".md");
      var heading = HEADING.matcher(Files.exists(file) ? Files.readString(file) : "");
      while (heading.find()) {
        found.add(heading.group(1));
      }
      known.put(page, found);
    }
    return found;
  }

  private static List<Path> files(Set<String> endings) throws IOException {
    var found = new ArrayList<Path>();
    for (var folder :
        List.of(
            "core/src",
            "server/src",
            "fuzz/src",
            "bench/src",
            "web/src",
            "e2e",
            "docs",
            "scripts",
            "fixtures",
            ".")) {
      int depth = folder.equals(".") ? 1 : 30;
      try (Stream<Path> walk = Files.walk(ROOT.resolve(folder), depth)) {
        walk.filter(file -> endings.contains(ending(file)))
            .filter(file -> !file.toString().contains("node_modules"))
            .filter(Files::isRegularFile)
            .forEach(found::add);
      }
    }
    return found;
  }

  private static String ending(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
