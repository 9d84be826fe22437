package dev.patchbay.catalog;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Placement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rule that no request of a tool writes to where a credential goes, since it could replace it there. The header of an
 * acting user is none of these places: a tool may name another user.
 */
final class CredentialPlaces {
    private final List<Placement> placements;

    CredentialPlaces(List<ConnectionForm> forms) {
        this.placements = forms.stream()
                .flatMap(form -> Stream.concat(form.placements().stream(), FormFile.placementsOf(form.doors())))
                .distinct()
                .toList();
    }

    void check(RequestFile request) {
        placements.forEach(placement -> check(request, placement));
    }

    private static void check(RequestFile request, Placement placement) {
        switch (placement) {
            case Placement.Header placed ->
                request.template().headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase(placed.name()))
                        .forEach(header -> refuse(request.members(), "headers", header.name()));
            case Placement.Query placed ->
                request.template().query().stream()
                        .filter(parameter -> parameter.name().equals(placed.name()))
                        .forEach(parameter -> refuse(request.members(), "query", parameter.name()));
            case Placement.Basic _ -> {}
            case Placement.PathPrefix _ -> {}
            case Placement.None _ -> {}
        }
    }

    private static void refuse(Members request, String where, String name) {
        request.get(where)
                .refuse("`" + Excerpt.of(name) + "` is where the credential goes; a tool does not mention it");
    }
}
