package dev.latchkey.api.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.accounts.UsernameSyntax;
import dev.latchkey.accounts.emails.EmailSyntax;
import dev.latchkey.api.wire.JsonInput.Flag;
import dev.latchkey.api.wire.JsonInput.Items;
import dev.latchkey.api.wire.JsonInput.Members;
import dev.latchkey.api.wire.JsonInput.Null;
import dev.latchkey.api.wire.JsonInput.Numeral;
import dev.latchkey.api.wire.JsonInput.Text;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.texts.ErrorCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the fields of a body by name and type. It collects errors and does not throw them.
 *
 * <p>Read all fields, call {@link #hasErrors()}, and only then use the values: an invalid required
 * field reads as the empty string. Unknown names are ignored. A member that is {@code null} counts
 * as missing. Not thread-safe.
 */
public final class Fields {

  private static final int MOST_IDS = 1000;
  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  private final JsonBody body;
  private final Set<ApiError> errors = new LinkedHashSet<>();

  /** The fields of {@code body}. */
  public Fields(JsonBody body) {
    this.body = body;
  }

  /** Whether a field is missing or {@code null}. */
  public boolean isAbsent(String name) {
    return value(name) instanceof Null;
  }

  /** Whether a field is a string, even an empty one. */
  public boolean isText(String name) {
    return value(name) instanceof Text;
  }

  /**
   * A string, trimmed; empty if it is missing or blank. Another type is rejected as {@code
   * invalid}, and more than {@code longest} UTF-16 characters as {@code max_length}.
   */
  public Optional<String> text(String name, int longest) {
    return verbatim(name, ANY_LENGTH)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .filter(text -> fits(name, text, longest));
  }

  /** As {@link #text}, but rejected as {@code required} if it is missing or blank. */
  public String requiredText(String name, int longest) {
    return orRequired(name, text(name, longest));
  }

  /**
   * A string exactly as sent, for passwords; empty if it is missing or has no characters. The
   * length is that of the normalized password that is hashed. Otherwise as {@link #text}.
   */
  public Optional<String> verbatim(String name, int longest) {
    JsonInput value = value(name);
    if (value instanceof Text text) {
      return Optional.of(text.value())
          .filter(t -> !t.isEmpty())
          .filter(t -> longest == ANY_LENGTH || fits(name, PasswordHasher.normalized(t), longest));
    }
    if (!(value instanceof Null)) {
      reject(ErrorCodes.INVALID, name);
    }
    return Optional.empty();
  }

  /**
   * As {@link #verbatim}, but rejected as {@code required} if it is missing or has no characters.
   */
  public String requiredVerbatim(String name, int longest) {
    return orRequired(name, verbatim(name, longest));
  }

  /** An address, trimmed, in its original case; {@code invalid} if the syntax is invalid. */
  public Optional<String> email(String name) {
    return text(name, Integer.MAX_VALUE)
        .filter(email -> EmailSyntax.isValid(email) || reject(ErrorCodes.INVALID, name));
  }

  /** As {@link #email}, but rejected as {@code required} if it is missing or blank. */
  public String requiredEmail(String name) {
    return orRequired(name, email(name));
  }

  /**
   * A user name for an account; {@code max_length} or {@code invalid} if it is not valid as one.
   */
  public Optional<String> username(String name) {
    return text(name, UsernameSyntax.LONGEST)
        .filter(username -> UsernameSyntax.isValid(username) || reject(ErrorCodes.INVALID, name));
  }

  /** As {@link #username}, but rejected as {@code required} if it is missing or blank. */
  public String requiredUsername(String name) {
    return orRequired(name, username(name));
  }

  /**
   * {@code true} or {@code false}; empty if it is missing, {@code invalid} if it has another type.
   */
  public Optional<Boolean> flag(String name) {
    JsonInput value = value(name);
    if (value instanceof Flag flag) {
      return Optional.of(flag.value());
    }
    if (!(value instanceof Null)) {
      reject(ErrorCodes.INVALID, name);
    }
    return Optional.empty();
  }

  /**
   * Rejects all values but {@code true}: {@code required} if it is missing or false, {@code
   * invalid} for other types.
   */
  public void requireTrue(String name) {
    boolean alreadyRejected = isRejected(name);
    if (!flag(name).orElse(false) && isRejected(name) == alreadyRejected) {
      reject(ErrorCodes.REQUIRED, name);
    }
  }

  /**
   * A list of strings, each trimmed; empty if it is missing. Rejected as {@code invalid_list} if it
   * is not a list, and as {@code invalid} if an item is not a string.
   */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonInput item : items(name)) {
      if (!(item instanceof Text text)) {
        reject(ErrorCodes.INVALID, name);
        return List.of();
      }
      texts.add(text.value().strip());
    }
    return List.copyOf(texts);
  }

  /**
   * An object of strings, by name; empty if it is missing, {@code invalid} if it is anything else.
   */
  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new TreeMap<>();
    JsonInput value = value(name);
    if (value instanceof Members members) {
      for (Map.Entry<String, JsonInput> member : members.values().entrySet()) {
        if (!(member.getValue() instanceof Text text)) {
          reject(ErrorCodes.INVALID, name);
          return Map.of();
        }
        texts.put(member.getKey(), text.value());
      }
    } else if (!(value instanceof Null)) {
      reject(ErrorCodes.INVALID, name);
    }
    return texts;
  }

  /**
   * An object, or a string with the JSON of one, as some clients send it; {@code required} if it is
   * missing or has no members, {@code invalid} if it is anything else.
   */
  public Members requiredObject(String name) {
    JsonInput value = value(name);
    if (value instanceof Text text
        && !text.value().isEmpty()
        && JsonBody.parse(text.value().getBytes(UTF_8)) instanceof JsonBody.Parsed parsed) {
      value = new Members(parsed.body().members());
    }
    if (value instanceof Members members && !members.values().isEmpty()) {
      return members;
    }
    reject(
        value instanceof Null || value instanceof Members
            ? ErrorCodes.REQUIRED
            : ErrorCodes.INVALID,
        name);
    return new Members(Map.of());
  }

  /**
   * An id, in digits or a string of them: {@code required} if it is missing, {@code invalid_choice}
   * if it is anything else.
   */
  public long requiredId(String name) {
    JsonInput value = value(name);
    OptionalLong id = id(value);
    if (id.isEmpty()) {
      reject(value instanceof Null ? ErrorCodes.REQUIRED : ErrorCodes.INVALID_CHOICE, name);
    }
    return id.orElse(0);
  }

  /**
   * A list of ids, each once, in the order sent. Rejected as {@code required} if it is missing or
   * has no items, {@code invalid_list} if it is not a list or has over a thousand items, {@code
   * invalid_pk_value} if an item is not an integer (in digits, or a string of them).
   */
  public List<Long> requiredIds(String name) {
    List<JsonInput> items = items(name);
    if (items.size() > MOST_IDS) {
      reject(ErrorCodes.INVALID_LIST, name);
      return List.of();
    }
    Set<Long> ids = new LinkedHashSet<>();
    for (JsonInput item : items) {
      OptionalLong id = id(item);
      if (id.isEmpty()) {
        reject(ErrorCodes.INVALID_PK_VALUE, name);
        return List.of();
      }
      ids.add(id.getAsLong());
    }
    if (ids.isEmpty() && !isRejected(name)) {
      reject(ErrorCodes.REQUIRED, name);
    }
    return List.copyOf(ids);
  }

  /**
   * Adds an error that another rule found.
   *
   * @return false, so that a filter can return it
   */
  public boolean reject(String code, String param, Object... args) {
    errors.add(new ApiError(code, param, args));
    return false;
  }

  /** Whether any field read so far is invalid. */
  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** Whether one of these fields is invalid. */
  public boolean hasErrorOn(String... names) {
    return Arrays.stream(names).anyMatch(this::isRejected);
  }

  /** The errors, in the order in which fields were read, without duplicates. */
  public List<ApiError> errors() {
    return List.copyOf(errors);
  }

  private JsonInput value(String name) {
    return body.members().getOrDefault(name, Null.NULL);
  }

  private List<JsonInput> items(String name) {
    JsonInput value = value(name);
    if (value instanceof Items items) {
      return items.values();
    }
    if (!(value instanceof Null)) {
      reject(ErrorCodes.INVALID_LIST, name);
    }
    return List.of();
  }

  private static OptionalLong id(JsonInput item) {
    if (item instanceof Text text) {
      return new Numeral(text.value().strip()).integer();
    }
    return item instanceof Numeral numeral ? numeral.integer() : OptionalLong.empty();
  }

  private boolean fits(String name, String text, int longest) {
    return text.length() <= longest || reject(ErrorCodes.MAX_LENGTH, name, longest);
  }

  private String orRequired(String name, Optional<String> text) {
    if (text.isEmpty() && !isRejected(name)) {
      reject(ErrorCodes.REQUIRED, name);
    }
    return text.orElse("");
  }

  private boolean isRejected(String name) {
    return errors.stream().anyMatch(error -> name.equals(error.param()));
  }
}
