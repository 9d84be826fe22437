package dev.patchbay.catalog;

import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The behaviours that toolkit modules bring. */
final class Behaviours {
    static final Behaviours NONE = new Behaviours(List.of());

    private final List<Behaviour> all;

    Behaviours(List<Behaviour> all) {
        this.all = List.copyOf(all);
    }

    static Behaviours of(ClassLoader loader) {
        return new Behaviours(ServiceLoader.load(Behaviour.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** The behaviour that an entry names. */
    Optional<Behaviour> named(Entry entry, ToolkitSlug toolkit) {
        var name = entry.text();
        var found = all.stream().filter(each -> each.name().equals(name)).toList();
        if (!name.startsWith(toolkit + "/")) {
            entry.refuse("a behaviour of this toolkit is named " + toolkit + "/ and a word");
        } else if (found.isEmpty()) {
            var known = all.stream().map(Behaviour::name).toList();
            entry.refuse("there is no behaviour `" + Excerpt.of(name) + "`" + Nearest.question(name, known)
                    + " It is a class of the toolkit's module, listed in META-INF/services/"
                    + Behaviour.class.getName());
        } else if (found.size() > 1) {
            entry.refuse("the behaviour `" + name + "` is the name of " + found.size() + " classes");
        }
        return found.stream().findFirst();
    }
}
