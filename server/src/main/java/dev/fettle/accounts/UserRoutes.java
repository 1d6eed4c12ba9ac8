package dev.fettle.accounts;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account; {@code {userId}} is {@code me} or their id, every other id is 404. */
@RestController
@RequestMapping("/api/0/users")
final class UserRoutes {

  private final AccountStore accounts;

  UserRoutes(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** An e-mail address of the caller. */
  record EmailResponse(String email, boolean isPrimary, boolean isVerified) {}

  /** What shall be another way; options are written as a whole. */
  record ProfileChange(
      @Size(max = 255) @Nullable String name, @Valid @Nullable UserOptions options) {}

  @GetMapping("/")
  @Access
  Page<UserResponse> list(Caller caller) {
    var me = UserResponse.from(get(caller, "me"));
    return new Page<>(List.of(me), null, null, 1);
  }

  @GetMapping("/{userId}/")
  @Access
  UserResponse show(Caller caller, @PathVariable String userId) {
    return UserResponse.from(get(caller, userId));
  }

  @PutMapping("/{userId}/")
  @Access(scopes = {Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  UserResponse update(Caller caller, @PathVariable String userId, @Body ProfileChange wanted) {
    var account = get(caller, userId);
    var name = wanted.name();
    var options = wanted.options();
    accounts.updateProfile(
        account.id(),
        name == null ? account.name() : name.strip(),
        options == null ? account.options() : options.json());
    return UserResponse.from(get(caller, userId));
  }

  @GetMapping("/{userId}/emails/")
  @Access
  Page<EmailResponse> emails(Caller caller, @PathVariable String userId) {
    var account = get(caller, userId);
    return Page.whole(List.of(new EmailResponse(account.email(), true, account.emailVerified())));
  }

  private Account get(Caller caller, String userId) {
    if (!userId.equals("me")) {
      if (!userId.matches("\\d{1,18}")) {
        throw ApiException.unprocessable(
            FieldProblem.ofPath("user_id", "int_parsing", "Input should be a valid integer or me"));
      }
      if (Long.parseLong(userId) != caller.userId().value()) {
        throw ApiException.notFound();
      }
    }
    return accounts.find(caller.userId().value()).orElseThrow(ApiException::notFound);
  }
}
