package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts a credential where the connection form wants it. Values are encoded for their place; what cannot be is refused. */
final class CredentialPlacement {
    private CredentialPlacement() {}

    /** All of them, in order. */
    static Checked<PlacedCredential> place(List<Placement> placements, FieldValues values) {
        Checked<PlacedCredential> placed = Checked.passed(PlacedCredential.NOTHING);
        for (Placement placement : placements) {
            placed = placed.then(before -> place(placement, values).then(before::and));
        }
        return placed;
    }

    static Checked<PlacedCredential> place(Placement placement, FieldValues values) {
        return switch (placement) {
            case Placement.None() -> Checked.passed(PlacedCredential.NOTHING);
            case Placement.Basic(String username, String password) ->
                asWritten(username, values)
                        .then(CredentialPlacement::withoutColon)
                        .then(user -> asWritten(password, values).map(word -> basic(user, word)));
            case Placement.Header(String name, String template) ->
                asWritten(template, values)
                        .then(CredentialPlacement::fitForHeader)
                        .map(value -> new PlacedCredential("", "", List.of(new Header(name, value)), List.of()));
            case Placement.Query(String name, String template) ->
                FieldTemplate.fill(template, values, UriText::encode)
                        .map(value ->
                                new PlacedCredential("", UriText.encode(name) + "=" + value, List.of(), List.of()));
            case Placement.PathPrefix(String template) ->
                FieldTemplate.fill(template, values, UriText::encode)
                        .then(CredentialPlacement::asPrefix)
                        .map(prefix -> new PlacedCredential(prefix, "", List.of(), List.of()));
        };
    }

    private static Checked<String> asWritten(String template, FieldValues values) {
        return FieldTemplate.fill(template, values, UnaryOperator.identity());
    }

    private static PlacedCredential basic(String user, String password) {
        String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new PlacedCredential("", "", List.of(new Header("authorization", "Basic " + token)), List.of(token));
    }

    /** RFC 7617: the first colon ends the user name. */
    private static Checked<String> withoutColon(String user) {
        return user.indexOf(':') < 0 ? Checked.passed(user) : Checked.refused(Refusal.FIELD_VALUE);
    }

    /** Visible ASCII and inner spaces; anything else reaches different servers differently. */
    private static Checked<String> fitForHeader(String value) {
        boolean fit = value.equals(value.strip()) && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return fit ? Checked.passed(value) : Checked.refused(Refusal.FIELD_VALUE);
    }

    private static Checked<String> asPrefix(String filled) {
        boolean whole = filled.startsWith("/") && !filled.endsWith("/") && !filled.contains("//");
        return whole && UriText.isPath(filled) ? Checked.passed(filled) : Checked.refused(Refusal.FIELD_VALUE);
    }
}
