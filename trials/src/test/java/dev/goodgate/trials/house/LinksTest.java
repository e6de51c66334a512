package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinksTest {
  @Test
  void noDocumentLinksToNowhere() {
    Links links = new Links(path -> Files.exists(Repository.ROOT.resolve(path)), Repository::text);

    List<String> dead =
        Repository.markdown().stream().flatMap(each -> links.dead(each).stream()).toList();

    assertThat(dead).as("mend the link, or the file or heading it means").isEmpty();
  }

  @Test
  void deadFilesAndHeadingsAreSeen() {
    assertThat(dead("[a](b.md) [c](../README.md#two-words)")).isEmpty();
    assertThat(dead("[a](none.md)")).containsExactly("docs/a.md -> none.md");
    assertThat(dead("[a](../README.md#three)")).hasSize(1);
    assertThat(dead("[a](#own)\n\n## Own")).isEmpty();
    assertThat(dead("[a](#none)\n\n## Own")).hasSize(1);
    assertThat(dead("see [a]\n\n[a]: none.md")).hasSize(1);
  }

  @Test
  void codeAndTheWorldOutsideAreLeftAlone() {
    assertThat(dead("[a](https://example.com) `[a](none.md)`\n```\n[a](none.md)\n```\n")).isEmpty();
  }

  @Test
  void linksOutOfTheRepositoryAreDead() {
    assertThat(dead("[a](../../secret.md)")).hasSize(1);
  }

  private static List<String> dead(String text) {
    Map<String, String> files =
        Map.of("docs/a.md", text, "docs/b.md", "", "README.md", "# Two `words`!");
    Links links = new Links(files::containsKey, path -> files.getOrDefault(path, ""));
    return links.dead(new SourceFile("docs/a.md", text));
  }
}
