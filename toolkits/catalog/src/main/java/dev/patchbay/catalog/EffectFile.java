package dev.patchbay.catalog;

import dev.patchbay.toolkit.AccountEffect;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.Field;
import java.util.List;

/** Reads {@code account}: what a success changes in the connected account. */
final class EffectFile {
    private EffectFile() {}

    static AccountEffect read(
            Entry account, Arguments arguments, ArgumentUse uses, ResultMembers result, List<ConnectionForm> forms) {
        if (account.json().has("forgets")) {
            var members = account.members("forgets", "unless");
            return new AccountEffect.Forget(
                    field(members.get("forgets"), forms), arguments.named(members.get("unless")));
        }
        var members = account.members("remembers", "as", "asked");
        var asked = arguments.named(members.get("asked"), "boolean");
        uses.count(List.of(asked));
        return new AccountEffect.Remember(
                result.optional(members.get("remembers")), field(members.get("as"), forms), asked);
    }

    private static String field(Entry entry, List<ConnectionForm> forms) {
        var name = entry.text();
        var fields = forms.stream().flatMap(form -> form.fields().stream()).toList();
        var found = fields.stream().filter(field -> field.name().equals(name)).toList();
        if (found.isEmpty()) {
            entry.refuse("no connection form has a field `" + Excerpt.of(name) + "`"
                    + Nearest.question(
                            name, fields.stream().map(Field::name).distinct().toList()));
        } else if (found.stream().anyMatch(field -> !field.secret() || field.required())) {
            entry.refuse("`" + name + "` comes and goes, so it needs `secret: true` and `required: false`");
        }
        return name;
    }
}
