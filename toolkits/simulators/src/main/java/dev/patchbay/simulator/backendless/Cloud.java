package dev.patchbay.simulator.backendless;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything behind one simulator: applications, and the developers who may use the console. */
final class Cloud {
    /** @param authKey what a login at the console answers with */
    record Developer(String login, String password, String authKey) {}

    private final Options options;
    private final List<Application> applications = new ArrayList<>();
    private final List<Developer> developers = new ArrayList<>();

    Cloud(Options options) {
        this.options = options;
    }

    Options options() {
        return options;
    }

    void add(Application application) {
        applications.add(application);
    }

    void add(Developer developer) {
        developers.add(developer);
    }

    List<Application> applications() {
        return List.copyOf(applications);
    }

    Optional<Application> application(String id) {
        return applications.stream()
                .filter(application -> application.identity().id().equals(id))
                .findFirst();
    }

    /** The application behind a host name, which may carry a port. */
    Optional<Application> behind(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        return applications.stream()
                .filter(application -> application.identity().hosts().contains(name))
                .findFirst()
                .or(() -> options.is(Option.UNMAPPED_HOST, "default")
                        ? applications.stream().findFirst()
                        : Optional.empty());
    }

    Optional<Developer> developer(String login, String password) {
        return developers.stream()
                .filter(developer ->
                        developer.login().equals(login) && developer.password().equals(password))
                .findFirst();
    }

    boolean isDevelopersKey(String authKey) {
        return developers.stream().anyMatch(developer -> developer.authKey().equals(authKey));
    }
}
