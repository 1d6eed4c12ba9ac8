package dev.fettle.core.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.event.Events;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups, causes and what was suppressed: what names an event, and what makes it the same. */
class ExceptionTreeTest {

  private static final String GROUP =
      entry(
          "ExceptionGroup",
          "unhandled errors in a TaskGroup",
          "shop/app.py",
          "main",
          "'exception_id':0,'is_exception_group':true");

  private static String entry(
      String type, String value, String file, String function, String mechanism) {
    return """
    {'type':'%s','value':'%s','mechanism':{'type':'chained',%s},'stacktrace':{'frames':[
    {'filename':'%s','function':'%s','lineno':1,'in_app':true}]}}
    """
        .formatted(type, value, mechanism, file, function);
  }

  private static String price(int id, int index) {
    return member("ValueError", "bad price", "price", id, 0, index);
  }

  private static String sku(int id, int index) {
    return member("KeyError", "sku", "sku", id, 0, index);
  }

  private static String member(
      String type, String value, String file, int id, int parent, int index) {
    return entry(
        type,
        value,
        "shop/" + file + ".py",
        file,
        "'exception_id':%d,'parent_id':%d,'source':'exceptions[%d]'".formatted(id, parent, index));
  }

  private static Grouping group(String... exceptions) {
    return Grouping.of(
        Events.of(
            "{'platform':'python','exception':{'values':[" + String.join(",", exceptions) + "]}}"));
  }

  @Test
  void a_group_with_one_member_is_named_by_it() {
    var one = group(price(1, 0), GROUP);
    assertThat(one.headline().title()).isEqualTo("ValueError: bad price");
    assertThat(one.headline().culprit()).isEqualTo("shop/price.py in price");
    assertThat(one.headline().metadata())
        .containsEntry("type", "ValueError")
        .containsEntry("filename", "shop/price.py");
    var other = group(sku(1, 0), GROUP);
    assertThat(other.headline().title()).isEqualTo("KeyError: sku");
    assertThat(other.primary()).isNotEqualTo(one.primary());
  }

  @Test
  void so_is_one_whose_members_are_all_alike_and_one_in_another() {
    assertThat(group(price(2, 1), price(1, 0), GROUP).headline().title())
        .isEqualTo("ValueError: bad price");
    var inner =
        entry(
            "ExceptionGroup",
            "inner",
            "shop/app.py",
            "inner",
            "'exception_id':1,'parent_id':0,'source':'exceptions[0]','is_exception_group':true");
    assertThat(group(member("KeyError", "k", "sku", 2, 1, 0), inner, GROUP).headline().title())
        .isEqualTo("KeyError: k");
  }

  @Test
  void a_group_of_different_members_keeps_its_own_name() {
    var group = group(price(2, 1), sku(1, 0), GROUP);
    assertThat(group.headline().title())
        .isEqualTo("ExceptionGroup: unhandled errors in a TaskGroup");
    assertThat(group.headline().culprit()).isEqualTo("shop/app.py in main");
  }

  @Test
  void the_order_and_number_of_members_split_nothing() {
    var hash = group(price(2, 1), sku(1, 0), GROUP).primary();
    assertThat(group(sku(1, 0), price(2, 1), GROUP).primary()).isEqualTo(hash);
    assertThat(group(sku(2, 1), price(1, 0), GROUP).primary()).isEqualTo(hash);
    assertThat(group(GROUP, price(1, 0), sku(2, 1)).primary()).isEqualTo(hash);
    assertThat(group(GROUP, price(1, 0), sku(2, 1)).headline())
        .isEqualTo(group(price(2, 1), sku(1, 0), GROUP).headline());
    var many = new ArrayList<String>();
    for (int i = 1; i < 30; i++) {
      many.add(i % 7 == 0 ? sku(i, i - 1) : price(i, i - 1));
    }
    many.add(GROUP);
    assertThat(group(many.toArray(String[]::new)).primary()).isEqualTo(hash);
  }

  @Test
  void a_member_takes_its_causes_along() {
    var cause =
        entry(
            "OSError",
            "disk",
            "shop/disk.py",
            "read",
            "'exception_id':2,'parent_id':1,'source':'__cause__'");
    var group = group(cause, price(1, 0), GROUP);
    assertThat(group.headline().title()).isEqualTo("ValueError: bad price");
    assertThat(group.primary()).isNotEqualTo(group(price(1, 0), GROUP).primary());
  }

  @Test
  void a_chain_of_causes_is_named_by_what_was_thrown_wherever_it_stands() {
    var cause =
        entry(
            "OSError",
            "disk",
            "shop/disk.py",
            "read",
            "'exception_id':1,'parent_id':0,'source':'__context__'");
    var thrown = entry("ShopError", "no", "shop/app.py", "main", "'exception_id':0");
    assertThat(group(cause, thrown).headline().title()).isEqualTo("ShopError: no");
    assertThat(group(thrown, cause).headline().title()).isEqualTo("ShopError: no");
  }

  @Test
  void what_was_suppressed_names_nothing_even_when_it_comes_last() {
    var thrown = "{'type':'ShopError','value':'no'}";
    var suppressed = "{'type':'CloseError','value':'x','mechanism':{'type':'suppressed'}}";
    assertThat(group(thrown, suppressed).headline().title()).isEqualTo("ShopError: no");
    assertThat(group(thrown, suppressed).primary()).isEqualTo(group(thrown).primary());
  }

  @Test
  void numbers_that_make_no_tree_cost_nothing() {
    for (var mechanism :
        List.of(
            "'exception_id':0,'parent_id':0,'source':'exceptions[0]'",
            "'exception_id':1,'parent_id':2,'source':'exceptions[0]'",
            "'parent_id':7,'source':'exceptions[0]'",
            "'exception_id':'x','parent_id':[]")) {
      var a = entry("A", "a", "a.py", "a", mechanism);
      var b = entry("B", "b", "b.py", "b", "'exception_id':2,'parent_id':1,'source':'errors[0]'");
      assertThat(group(a, b).headline().title()).isNotBlank();
      assertThat(group(a, b, a).headline().title()).isNotBlank();
    }
  }
}
